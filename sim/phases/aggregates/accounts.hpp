#pragma once
// Closing the accounts of a tick.

namespace poach {
struct Services;
struct World;

/// Fills world.tick.accounts: what people received in the tick and, where the accounts of companies
/// are wanted, the books of each, which take the company aggregates of this tick. Pay falls due
/// here, to everyone with a job, at the pay that the tick leaves.
void close_accounts(World& world, const Services& services);

}  // namespace poach
