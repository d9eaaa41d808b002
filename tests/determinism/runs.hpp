#pragma once
// Runs to compare, and scenarios worth comparing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "run/run.hpp"
#include "world/world.hpp"

namespace poach::tests {

/// The one replicate of a scenario, on the given number of threads.
[[nodiscard]] ReplicateOutput run_once(const Scenario& scenario, int threads);

/// The scenario as it comes back from its own file; throws when it does not.
[[nodiscard]] Scenario reloaded(const std::string& yaml);

/// The world at tick 0; throws when the scenario cannot be built.
[[nodiscard]] World built(const Scenario& scenario);

/// Rows of a CSV table with its header, up to and including a tick.
[[nodiscard]] std::string rows_until(const std::string& table, std::int64_t tick);

[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace poach::tests
