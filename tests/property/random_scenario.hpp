#pragma once
// Scenarios nobody would think of: every mechanism of the model switched on or off at random.

#include <cstdint>

#include "scenario/scenario.hpp"

namespace poach::tests {

/// The valid scenario of a number; the same number always gives the same scenario. A few dozen to
/// a few hundred people, a few dozen ticks, all tables.
[[nodiscard]] Scenario random_scenario(std::uint64_t number);

/// The same for markets without ties, recruiters, seats and budgets, in most of which pay is all
/// that counts; only the table market is recorded.
[[nodiscard]] Scenario random_plain_scenario(std::uint64_t number);

}  // namespace poach::tests
