#pragma once
// Rows of the schedule that run together: from search to decisions block by block, while the block
// is in the cache, in markets where nothing in these phases passes from one block to another. The
// state they leave is the same.

#include <cstddef>
#include <span>

#include "phases/schedule.hpp"

namespace poach {

/// How many of the rows ahead run together in this tick; at least 1.
[[nodiscard]] std::size_t rows_together(const World& world, std::span<const Phase> rows);

/// Carries out rows, all of which can act on a block.
void run_together(World& world, const Services& services, std::span<const Phase> rows,
                  PhaseObserver* observer);

}  // namespace poach
