#include "phases/shortcuts/fused_blocks.hpp"

#include <algorithm>
#include <array>

#include "phases/blocks.hpp"
#include "phases/phases.hpp"

namespace poach {
namespace {

using CarryOut = void (*)(World& world, const Services& services);

constexpr std::array<CarryOut, 3> fused_rows = {search, bidding, decisions};

// Each thread works on one block after the other with lists of its own, which are lent to the
// block.
void search_to_decisions(World& world, const Services& services) {
  world.tick.log.scratch.resize(static_cast<std::size_t>(services.workers.threads()));
  const auto& blocks = world.fixed.population.blocks();
  services.workers.for_each_seated(blocks.size(), [&](std::size_t b, std::size_t seat) {
    BlockLog& log = world.tick.log.blocks[b];
    BlockLog& scratch = world.tick.log.scratch[seat];
    log.exchange_negotiations(scratch);
    search_block(world, blocks[b], log);
    bidding_block(world, blocks[b], log);
    decisions_block(world, blocks[b], log);
    log.end_negotiations();
    log.exchange_negotiations(scratch);
  });
}

constexpr Phase fused = {"search to decisions", Scope::block, search_to_decisions};

}  // namespace

Step next_step(const World& world, std::span<const Phase> ahead) {
  const bool fuses =
      world.tick.shortcuts.has(Shortcut::fused_blocks) && ahead.size() >= fused_rows.size() &&
      std::ranges::equal(ahead.first(fused_rows.size()), fused_rows, {}, &Phase::carry_out);
  if (fuses) return {fused, fused_rows.size()};
  return {ahead.front()};
}

}  // namespace poach
