#include "phases/shortcuts/fused_blocks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "phases/bidding/contests.hpp"
#include "phases/bidding/price_rules.hpp"
#include "phases/blocks.hpp"
#include "phases/decisions.hpp"
#include "phases/phases.hpp"
#include "phases/search/search_channels.hpp"
#include "phases/shortcuts/pairs.hpp"

namespace poach {
namespace {

constexpr std::array<std::string_view, 3> fused_rows = {"search", "bidding", "decisions"};

void negotiate(World& world, const Block& block, BlockLog& log) {
  meet(world, world.tick, block, log);
  close_list(log);
  if (world.tick.shortcuts.has(Shortcut::pairs)) {
    settle_pairs(world, world.tick, log);
    carry_out_settlements(world, log);
  } else {
    open_contests(world, world.tick, log);
  }
  price_rule_of(world).block(world, world.tick, log);
  decide_contests(world, world.tick.wants, log);
}

// Each thread works on one block after the other with lists of its own, which are lent to the
// block.
void search_to_decisions(World& world, const Services& services) {
  world.tick.log.scratch.resize(static_cast<std::size_t>(services.workers.threads()));
  const auto& blocks = world.fixed.population.blocks();
  services.workers.for_each_seated(blocks.size(), [&](std::size_t b, std::size_t seat) {
    BlockLog& log = world.tick.log.blocks[b];
    BlockLog& scratch = world.tick.log.scratch[seat];
    log.exchange_negotiations(scratch);
    negotiate(world, blocks[b], log);
    log.end_negotiations();
    log.exchange_negotiations(scratch);
  });
}

}  // namespace

Step next_step(const Tick& tick, std::span<const Phase> ahead) {
  static const Phase fused = {"search to decisions", Scope::block, search_to_decisions};
  const bool fuses =
      tick.shortcuts.has(Shortcut::fused_blocks) && ahead.size() >= fused_rows.size() &&
      std::ranges::equal(ahead.first(fused_rows.size()), fused_rows, {}, &Phase::name);
  if (fuses) return {fused, fused_rows.size()};
  return {ahead.front()};
}

}  // namespace poach
