#include <algorithm>

#include "base/exact_sum.hpp"
#include "base/math.hpp"
#include "base/shared_sum.hpp"
#include "phases/blocks.hpp"
#include "phases/phases.hpp"
#include "phases/shortcuts/shortcuts.hpp"
#include "rules/leadership.hpp"
#include "rules/value.hpp"
#include "world/traits.hpp"

namespace poach {
namespace {

// Recent losses of a kind's companies as a yearly rate per head.
double loss_rate(const Market& market, const TickStart& start, KindId kind,
                 const PayReactionSpec& reaction) {
  const CompanyKind& companies = market.fixed.companies.kinds()[kind];
  double losses = 0.0;
  double heads = 0.0;
  for (std::uint32_t k = 0; k < companies.count; ++k) {
    const CompanyId c{companies.first.value() + k};
    losses += market.state.companies.recent_losses[c];
    heads += start.headcount[c];
  }
  // A count that halves every h years stands for h / ln 2 years of losses.
  const double memory = years(reaction.half_life, market.fixed.years_per_tick) / log(2.0);
  return heads > 0.0 ? losses / (memory * heads) : 0.0;
}

double exceptional_skill(const Market& market, const PaySpec& pay) {
  if (!pay.exceptional_cap || pay.exceptional_share <= 0.0) return KindPolicy{}.exceptional_skill;
  if (pay.exceptional_share >= 1.0) return 0.0;
  return exp(market.fixed.scenario.researchers.skill_log_sd *
             normal_quantile(1.0 - pay.exceptional_share));
}

KindPolicy policy_of_kind(const Market& market, const TickStart& start, KindId kind) {
  const CompanySpec& spec = market.state.parameters.companies[kind.value()];
  const double rho = market.state.parameters.dynamics.production.discount_rate;
  KindPolicy plan;
  const double reaction =
      spec.pay_reaction.response > 0.0
          ? rules::cap_factor(loss_rate(market, start, kind, spec.pay_reaction),
                              spec.pay_reaction.response, spec.pay_reaction.ceiling)
          : 1.0;
  if (spec.pay.cap) plan.cap = *spec.pay.cap * reaction;
  if (spec.pay.exceptional_cap) plan.exceptional_cap = *spec.pay.exceptional_cap * reaction;
  plan.exceptional_skill = exceptional_skill(market, spec.pay);
  plan.contract_years = years(spec.contract.length, market.fixed.years_per_tick);
  plan.contract_annuity = rules::annuity(plan.contract_years, rho);
  plan.value_factor =
      spec.financing.product_share *
      rules::horizon_factor(years(spec.financing.horizon, market.fixed.years_per_tick),
                            plan.contract_years, rho);
  const auto& shares = market.fixed.scenario.researchers.fields;
  for (const auto& [name, share] : shares) {
    const auto found = spec.productivity.fields.find(name);
    plan.field_factor.push_back(found == spec.productivity.fields.end() ? 1.0 : found->second);
  }
  if (plan.field_factor.empty()) plan.field_factor.push_back(1.0);
  plan.meeting_weight = spec.hiring.recruiting_weight;
  if (spec.hiring.meetings == MeetingShare::by_size &&
      spec.sizes.distribution == SizeDistribution::zipf) {
    plan.meeting_ranks.emplace(market.fixed.companies.kinds()[kind].count, spec.sizes.exponent);
  }
  return plan;
}

void plan_meetings(const Market& market, TickStart& start) {
  MeetingRates& meetings = start.meeting_rates;
  meetings = {};
  double total = 0.0;
  for (const KindId g : market.fixed.companies.kinds().ids()) {
    const CompanyKind& kind = market.fixed.companies.kinds()[g];
    const double weight = start.kinds[g].meeting_weight * kind.count;
    if (weight <= 0.0) continue;
    meetings.kinds.push_back(g);
    meetings.keys.push_back(fold_key(kind.key));
    meetings.rates.push_back(weight);
    total += weight;
  }
  for (double& rate : meetings.rates) {
    meetings.waits.push_back(total / rate);
    rate /= total;
  }
}

void count_heads(World& world, const Services& services) {
  auto& heads = world.tick.start.headcount;
  heads.assign(world.fixed.companies.size(), 0);
  for_each_block(world, services, [&](const Block& block, BlockLog&) {
    for (const ResearcherId r : block.researchers) {
      const OptionalCompany employer = world.state.researchers.employer[r];
      if (employer) add_shared(heads[*employer], std::uint32_t{1});
    }
  });
}

void plan_seats(const Market& market, TickStart& start) {
  start.open_seats.assign(market.fixed.companies.size(), 0);
  std::vector<std::uint32_t> signed_up(market.fixed.companies.size(), 0);
  for (const Waiting& waiting : market.state.waiting) ++signed_up[waiting.move.to.value()];
  const double elapsed = std::max(market.state.tick, 0) * market.fixed.years_per_tick;
  for (const CompanyId c : market.fixed.companies.ids()) {
    const HiringSpec& hiring = market.spec_of(c).hiring;
    if (!hiring.seats) {
      start.open_seats[c] = market.fixed.population.size();
      continue;
    }
    const double seats = *hiring.seats + hiring.seat_growth * elapsed;
    const double taken = start.headcount[c] + signed_up[c.value()];
    // More seats than people are as good as one for each.
    const double everyone = market.fixed.population.size();
    start.open_seats[c] =
        static_cast<std::uint32_t>(std::clamp(seats - taken + 1e-9, 0.0, everyone));
  }
}

void plan_money(const Market& market, TickStart& start) {
  std::vector<ExactSum> wage_bill(market.fixed.companies.size());
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    if (employer) wage_bill[(*employer).value()].add(market.state.researchers.pay[r]);
  }
  for (const Waiting& w : market.state.waiting) wage_bill[w.move.to.value()].add(w.move.pay_after);
  start.free_money.assign(market.fixed.companies.size(), 0.0);
  for (const CompanyId c : market.fixed.companies.ids()) {
    const auto& limit = market.spec_of(c).hiring.wage_bill_limit;
    const double unlimited = std::numeric_limits<double>::infinity();
    start.free_money[c] = limit ? std::max(*limit - wage_bill[c.value()].value(), 0.0) : unlimited;
  }
}

void list_staff(const Market& market, TickStart& start) {
  start.staff.assign(market.fixed.companies.size(),
                     market.state.researchers.employer.stored_values());
  start.headcount.clear();
  for (const CompanyId c : market.fixed.companies.ids()) {
    start.headcount.push_back(static_cast<std::uint32_t>(start.staff.of(c).size()));
  }
  start.greatest_skill = 0.0;
  for (const ResearcherId r : market.fixed.population.ids()) {
    const double skill = market.state.researchers.skill[r];
    start.greatest_skill = std::max(start.greatest_skill, skill);
  }
}

void plan_vacancies(const Market& market, TickStart& start) {
  start.open.assign(market.fixed.companies.size(), 1);
  for (const CompanyId c : market.fixed.companies.ids()) {
    const double chance = market.spec_of(c).hiring.open_probability;
    if (chance >= 1.0) continue;
    const double u =
        market.fixed.draws_of(StreamName::open_companies, c).uniform({.tick = market.state.tick});
    start.open[c] = u < chance ? 1 : 0;
  }
}

// What later meetings are worth to people with foresight, from the companies' own values.
void plan_premium(const Market& market, TickStart& start) {
  std::vector<std::pair<double, double>> offers;
  for (const CompanyId c : market.fixed.companies.ids()) {
    const double value = start.kinds[market.fixed.companies.kind_of(c)].value_factor *
                         market.state.companies.level[c] * market.spec_of(c).productivity.factor;
    offers.emplace_back(value, start.kinds[market.fixed.companies.kind_of(c)].meeting_weight);
  }
  std::sort(offers.begin(), offers.end());
  std::vector<double> values;
  std::vector<double> weights;
  for (const auto& [value, weight] : offers) {
    values.push_back(value);
    weights.push_back(weight);
  }
  const SeparationSpec& separations = market.state.parameters.companies.front().separations;
  const double loss = rate_per_tick(separations.job_loss, market.fixed.years_per_tick) +
                      rate_per_tick(separations.quits, market.fixed.years_per_tick) +
                      rate_per_tick(separations.exits, market.fixed.years_per_tick);
  const double rho =
      market.state.parameters.dynamics.production.discount_rate * market.fixed.years_per_tick;
  const double offers_rate = rate_per_tick(
      market.state.parameters.market.search.random_meetings.employed, market.fixed.years_per_tick);
  start.premium.assign(std::move(values), std::move(weights), offers_rate / (rho + loss));
}

}  // namespace

void planning(World& world, const Services& services) {
  const Features& f = world.fixed.features;
  if (f.recruiters) {
    list_staff(world, world.tick.start);
  } else if (f.seats || f.pay_reaction) {
    count_heads(world, services);
  }
  world.tick.start.kinds.clear();
  for (const KindId g : world.fixed.companies.kinds().ids()) {
    world.tick.start.kinds.push_back(policy_of_kind(world, world.tick.start, g));
  }
  plan_meetings(world, world.tick.start);
  if (f.seats) plan_seats(world, world.tick.start);
  if (f.wage_bill) plan_money(world, world.tick.start);
  const SearchSpec& search = world.state.parameters.market.search;
  if (search.random_meetings.channel == MeetingChannel::company_graph)
    plan_vacancies(world, world.tick.start);
  if (world.state.parameters.market.decisions.foresight) plan_premium(world, world.tick.start);
  choose_shortcuts(world, world.tick);
}

}  // namespace poach
