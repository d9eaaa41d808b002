#pragma once
// What people decide in the contests for them.

namespace poach {
struct BlockLog;
struct World;

/// Carries out the decisions of everyone whom a contest of a block is for: they move, stay with a
/// raise, or decline.
void decide_contests(World& world, BlockLog& log);

}  // namespace poach
