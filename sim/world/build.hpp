#pragma once
// From a scenario to the world at tick 0 (or at the start of the burn-in).

#include <cstdint>
#include <optional>

#include "base/diagnostics.hpp"
#include "base/stream.hpp"

namespace poach {
class Workers;
struct Scenario;
struct World;

/// Builds the world of a scenario whose companies are in the order of their keys (as
/// load_scenario gives it). Reads the roster and the network file where the scenario names them.
/// Nothing when something is wrong; every problem is in `diagnostics`.
[[nodiscard]] std::optional<World> build_world(const Scenario& scenario, Seed seed,
                                               const Workers& workers, Diagnostics& diagnostics);

}  // namespace poach
