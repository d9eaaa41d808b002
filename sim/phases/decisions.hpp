#pragma once
// What people decide in the contests for them.

namespace poach {
struct BlockLog;
struct Market;
struct TickWants;

/// Carries out the decisions of everyone whom a contest of a block is for: they move, stay with a
/// raise, or decline.
void decide_contests(Market& market, const TickWants& wants, BlockLog& log);

}  // namespace poach
