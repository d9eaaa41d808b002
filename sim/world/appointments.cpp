#include "world/appointments.hpp"

#include <algorithm>

#include "world/build_network.hpp"

namespace poach {
namespace {

bool works_for(const Market& market, ResearcherId r, KindId kind) {
  const OptionalCompany employer = market.state.researchers.employer[r];
  return employer && market.fixed.companies.kind_of(*employer) == kind;
}

// Everyone who works for a kind of companies: the people it started with, then others.
std::vector<ResearcherId> staff_of(const Market& market, KindId kind) {
  std::vector<ResearcherId> staff;
  for (const ResearcherId r : market.fixed.population.ids()) {
    if (works_for(market, r, kind)) staff.push_back(r);
  }
  std::stable_partition(staff.begin(), staff.end(), [&](ResearcherId r) {
    const Population& population = market.fixed.population;
    return population.cohorts()[population.cohort_of(r)].kind == OptionalId<KindId>(kind) &&
           market.state.researchers.generation[r] == 0;
  });
  return staff;
}

void appoint(Market& market, TeamId t, ResearcherId r) {
  const TeamSpec& spec = market.fixed.scenario.teams[t.value()];
  const bool leads = market.state.teams[t].members.empty();
  const double multiple = spec.skill_multiple * (leads ? spec.leader_multiple : 1.0);
  market.state.teams[t].members.push_back(r);
  market.state.researchers.team.set(r, t);
  market.state.set_skill(r, market.state.researchers.skill[r] * multiple);
  market.state.researchers.bond.set(r, static_cast<float>(spec.attachment));
}

// The first of the staff are the first team, and so on.
void appoint_teams(Market& market, KindId kind, const std::vector<ResearcherId>& staff) {
  auto next = staff.begin();
  for (const TeamId t : market.state.teams.ids()) {
    if (market.state.teams[t].company != kind) continue;
    const TeamSpec& spec = market.fixed.scenario.teams[t.value()];
    // After a burn-in there may be fewer people than the team is to have.
    for (std::int64_t k = 0; k < spec.members && next != staff.end(); ++k) {
      appoint(market, t, *next++);
    }
  }
}

// The most skilled.
void appoint_founders(Market& market, const FounderSpec& founders,
                      std::vector<ResearcherId> staff) {
  const ResearcherTable& people = market.state.researchers;
  const auto count = std::min(static_cast<std::size_t>(founders.count), staff.size());
  std::stable_sort(staff.begin(), staff.end(), [&](ResearcherId a, ResearcherId b) {
    return people.skill[a] > people.skill[b];
  });
  for (std::size_t k = 0; k < count; ++k) {
    market.state.researchers.bond.set(staff[k], static_cast<float>(founders.attachment));
  }
}

}  // namespace

void appoint_members(Market& market) {
  for (const KindId kind : market.fixed.companies.kinds().ids()) {
    const FounderSpec& founders = market.state.parameters.companies[kind.value()].founders;
    const auto is_here = [&](const Team& team) { return team.company == kind; };
    const auto& teams = market.state.teams;
    if (founders.count == 0 && std::none_of(teams.begin(), teams.end(), is_here)) continue;
    const std::vector<ResearcherId> staff = staff_of(market, kind);
    appoint_teams(market, kind, staff);
    if (founders.count > 0) appoint_founders(market, founders, staff);
  }
}

void appoint_after_burn_in(Market& market) {
  if (market.fixed.scenario.clock.burn_in == 0) return;
  appoint_members(market);
  market.state.teams_follow_burn_in = true;
  for (const graph::Tie& tie : team_ties(market)) {
    market.state.collaborations.add(tie.first, tie.second);
  }
}

}  // namespace poach
