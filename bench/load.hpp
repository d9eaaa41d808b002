#pragma once
// Scenarios of the source tree, for benchmarks.

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "scenario/load.hpp"

namespace bench {

/// The scenario in a file of the source tree. Throws InputError.
inline poach::Scenario load(const std::string& file, const std::vector<std::string>& overrides) {
  poach::Diagnostics diagnostics;
  auto loaded =
      poach::load_scenario(std::string(POACH_SOURCE_DIR) + "/" + file, overrides, diagnostics);
  if (!loaded) throw poach::InputError(std::move(diagnostics));
  return std::move(loaded->scenario);
}

}  // namespace bench
