#pragma once
// A roster: real or made-up people, one a line.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "scenario/fwd.hpp"
#include "world/population.hpp"

namespace poach {

struct RosterPerson {
  double skill = 1.0;  ///< efficiency units
  std::uint8_t field = 0;
  double pay = 0.0;  ///< USD a year
  double tenure_years = 0.0;
  double unvested = 0.0;  ///< USD
  std::uint32_t row = 0;  ///< in the file, from 0 for the first person
};

struct Roster {
  /// People of each company of the scenario, in the order of the file.
  std::vector<std::vector<RosterPerson>> staff;
  std::vector<RosterPerson> unemployed;
};

/// The number in the population of the person of each row.
[[nodiscard]] std::vector<std::uint32_t> people_by_row(const Population& population,
                                                       const Roster& roster);

/// Reads the CSV file `researchers.file` of a scenario: columns company (empty: unemployed), and
/// optionally skill, field, pay, tenure_years, unvested; name, which plays no part. Every problem
/// is reported with its place.
[[nodiscard]] std::optional<Roster> read_roster(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace poach
