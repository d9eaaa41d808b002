#pragma once
// Whether a spec and its scenario fit together.

#include <filesystem>
#include <optional>

#include "scenario/load.hpp"
#include "sweep/spec.hpp"

namespace poach::sweep {

struct Checked {
  LoadedSpec spec;
  std::string scenario_text;  ///< resolved, with what the sweep records
  std::string identity;       ///< of that scenario
};

/// Every problem of a spec, read from `file` into `root`, that can be found in one pass: its own,
/// those of its scenario, and of each parameter its path and its values one by one, at their place
/// in the spec. Whole points are tried when there is no other problem.
[[nodiscard]] Checked check_spec(const config::Node& root, const std::filesystem::path& file,
                                 Diagnostics& diagnostics);

/// Whether a spreadsheet would run a value of a sweep, which goes into runs.csv as it is.
[[nodiscard]] bool runs_as_formula(const std::string& value);

/// The scenario with the sweep's seed and record.
[[nodiscard]] std::optional<LoadedScenario> base_scenario(const LoadedSpec& spec,
                                                          Diagnostics& diagnostics);
/// Tries the values of every parameter by themselves: of a list each, of a range both ends, of a
/// file its first rows. When all are fine, tries points spread over the design.
void check_parameters(const config::Node& base, const LoadedSpec& spec, Diagnostics& diagnostics);

}  // namespace poach::sweep
