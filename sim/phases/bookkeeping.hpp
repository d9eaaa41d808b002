#pragma once
// Closing the books.

namespace poach {
struct Services;
struct World;

/// Fills world.accounts from the present state, exactly and in any order of threads.
void close_books(World& world, const Services& services);

}  // namespace poach
