#include "world/features.hpp"

namespace poach {
namespace {

void add_company(const CompanySpec& c, Features& f) {
  f.seats = f.seats || c.hiring.seats.has_value();
  f.wage_bill = f.wage_bill || c.hiring.wage_bill_limit.has_value();
  f.recruiters = f.recruiters || c.hiring.approaches_per_week > 0.0;
  f.retention = f.retention || c.retention.budget > 0.0;
  f.noncompete = f.noncompete || c.noncompete.share > 0.0;
  f.exits = f.exits || c.separations.exits.value > 0.0;
  f.pay_reaction = f.pay_reaction || c.pay_reaction.response > 0.0;
  f.attachment = f.attachment || c.founders.count > 0;
  f.base_morale = f.base_morale || c.morale != 0.0;
}

void add(const Parameters& p, double years_per_tick, Features& f) {
  for (const CompanySpec& company : p.companies) add_company(company, f);
  f.contract_ends = f.contract_ends || contracts_may_end(p, years_per_tick);
  const ContagionSpec& contagion = p.dynamics.contagion;
  f.contagion = f.contagion || contagion.drop > 0.0;
  f.morale = f.morale || contagion.morale_per_loss > 0.0;
  f.attachment = f.attachment || p.dynamics.attachment.ceiling != 0.0;
  f.prestige = f.prestige || p.dynamics.production.prestige_speed > 0.0;
  // An ascending price is the best losing bid, unless foresight or a contract's end lowers the pay.
  f.losing_bids = f.losing_bids || p.market.bidding.rule != PriceRule::ascending ||
                  p.market.decisions.foresight;
  f.taste = f.taste || p.market.decisions.taste > 0.0;
  f.last_employer =
      f.last_employer || p.market.search.random_meetings.channel == MeetingChannel::company_graph;
}

}  // namespace

bool contracts_may_end(const Parameters& parameters, double years_per_tick) {
  for (const CompanySpec& company : parameters.companies) {
    if (company.pay.median > 0.0 || company.productivity.synergy > 0.0) return true;
    if (years(company.financing.horizon, years_per_tick) >
        years(company.contract.length, years_per_tick)) {
      return true;
    }
  }
  return false;
}

Features features_of(const Scenario& scenario, const Timeline& timeline) {
  Features f;
  const double years_per_tick = scenario.clock.years_per_tick();
  add(scenario.base, years_per_tick, f);
  SettledParameters settled;
  for (const std::int64_t tick : timeline.ticks_with_changes()) {
    add(timeline.parameters_at(tick, settled), years_per_tick, f);
  }
  for (const TeamSpec& team : scenario.teams) {
    f.attachment = f.attachment || team.attachment != 0.0;
    f.skill = f.skill || team.skill_multiple != 1.0 || team.leader_multiple != 1.0;
  }
  const ResearcherSpec& people = scenario.researchers;
  const auto weighs = [](const PreferenceWeight& w) { return w.mean != 0.0 || w.sd > 0.0; };
  f.preferences = weighs(people.compute) || weighs(people.prestige) || weighs(people.mission);
  f.posted_wages = scenario.base.market.bidding.rule == PriceRule::posted;
  f.fields = people.fields.size() > 1;
  f.skill = f.skill || people.skill_log_sd > 0.0 || !people.file.empty();
  f.attachment = f.attachment || f.contagion;
  f.unvested = f.retention || !people.file.empty();
  f.last_employer = f.last_employer || f.recruiters || f.contagion;
  f.contract_ends = f.contract_ends || !people.file.empty();  // a roster may pay above worth
  f.losing_bids = f.losing_bids || f.contract_ends;
  return f;
}

}  // namespace poach
