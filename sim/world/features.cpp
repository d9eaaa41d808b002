#include "world/features.hpp"

#include <algorithm>

#include "scenario/parameter_walk.hpp"

namespace poach {
namespace {

bool contract_may_end(const CompanySpec& company, double years_per_tick) {
  return company.pay.median > 0.0 || company.productivity.synergy > 0.0 ||
         years(company.financing.horizon, years_per_tick) >
             years(company.contract.length, years_per_tick);
}

void add_company(const CompanySpec& c, double years_per_tick, Features& f) {
  f.seats = f.seats || c.hiring.seats.has_value();
  f.wage_bill = f.wage_bill || c.hiring.wage_bill_limit.has_value();
  f.recruiters = f.recruiters || c.hiring.approaches_per_week > 0.0;
  f.approach_costs = f.approach_costs || c.hiring.approach_cost > 0.0;
  f.retention = f.retention || c.retention.budget > 0.0;
  f.noncompete = f.noncompete || c.noncompete.share > 0.0;
  f.exits = f.exits || c.separations.exits.value > 0.0;
  f.pay_reaction = f.pay_reaction || c.pay_reaction.response > 0.0;
  f.attachment = f.attachment || c.founders.count > 0 || c.attachment.value_or(0.0) != 0.0;
  f.base_morale = f.base_morale || c.morale != 0.0;
  f.contract_ends = f.contract_ends || contract_may_end(c, years_per_tick);
}

void add_rules(const Parameters& p, Features& f) {
  const ContagionSpec& contagion = p.dynamics.contagion;
  f.contagion = f.contagion || contagion.drop > 0.0;
  f.morale = f.morale || contagion.morale_per_loss > 0.0;
  f.attachment = f.attachment || p.dynamics.attachment.ceiling != 0.0;
  f.prestige = f.prestige || p.dynamics.production.prestige_speed > 0.0;
  // An ascending price is the best losing bid, unless foresight or a contract's end lowers the pay.
  f.losing_bids = f.losing_bids || p.market.bidding.rule != PriceRule::ascending ||
                  p.market.decisions.foresight;
  f.taste = f.taste || p.market.decisions.taste > 0.0;
  f.beliefs = f.beliefs ||
              (p.market.bidding.rule == PriceRule::private_taste &&
               p.market.bidding.beliefs == Beliefs::informed && p.market.decisions.taste > 0.0);
  f.last_employer =
      f.last_employer || p.market.search.random_meetings.channel == MeetingChannel::company_graph;
}

}  // namespace

bool contracts_may_end(const Parameters& parameters, double years_per_tick) {
  return std::any_of(
      parameters.companies.begin(), parameters.companies.end(),
      [&](const CompanySpec& company) { return contract_may_end(company, years_per_tick); });
}

Features features_of(const Scenario& scenario, const Timeline& timeline) {
  Features f;
  const double years_per_tick = scenario.clock.years_per_tick();
  for (const CompanySpec& company : scenario.base.companies)
    add_company(company, years_per_tick, f);
  add_rules(scenario.base, f);
  ParameterWalk walk(timeline);
  while (walk.next()) {
    for (const auto& [part, changes] : walk.changes()) {
      walk.hold_in_range(part);
      const auto place = timeline.places().find(part.second);
      if (part.first != "companies" || place == timeline.places().end()) continue;
      add_company(walk.now().companies[place->second], years_per_tick, f);
    }
    add_rules(walk.now(), f);
  }
  for (const TeamSpec& team : scenario.teams) {
    f.attachment = f.attachment || team.attachment != 0.0;
    f.skill = f.skill || team.skill_multiple != 1.0 || team.leader_multiple != 1.0;
  }
  const SurpriseSpec& surprise = scenario.base.market.decisions.surprise;
  f.surprise = surprise.share > 0.0 && surprise.loss > 0.0;
  const ResearcherSpec& people = scenario.researchers;
  const auto weighs = [](const PreferenceWeight& w) { return w.mean != 0.0 || w.sd > 0.0; };
  f.preferences = weighs(people.compute) || weighs(people.prestige) || weighs(people.mission);
  f.posted_wages = scenario.base.market.bidding.rule == PriceRule::posted;
  f.fields = people.fields.size() > 1;
  f.skill = f.skill || people.skill_log_sd > 0.0 || !people.file.empty();
  f.attachment = f.attachment || f.contagion;
  f.unvested = f.retention || !people.file.empty();
  f.teams = !scenario.teams.empty();
  f.entrant_ties = f.exits && scenario.network.entrants_join();
  f.changing_ties = f.entrant_ties || (f.teams && scenario.clock.burn_in > 0);
  f.last_employer = f.last_employer || f.recruiters || f.contagion || f.entrant_ties;
  f.contract_ends = f.contract_ends || !people.file.empty();  // a roster may pay above worth
  f.losing_bids = f.losing_bids || f.contract_ends;
  return f;
}

}  // namespace poach
