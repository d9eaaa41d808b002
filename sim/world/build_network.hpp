#pragma once
// Steps of build_world that make the two graphs.

#include <vector>

#include "base/diagnostics.hpp"
#include "graph/teams.hpp"
#include "world/market.hpp"
#include "world/roster.hpp"

namespace poach {
class Workers;

/// The collaboration graph of the scenario's network and teams. `roster` may be nullptr.
void build_collaborations(Market& market, const Roster* roster, Seed seed, const Workers& workers,
                          Diagnostics& diagnostics);
/// The generator's parameters, as the scenario gives them.
[[nodiscard]] graph::TeamsConfig team_config(const TeamNetworkSpec& spec);
/// Members of a named team know each other, beyond what the network gives.
[[nodiscard]] std::vector<graph::Tie> team_ties(const Market& market);
/// The company graph (empty when complete), of edges that validation has checked.
void build_company_graph(Market& market, const Workers& workers);

}  // namespace poach
