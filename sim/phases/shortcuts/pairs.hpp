#pragma once
// One company's approach to one person, where pay is all that counts and the price ascends, is
// Bertrand competition between two, whose outcome is known in closed form (rules/bertrand.hpp).

namespace poach {
struct BlockLog;
struct Market;
struct Tick;

/// Settles whom one company of a block approached. Opens contests for the others.
void settle_pairs(const Market& market, const Tick& tick, BlockLog& log);

/// Starts the jobs and pays the raises that were settled.
void carry_out_settlements(Market& market, BlockLog& log);

}  // namespace poach
