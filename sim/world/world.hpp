#pragma once
// A market in motion: what stands between ticks, and what lives for one tick. Plain data; the
// phases act on it.

#include "world/aggregate_cache.hpp"
#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {

/// The rows of the schedule take all of it. What they call takes the parts that it reads.
struct World : Market {
  Tick tick;
  AggregateCache cache;  ///< from which the next aggregates are updated; no part of the state
};

}  // namespace poach
