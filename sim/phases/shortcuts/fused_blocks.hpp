#pragma once
// Search, bidding and decisions as one phase, block by block: a block's approaches, bids and
// contests stay in the second-level cache and take no memory per person.

#include <cstddef>
#include <span>

#include "phases/schedule.hpp"

namespace poach {
struct Tick;

/// What comes next in a tick, and for how many rows of the schedule it stands.
struct Step {
  const Phase& phase;
  std::size_t rows = 1;
};

/// The first of the rows ahead; where blocks are fused and search, bidding and decisions are next,
/// the phase that does all three.
[[nodiscard]] Step next_step(const Tick& tick, std::span<const Phase> ahead);

}  // namespace poach
