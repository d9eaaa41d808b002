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
double loss_rate(const World& world, KindId kind, const PayReactionSpec& reaction) {
  const CompanyKind& companies = world.fixed.companies.kinds()[kind];
  double losses = 0.0;
  double heads = 0.0;
  for (std::uint32_t k = 0; k < companies.count; ++k) {
    const CompanyId c{companies.first.value() + k};
    losses += world.state.companies.recent_losses[c];
    heads += world.tick.start.headcount[c];
  }
  // A count that halves every h years stands for h / ln 2 years of losses.
  const double memory = years(reaction.half_life, world.fixed.years_per_tick) / log(2.0);
  return heads > 0.0 ? losses / (memory * heads) : 0.0;
}

double exceptional_skill(const World& world, const PaySpec& pay) {
  if (!pay.exceptional_cap || pay.exceptional_share <= 0.0) return KindPolicy{}.exceptional_skill;
  if (pay.exceptional_share >= 1.0) return 0.0;
  return exp(world.fixed.scenario.researchers.skill_log_sd *
             normal_quantile(1.0 - pay.exceptional_share));
}

KindPolicy policy_of_kind(const World& world, KindId kind) {
  const CompanySpec& spec = world.state.parameters.companies[kind.value()];
  const double rho = world.state.parameters.dynamics.production.discount_rate;
  KindPolicy plan;
  const double reaction =
      spec.pay_reaction.response > 0.0
          ? rules::cap_factor(loss_rate(world, kind, spec.pay_reaction), spec.pay_reaction.response,
                              spec.pay_reaction.ceiling)
          : 1.0;
  if (spec.pay.cap) plan.cap = *spec.pay.cap * reaction;
  if (spec.pay.exceptional_cap) plan.exceptional_cap = *spec.pay.exceptional_cap * reaction;
  plan.exceptional_skill = exceptional_skill(world, spec.pay);
  plan.contract_years = years(spec.contract.length, world.fixed.years_per_tick);
  plan.value_factor =
      spec.financing.product_share *
      rules::horizon_factor(years(spec.financing.horizon, world.fixed.years_per_tick),
                            plan.contract_years, rho);
  const auto& shares = world.fixed.scenario.researchers.fields;
  for (const auto& [name, share] : shares) {
    const auto found = spec.productivity.fields.find(name);
    plan.field_factor.push_back(found == spec.productivity.fields.end() ? 1.0 : found->second);
  }
  if (plan.field_factor.empty()) plan.field_factor.push_back(1.0);
  plan.meeting_weight = spec.hiring.recruiting_weight;
  if (spec.hiring.meetings == MeetingShare::by_size &&
      spec.sizes.distribution == SizeDistribution::zipf) {
    plan.meeting_ranks.emplace(world.fixed.companies.kinds()[kind].count, spec.sizes.exponent);
  }
  return plan;
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

void plan_seats(World& world) {
  world.tick.start.open_seats.assign(world.fixed.companies.size(), 0);
  std::vector<std::uint32_t> signed_up(world.fixed.companies.size(), 0);
  for (const Waiting& waiting : world.state.waiting) ++signed_up[waiting.move.to.value()];
  const double elapsed = std::max(world.state.tick, 0) * world.fixed.years_per_tick;
  for (const CompanyId c : world.fixed.companies.ids()) {
    const HiringSpec& hiring = world.spec_of(c).hiring;
    if (!hiring.seats) {
      world.tick.start.open_seats[c] = world.fixed.population.size();
      continue;
    }
    const double seats = *hiring.seats + hiring.seat_growth * elapsed;
    const double taken = world.tick.start.headcount[c] + signed_up[c.value()];
    // More seats than people are as good as one for each.
    const double everyone = world.fixed.population.size();
    world.tick.start.open_seats[c] =
        static_cast<std::uint32_t>(std::clamp(seats - taken + 1e-9, 0.0, everyone));
  }
}

void plan_money(World& world) {
  std::vector<ExactSum> wage_bill(world.fixed.companies.size());
  for (const ResearcherId r : world.fixed.population.ids()) {
    const OptionalCompany employer = world.state.researchers.employer[r];
    if (employer) wage_bill[(*employer).value()].add(world.state.researchers.pay[r]);
  }
  for (const Waiting& w : world.state.waiting) wage_bill[w.move.to.value()].add(w.move.pay_after);
  world.tick.start.free_money.assign(world.fixed.companies.size(), 0.0);
  for (const CompanyId c : world.fixed.companies.ids()) {
    const auto& limit = world.spec_of(c).hiring.wage_bill_limit;
    const double unlimited = std::numeric_limits<double>::infinity();
    world.tick.start.free_money[c] =
        limit ? std::max(*limit - wage_bill[c.value()].value(), 0.0) : unlimited;
  }
}

void list_staff(World& world) {
  world.tick.start.staff.assign(world.fixed.companies.size(),
                                world.state.researchers.employer.stored_values());
  world.tick.start.headcount.clear();
  for (const CompanyId c : world.fixed.companies.ids()) {
    world.tick.start.headcount.push_back(
        static_cast<std::uint32_t>(world.tick.start.staff.of(c).size()));
  }
  world.tick.start.greatest_skill = 0.0;
  for (const ResearcherId r : world.fixed.population.ids()) {
    const double skill = world.state.researchers.skill[r];
    world.tick.start.greatest_skill = std::max(world.tick.start.greatest_skill, skill);
  }
}

void plan_vacancies(World& world) {
  world.tick.start.open.assign(world.fixed.companies.size(), 1);
  for (const CompanyId c : world.fixed.companies.ids()) {
    const double chance = world.spec_of(c).hiring.open_probability;
    if (chance >= 1.0) continue;
    const double u =
        world.fixed.draws_of(StreamName::open_companies, c).uniform({.tick = world.state.tick});
    world.tick.start.open[c] = u < chance ? 1 : 0;
  }
}

// What later meetings are worth to people with foresight, from the companies' own values.
void plan_premium(World& world) {
  std::vector<std::pair<double, double>> offers;
  for (const CompanyId c : world.fixed.companies.ids()) {
    const double value = world.policy_of(c).value_factor * world.state.companies.level[c] *
                         world.spec_of(c).productivity.factor;
    offers.emplace_back(value, world.policy_of(c).meeting_weight);
  }
  std::sort(offers.begin(), offers.end());
  std::vector<double> values;
  std::vector<double> weights;
  for (const auto& [value, weight] : offers) {
    values.push_back(value);
    weights.push_back(weight);
  }
  const SeparationSpec& separations = world.state.parameters.companies.front().separations;
  const double loss = rate_per_tick(separations.job_loss, world.fixed.years_per_tick) +
                      rate_per_tick(separations.quits, world.fixed.years_per_tick) +
                      rate_per_tick(separations.exits, world.fixed.years_per_tick);
  const double rho =
      world.state.parameters.dynamics.production.discount_rate * world.fixed.years_per_tick;
  const double offers_rate = rate_per_tick(
      world.state.parameters.market.search.random_meetings.employed, world.fixed.years_per_tick);
  world.tick.start.premium.assign(std::move(values), std::move(weights),
                                  offers_rate / (rho + loss));
}

}  // namespace

void planning(World& world, const Services& services) {
  const Features& f = world.fixed.features;
  if (f.recruiters) {
    list_staff(world);
  } else if (f.seats || f.pay_reaction) {
    count_heads(world, services);
  }
  world.tick.start.kinds.clear();
  for (const KindId g : world.fixed.companies.kinds().ids()) {
    world.tick.start.kinds.push_back(policy_of_kind(world, g));
  }
  if (f.seats) plan_seats(world);
  if (f.wage_bill) plan_money(world);
  const SearchSpec& search = world.state.parameters.market.search;
  if (search.random_meetings.channel == MeetingChannel::company_graph) plan_vacancies(world);
  if (world.state.parameters.market.decisions.foresight) plan_premium(world);
  choose_shortcuts(world);
}

}  // namespace poach
