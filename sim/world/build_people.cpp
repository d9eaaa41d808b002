#include "world/build_people.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"
#include "base/parallel.hpp"
#include "world/traits.hpp"

namespace poach {
namespace {

constexpr double normal_p90 = 1.2815515655446004;

// First ordinal of each company of a kind under Zipf sizes, with one entry past the end.
std::vector<std::uint32_t> zipf_starts(std::uint32_t companies, std::uint32_t people,
                                       double exponent) {
  std::vector<double> cumulative(companies);
  double total = 0.0;
  for (std::uint32_t k = 0; k < companies; ++k) {
    total += pow(static_cast<double>(k) + 1.0, -exponent);
    cumulative[k] = total;
  }
  std::vector<std::uint32_t> starts(std::size_t{companies} + 1, 0);
  for (std::uint32_t k = 0; k < companies; ++k) {
    starts[k + 1] = static_cast<std::uint32_t>(people * (cumulative[k] / total) + 0.5);
  }
  return starts;
}

double first_pay(const Market& market, ResearcherId r, CompanyId company, const Traits& traits) {
  const PaySpec& pay = market.spec_of(company).pay;
  if (pay.median <= 0.0) {
    const bool posted = market.state.parameters.market.bidding.rule == PriceRule::posted;
    return posted ? market.state.companies.posted_wage[company] * traits.skill
                  : market.income_without_job(r);
  }
  const double p90 = std::max(pay.p90, pay.median);
  const double spread = log(p90 / pay.median) / normal_p90;
  if (spread == 0.0) return pay.median;
  const double rho = pay.skill_correlation;
  const double own = market.fixed.draws_of(StreamName::pay, r).normal({});
  const double score = rho * traits.skill_score + std::sqrt(1.0 - rho * rho) * own;
  const double drawn = pay.median * exp(spread * score);
  return pay.cap ? std::min(drawn, *pay.cap) : drawn;
}

std::int32_t first_joined(const Market& market, ResearcherId r, const RosterPerson* person) {
  double years_there = 0.0;
  if (person != nullptr) {
    years_there = person->tenure_years;
  } else {
    const double mean =
        years(market.fixed.scenario.researchers.tenure_mean, market.fixed.years_per_tick);
    if (mean > 0.0)
      years_there = mean * market.fixed.draws_of(StreamName::tenure, r).exponential({});
  }
  return market.state.tick - whole_ticks(years_there / market.fixed.years_per_tick);
}

float first_attachment(const Market& market, CompanyId company, std::int32_t joined) {
  const AttachmentSpec& spec = market.state.parameters.dynamics.attachment;
  const double growth = ticks(spec.growth_time, market.fixed.years_per_tick);
  return static_cast<float>(market.attachment_ceiling(company) *
                            -expm1(-(market.state.tick - joined) / growth));
}

const RosterPerson* find_person(const Roster* roster, const Cohort& cohort, std::uint32_t ordinal) {
  if (roster == nullptr) return nullptr;
  return cohort.kind ? &roster->staff[(*cohort.kind).value()][ordinal]
                     : &roster->unemployed[ordinal];
}

void assign_person(Market& market, ResearcherId r, const RosterPerson* person) {
  ResearcherTable& people = market.state.researchers;
  Traits traits = draw_traits(market, r, 0);
  if (person != nullptr) {
    traits.skill = person->skill;
    traits.field = person->field;
  }
  market.state.set_skill(r, traits.skill);
  people.field.set(r, traits.field);
  const OptionalCompany employer = people.employer[r];
  if (!employer) return;
  const bool paid = person != nullptr && person->pay > 0.0;
  const double pay = paid ? person->pay : first_pay(market, r, *employer, traits);
  people.pay.set(r, pay);
  people.best_losing_bid.set(r, pay);
  const std::int32_t joined = first_joined(market, r, person);
  people.joined.set(r, joined);
  people.taste_rate.set(r, static_cast<float>(taste_rate(market, r, *employer)));
  people.attachment.set(r, first_attachment(market, *employer, joined));
  people.attachment_tick.set(r, market.state.tick);
  if (person != nullptr && person->unvested > 0.0) {
    people.unvested.set(r, person->unvested);
    const double length =
        ticks(market.spec_of(*employer).contract.length, market.fixed.years_per_tick);
    people.vests_until.set(r, market.state.tick + whole_ticks(length));
  }
}

}  // namespace

void assign_employers(Market& market, const Workers& workers) {
  for (std::uint32_t c = 0; c < market.fixed.population.cohorts().size(); ++c) {
    const Cohort& cohort = market.fixed.population.cohorts()[c];
    if (!cohort.kind) continue;
    const CompanyKind& kind = market.fixed.companies.kinds()[*cohort.kind];
    const SizeSpec& sizes = market.state.parameters.companies[(*cohort.kind).value()].sizes;
    const double exponent = sizes.distribution == SizeDistribution::zipf ? sizes.exponent : 0.0;
    const std::vector<std::uint32_t> starts = zipf_starts(kind.count, cohort.count, exponent);
    const auto& blocks = market.fixed.population.blocks();
    workers.for_each(blocks.size(), [&](std::size_t b) {
      if (blocks[b].cohort != c) return;
      const std::uint32_t first = blocks[b].first_ordinal;
      auto company = static_cast<std::uint32_t>(
          std::upper_bound(starts.begin(), starts.end(), first) - starts.begin() - 1);
      for (const ResearcherId r : blocks[b].researchers) {
        const std::uint32_t ordinal = r.value() - cohort.first.value();
        while (company + 1 < kind.count && starts[company + 1] <= ordinal) ++company;
        market.state.researchers.employer.set(r, CompanyId{kind.first.value() + company});
      }
    });
  }
}

void assign_traits(Market& market, const Roster* roster, const Workers& workers) {
  const auto& blocks = market.fixed.population.blocks();
  workers.for_each(blocks.size(), [&](std::size_t b) {
    const Cohort& cohort = market.fixed.population.cohorts()[blocks[b].cohort];
    for (const ResearcherId r : blocks[b].researchers) {
      assign_person(market, r, find_person(roster, cohort, r.value() - cohort.first.value()));
    }
  });
}

}  // namespace poach
