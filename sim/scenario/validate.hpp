#pragma once
// Checks across fields: names that must exist, numbers that contradict each other.

#include "base/diagnostics.hpp"
#include "config/read.hpp"
#include "scenario/scenario.hpp"

namespace poach {

/// Reports every contradiction, at the place where the value was given.
void validate(const Scenario& scenario, const config::Origins& origins, Diagnostics& diagnostics);

}  // namespace poach
