#pragma once
// A market: what never changes, what later ticks depend on, and what lives for one tick. Plain
// data; the phases act on it.

#include <string>

#include "world/aggregate_cache.hpp"
#include "world/fixed.hpp"
#include "world/state.hpp"
#include "world/tick.hpp"

namespace poach {

struct World {
  Fixed fixed;
  State state;
  Tick tick;
  AggregateCache cache;  ///< from which the next aggregates are updated; no part of the state

  [[nodiscard]] const CompanySpec& spec_of(CompanyId company) const {
    return state.parameters.companies[fixed.companies.kind_of(company).value()];
  }
  [[nodiscard]] const KindPolicy& policy_of(CompanyId company) const {
    return tick.start.kinds[fixed.companies.kind_of(company)];
  }
  /// Whether no pact and no gap in the company graph keeps `company` from approaching staff of
  /// `employer`.
  [[nodiscard]] bool may_approach(CompanyId company, OptionalCompany employer) const {
    if (!employer || (state.pact.empty() && state.company_graph.vertex_count() == 0)) return true;
    return no_barrier(company, *employer);
  }
  [[nodiscard]] bool no_barrier(CompanyId company, CompanyId employer) const;
  /// What a person is called in tables: cohort/number, with .generation for entrants.
  [[nodiscard]] std::string name_of(ResearcherId researcher) const;
  /// Keeps what a feature needs from now on. What the scenario does without starts at the value
  /// that it has in markets without it.
  void keep(bool Features::*feature);
  [[nodiscard]] Date date() const { return fixed.scenario.clock.date_of(state.tick); }
};

}  // namespace poach
