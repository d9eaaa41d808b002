#pragma once
// What later ticks depend on. A checkpoint holds it, and the state hash sees what of it cannot be
// derived from the rest.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "graph/changing_graph.hpp"
#include "scenario/timeline.hpp"
#include "world/companies.hpp"
#include "world/refusals.hpp"
#include "world/researchers.hpp"
#include "world/tick_log.hpp"

namespace poach {

/// A named team of the staff at tick 0, the leader first; before tick 0 it has no members.
struct Team {
  std::string name;
  KindId company;
  std::vector<ResearcherId> members;
};

struct State {
  std::int32_t tick = 0;
  Parameters parameters;      ///< in force at `tick`
  SettledParameters settled;  ///< what they go on from at the next tick with an event
  CompanyTable companies;
  ResearcherTable researchers;
  Refusals refusals;                     ///< of named companies, where bidders learn from them
  std::vector<Waiting> waiting;          ///< signed contracts by start, then researcher
  graph::ChangingGraph collaborations;   ///< vertices are researchers
  graph::CompressedGraph company_graph;  ///< vertices are companies; empty when complete
  std::vector<std::uint8_t> pact;        ///< kinds x kinds: 1 where a no-poach pact binds
  IdVector<TeamId, Team> teams;
  bool teams_follow_burn_in = false;      ///< who is in a team depends on a burn-in
  std::vector<Approach> arranged;         ///< by added phases, for the next search
  std::vector<std::string> added_phases;  ///< rows that a user added to the schedule, with places

  /// Neighbours of a researcher in the collaboration graph; none when there is no graph.
  [[nodiscard]] std::span<const std::uint32_t> collaborators_of(ResearcherId researcher) const {
    if (collaborations.vertex_count() == 0) return {};
    return collaborations.neighbours(researcher.value());
  }
  /// Whether the ties of a slot are those of the person in it. In a graph that never changes they
  /// are those of the first person, and nobody counts them once that person has left the market.
  [[nodiscard]] bool has_ties(ResearcherId researcher) const {
    return researchers.generation[researcher] == 0 || collaborations.is_open();
  }
  /// Whether a researcher has no job and has signed no contract.
  [[nodiscard]] bool is_unemployed(ResearcherId researcher) const {
    return !researchers.employer[researcher] && researchers.waiting[researcher] == 0;
  }
  /// The team a researcher belongs to; entrants belong to none.
  [[nodiscard]] OptionalId<TeamId> team_of(ResearcherId researcher) const {
    return researchers.team[researcher];
  }
  /// Sets a researcher's skill and what follows from it.
  void set_skill(ResearcherId researcher, double skill);
};

/// A hash of the state, for manifests and determinism tests: 32 lower-case hexadecimal digits.
[[nodiscard]] std::string state_hash(const State& state);

}  // namespace poach
