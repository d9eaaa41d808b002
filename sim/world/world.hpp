#pragma once
// Everything a tick reads and writes: the tables, the parameters in force, the plan of the tick and
// its ledger. Plain data; the phases act on it.

#include <cstdint>
#include <string>
#include <vector>

#include "graph/compressed_graph.hpp"
#include "scenario/scenario.hpp"
#include "scenario/timeline.hpp"
#include "world/aggregate_cache.hpp"
#include "world/aggregates.hpp"
#include "world/companies.hpp"
#include "world/draws.hpp"
#include "world/features.hpp"
#include "world/population.hpp"
#include "world/researchers.hpp"
#include "world/tick_log.hpp"
#include "world/tick_start.hpp"

namespace poach {

/// A named team: a stretch of its company's first staff, the leader first.
struct Team {
  std::string name;
  KindId company;
  IdRange<ResearcherId> members;
};

struct World {
  Scenario scenario;
  Timeline timeline;
  Features features;
  Parameters parameters;      ///< in force at `tick`
  SettledParameters settled;  ///< what they go on from at the next tick with an event
  Population population;
  Draws draws;
  CompanyTable companies;
  ResearcherTable researchers;
  graph::CompressedGraph collaborations;  ///< vertices are researchers
  graph::CompressedGraph company_graph;   ///< vertices are companies; empty when complete
  std::vector<std::uint8_t> pact;         ///< kinds x kinds: 1 where a no-poach pact binds
  IdVector<TeamId, Team> teams;
  std::vector<Waiting> waiting;  ///< by start, then researcher
  TickStart start;
  TickLog log;
  std::int32_t tick = 0;
  double years_per_tick = 0.0;
  AggregateCache aggregate_cache;   ///< what the aggregates go on from
  Aggregates aggregates;            ///< as of the last tick that kept aggregates
  bool wants_details = true;        ///< whether moves, raises and separations are listed one by one
  bool wants_collaborators = true;  ///< whether moves tell of the collaborators at the destination
  bool wants_aggregates = true;     ///< whether this tick's aggregates are wanted
  bool wants_company_aggregates = true;  ///< whether they are wanted company by company

  [[nodiscard]] AgentDraws draws_of(StreamName stream, ResearcherId researcher) const {
    const std::uint32_t cohort = population.cohort_of(researcher);
    return {draws.of_cohort(stream, cohort),
            researcher.value() - population.cohorts()[cohort].first.value()};
  }
  [[nodiscard]] AgentDraws draws_of(StreamName stream, CompanyId company) const;
  [[nodiscard]] const CompanySpec& spec_of(CompanyId company) const {
    return parameters.companies[companies.kind_of(company).value()];
  }
  [[nodiscard]] const KindPolicy& policy_of(CompanyId company) const {
    return start.kinds[companies.kind_of(company)];
  }
  /// Neighbours of a researcher in the collaboration graph; none when there is no graph.
  [[nodiscard]] std::span<const std::uint32_t> collaborators_of(ResearcherId researcher) const {
    if (collaborations.vertex_count() == 0) return {};
    return collaborations.neighbours(researcher.value());
  }
  /// Whether no pact and no gap in the company graph keeps `company` from approaching staff of
  /// `employer`.
  [[nodiscard]] bool may_approach(CompanyId company, OptionalCompany employer) const {
    if (!employer || (pact.empty() && company_graph.vertex_count() == 0)) return true;
    return no_barrier(company, *employer);
  }
  [[nodiscard]] bool is_unemployed(ResearcherId r) const {
    return !researchers.employer[r] && researchers.waiting[r] == 0;
  }
  /// Sets a researcher's skill and what follows from it.
  void set_skill(ResearcherId researcher, double skill);
  /// What a person is called in tables: cohort/number, with .generation for entrants.
  [[nodiscard]] std::string name_of(ResearcherId researcher) const;
  /// The team a researcher belongs to; entrants belong to none.
  [[nodiscard]] OptionalId<TeamId> team_of(ResearcherId researcher) const;
  [[nodiscard]] bool no_barrier(CompanyId company, CompanyId employer) const;
  [[nodiscard]] Date date() const { return scenario.clock.date_of(tick); }
};

/// A hash of the whole state, for manifests and determinism tests.
[[nodiscard]] std::string state_hash(const World& world);

}  // namespace poach
