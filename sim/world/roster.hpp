#pragma once
// A roster: real or made-up people, one a line.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "scenario/fwd.hpp"

namespace poach {

struct RosterPerson {
  double skill = 1.0;  ///< efficiency units
  std::uint8_t field = 0;
  double pay = 0.0;  ///< USD a year
  double tenure_years = 0.0;
  double unvested = 0.0;  ///< USD
};

struct Roster {
  /// People of each company of the scenario, in the order of the file.
  std::vector<std::vector<RosterPerson>> staff;
  std::vector<RosterPerson> unemployed;
};

/// Reads the CSV file `researchers.file` of a scenario: columns company (empty: unemployed), and
/// optionally skill, field, pay, tenure_years, unvested. Every problem is reported with its place.
[[nodiscard]] std::optional<Roster> read_roster(const Scenario& scenario, Diagnostics& diagnostics);

}  // namespace poach
