#pragma once
// Closing the aggregates.

namespace poach {
struct Services;
struct World;

/// Fills world.tick.aggregates from the present state, exactly and in any order of threads.
void update_aggregates(World& world, const Services& services);

/// The same whatever the tick wants, for companies too: for those who look at a market at any time.
void refresh_aggregates(World& world, const Services& services);

}  // namespace poach
