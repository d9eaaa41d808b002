#include "phases/appraisal.hpp"

#include "base/exact_sum.hpp"
#include "rules/attachment.hpp"

namespace poach {

std::uint32_t count_collaborators_at(const Market& market, ResearcherId researcher,
                                     CompanyId company) {
  if (!market.state.has_ties(researcher)) return 0;
  // Asked for every tie of everyone whenever aggregates are closed: plain arrays, and no branch on
  // who works where.
  const OptionalCompany* const employers = market.state.researchers.employer.stored_values().data();
  const std::vector<std::uint32_t>& generations =
      market.state.researchers.generation.stored_values();
  std::uint32_t count = 0;
  if (generations.empty() || market.state.collaborations.is_open()) {
    for (const std::uint32_t n : market.state.collaborators_of(researcher)) {
      count += employers[n] == OptionalCompany(company) ? 1U : 0U;
    }
    return count;
  }
  for (const std::uint32_t n : market.state.collaborators_of(researcher)) {
    const bool there = employers[n] == OptionalCompany(company);
    const bool first_here = generations[n] == 0;
    count += (there & first_here) ? 1U : 0U;
  }
  return count;
}

Wait wait_of(const Market& market, ResearcherId researcher) {
  const OptionalCompany employer = market.state.researchers.employer[researcher];
  if (!market.fixed.features.noncompete || !employer) return {};
  const NonCompeteSpec& spec = market.spec_of(*employer).noncompete;
  if (spec.share <= 0.0 || !extends_to(market, spec.to, *employer, researcher)) return {};
  const std::uint32_t generation = market.state.researchers.generation[researcher];
  const RandomWords words =
      market.fixed.draws_of(StreamName::noncompete, researcher)
          .words({.counterpart = market.fixed.companies.counterpart_key(*employer),
                  .tick = static_cast<std::int32_t>(generation)});
  if (open_unit(words[0], words[1]) >= spec.share) return {};
  const double shortest = ticks(spec.shortest, market.fixed.years_per_tick);
  const double longest = std::max(ticks(spec.longest, market.fixed.years_per_tick), shortest);
  const double u = open_unit(words[2], words[3]);
  return {.ticks = whole_ticks(shortest + (longest - shortest) * u),
          .enforcement = spec.enforcement,
          .garden_leave = spec.pay * market.state.researchers.pay[researcher]};
}

void refuse_value(const Market& market, ResearcherId researcher, CompanyId company, double value) {
  refuse_amount("the value of " + market.name_of(researcher) + " to " +
                    market.fixed.companies.name_of(company),
                value);
}

double max_pay_to(const Market& market, const TickStart& start, ResearcherId researcher,
                  CompanyId company) {
  const Appraiser<Terms::any> appraiser(market, start);
  const std::uint32_t there = appraiser.weighed_collaborators_at(researcher, company);
  return appraiser.max_pay_at(researcher, company, appraiser.value_to(researcher, company, there));
}

double grown_attachment(const Market& market, ResearcherId researcher) {
  const ResearcherTable& people = market.state.researchers;
  const OptionalCompany employer = people.employer[researcher];
  if (!market.fixed.features.attachment || !employer) return 0.0;
  const Duration growth = market.state.parameters.dynamics.attachment.growth_time;
  return rules::relaxed(people.attachment[researcher], market.attachment_ceiling(*employer),
                        market.state.tick - people.attachment_tick[researcher],
                        ticks(growth, market.fixed.years_per_tick));
}

double attachment_now(const Market& market, ResearcherId researcher) {
  return market.state.researchers.bond[researcher] + grown_attachment(market, researcher);
}

}  // namespace poach
