#pragma once
// Steps of build_world that make the two graphs.

#include "base/diagnostics.hpp"
#include "world/market.hpp"
#include "world/roster.hpp"

namespace poach {
class Workers;

/// The collaboration graph of the scenario's network and teams. `roster` may be nullptr.
void build_collaborations(Market& market, const Roster* roster, Seed seed, const Workers& workers,
                          Diagnostics& diagnostics);
/// The company graph (empty when complete), of edges that validation has checked.
void build_company_graph(Market& market, const Workers& workers);

}  // namespace poach
