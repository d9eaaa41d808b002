#pragma once
// What never changes in a run: the scenario, who there is, and where draws come from.

#include <cstdint>

#include "scenario/scenario.hpp"
#include "scenario/timeline.hpp"
#include "world/companies.hpp"
#include "world/draws.hpp"
#include "world/features.hpp"
#include "world/population.hpp"

namespace poach {

/// Const once a world is built, but for what added phases need kept.
struct Fixed {
  Scenario scenario;
  Timeline timeline;
  Features features;
  Population population;
  CompanyRegistry companies;
  Draws draws;
  double years_per_tick = 0.0;

  [[nodiscard]] AgentDraws draws_of(StreamName stream, ResearcherId researcher) const {
    const std::uint32_t cohort = population.cohort_of(researcher);
    return {draws.of_cohort(stream, cohort),
            researcher.value() - population.cohorts()[cohort].first.value()};
  }
  [[nodiscard]] AgentDraws draws_of(StreamName stream, CompanyId company) const;
  /// A key of a person's slot that other people's numbers do not change.
  [[nodiscard]] std::uint32_t person_key(ResearcherId researcher) const;
};

}  // namespace poach
