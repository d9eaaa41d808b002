#pragma once
// Steps of build_world that make the two graphs.

#include "base/diagnostics.hpp"
#include "world/world.hpp"

namespace poach {
class Workers;

/// The collaboration graph of the scenario's network and teams.
void build_collaborations(World& world, Seed seed, const Workers& workers,
                          Diagnostics& diagnostics);
/// The company graph (empty when complete).
void build_company_graph(World& world, const Workers& workers, Diagnostics& diagnostics);

}  // namespace poach
