#include "phases/tick_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/exact_sum.hpp"
#include "phases/employment.hpp"
#include "phases/retention.hpp"

namespace poach {

TickActions::TickActions(World& world, std::string_view phase, Negotiations negotiations)
    : world_(world),
      phase_(phase),
      negotiations_(negotiations),
      // The model's streams have no such prefix, so no phase can share one with them.
      stream_(world.fixed.draws.seed(), fmt::format("phase {}", phase)) {}

void TickActions::refuse(std::string_view action, std::string_view reason) const {
  throw std::invalid_argument(fmt::format("phase '{}': {}: {}", phase_, action, reason));
}

void TickActions::require_closed(std::string_view action) const {
  if (negotiations_ == Negotiations::closed) return;
  refuse(action, "offers are being negotiated between search and decisions");
}

CompanyId TickActions::employer_of(ResearcherId researcher, std::string_view action) const {
  const OptionalCompany employer = world_.state.researchers.employer[researcher];
  if (!employer) refuse(action, world_.name_of(researcher) + " has no job");
  return *employer;
}

BlockLog& TickActions::log_of(ResearcherId researcher) {
  return world_.tick.log.blocks[world_.fixed.population.block_of(researcher)];
}

void TickActions::approach(CompanyId company, ResearcherId researcher) {
  world_.state.arranged.push_back({researcher, company, Channel::phase});
}

void TickActions::separate(ResearcherId researcher, SeparationKind kind) {
  require_closed("separate");
  (void)employer_of(researcher, "separate");
  if (kind == SeparationKind::exit) refuse("separate", "people leave the market by hazard alone");
  BlockLog& log = log_of(researcher);
  // In order: search passes over those who separated before it.
  const auto at = std::lower_bound(log.separated.begin(), log.separated.end(), researcher);
  if (at == log.separated.end() || *at != researcher) log.separated.insert(at, researcher);
  end_job(world_, world_.tick.wants, log, researcher, kind);
}

void TickActions::set_pay(ResearcherId researcher, double pay) {
  require_closed("set_pay");
  const CompanyId employer = employer_of(researcher, "set_pay");
  if (!(pay > 0.0 && pay < largest_amount)) refuse("set_pay", fmt::format("pay of {}", pay));
  const double before = world_.state.researchers.pay[researcher];
  if (pay > before) {
    give_raise(world_, world_.tick.wants, log_of(researcher), {researcher, employer, before, pay});
  } else {
    world_.state.researchers.pay.set(researcher, pay);
  }
}

void TickActions::grant(ResearcherId researcher, double amount) {
  require_closed("grant");
  const CompanyId employer = employer_of(researcher, "grant");
  if (!(amount > 0.0 && amount < largest_amount)) refuse("grant", fmt::format("{} USD", amount));
  if (!world_.fixed.features.unvested)
    refuse("grant", "the phase did not say that it needs equity");
  give_grant(world_, world_.tick.log, researcher, employer, amount);
}

void TickActions::change_attachment(ResearcherId researcher, double by) {
  (void)employer_of(researcher, "change_attachment");
  if (!std::isfinite(by)) refuse("change_attachment", fmt::format("by {}", by));
  if (!world_.fixed.features.attachment) {
    refuse("change_attachment", "the phase did not say that it needs attachment");
  }
  poach::change_attachment(world_, researcher, by);
}

void TickActions::change_morale(CompanyId company, double by) {
  if (!std::isfinite(by)) refuse("change_morale", fmt::format("by {}", by));
  if (!world_.fixed.features.morale) {
    refuse("change_morale", "the phase did not say that it needs morale");
  }
  CompanyTable& companies = world_.state.companies;
  companies.morale_loss.set(company, companies.morale_loss[company] - by);
}

AgentDraws TickActions::draws_of(ResearcherId researcher) const {
  const Population& population = world_.fixed.population;
  const Cohort& cohort = population.cohorts()[population.cohort_of(researcher)];
  return {stream_.of(cohort.key), population.ordinal_of(researcher)};
}

void add_phase(Schedule& schedule, std::string_view row, AddedPhase phase) {
  const Negotiations negotiations =
      schedule.is_between(row, "search", "decisions") ? Negotiations::open : Negotiations::closed;
  const std::string name = phase.name;
  schedule.add_after(row, {.name = std::move(phase.name),
                           .scope = Scope::market,
                           .carry_out =
                               [name, negotiations, turn = std::move(phase.turn)](
                                   World& world, const Services& services) {
                                 TickActions actions(world, name, negotiations);
                                 turn(world, services, actions);
                               },
                           .needs = std::move(phase.needs)});
}

}  // namespace poach
