#pragma once
// A small market in which everything happens, for tests of the interface.

#include <string>

#include "poach/poach.hpp"

namespace poach::tests {

inline const std::string busy_market = R"(
name: busy
clock: {tick: week, start: 2025-01-06, ticks: 12}
researchers: {unemployed: 20, skill_log_sd: 0.3, fields: {language: 1, vision: 1}}
network: {kind: small_world, mean_degree: 6}
market:
  search: {random_meetings: {employed: 0.2 per tick, unemployed: 0.4 per tick}}
  decisions: {collaborators: 0.1}
dynamics: {attachment: {ceiling: 0.1}, contagion: {drop: 0.1, morale_per_loss: 1}}
companies:
  - {name: A, researchers: 40, pay: {median: 100k}, separations: {quits: 0.02 per tick},
     counter_offers: {probability: 0.5}}
  - {name: B, count: 3, researchers: 30, pay: {median: 120k, cap: 2M}}
record: {tables: [market, companies, moves, offers]}
)";

// Fewer columns: nobody differs in skill, nobody is attached.
inline const std::string plain_market = R"(
name: plain
clock: {tick: unit, ticks: 4}
researchers: {unemployed: 3}
companies: [{name: A, researchers: 5}]
record: {tables: [market]}
)";

inline poach_api::Scenario busy(const std::vector<std::string>& overrides = {}) {
  return poach_api::Scenario::from_text(busy_market, overrides);
}

}  // namespace poach::tests
