#pragma once
// From a scenario to the world at tick 0 (or at the start of the burn-in).

#include <cstdint>
#include <optional>

#include "poach/base/diagnostics.hpp"
#include "poach/base/stream.hpp"

namespace poach {
class Workers;
struct Scenario;
struct World;

/// The seed of a replicate: that of the scenario for number 0, else derived from both. Below 2^53.
[[nodiscard]] Seed replicate_seed(Seed first, std::uint64_t replicate);

/// Builds the world of a scenario whose companies are in the order of their keys (as
/// load_scenario gives it). Reads the roster and the network file where the scenario names them.
/// Nothing when something is wrong; every problem is in `diagnostics`.
[[nodiscard]] std::optional<World> build_world(const Scenario& scenario, Seed seed,
                                               const Workers& workers, Diagnostics& diagnostics);

}  // namespace poach
