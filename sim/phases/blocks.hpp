#pragma once
// Loops over blocks of researchers.

#include <algorithm>
#include <cstddef>

#include "base/parallel.hpp"
#include "phases/schedule.hpp"
#include "world/world.hpp"

namespace poach {

/// Calls `work(block, its ledger)` for every block, at the same time on several threads. `work`
/// writes to the block's own researchers and ledger only.
template <class Work>
void for_each_block(World& world, const Services& services, Work&& work) {
  services.workers.for_each(world.fixed.population.blocks().size(), [&](std::size_t b) {
    work(world.fixed.population.blocks()[b], world.tick.log.blocks[b]);
  });
}

/// Whether a researcher left a job in this tick before search, and so sits this tick out.
[[nodiscard]] inline bool separated_now(const BlockLog& block, ResearcherId researcher) {
  return std::binary_search(block.separated.begin(), block.separated.end(), researcher);
}
[[nodiscard]] inline bool separated_now(const Market& market, const TickLog& tick_log,
                                        ResearcherId researcher) {
  return separated_now(tick_log.blocks[market.fixed.population.block_of(researcher)], researcher);
}

}  // namespace poach
