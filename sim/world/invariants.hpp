#pragma once
// Accounting identities of a market: what must hold after every phase, whatever the scenario.

#include <string>
#include <vector>

namespace poach {
struct Market;
struct Tick;

/// What is wrong with the state, one sentence each; empty when all holds. Each researcher has one
/// employer or none, the waiting have one contract each and no employer, pay goes to the employed
/// and to them only, nobody holds negative equity, and every id names something.
[[nodiscard]] std::vector<std::string> broken_invariants(const Market& market);

/// The same for the aggregates of a tick that closed them, company by company: people and pay add
/// up to the market's, exactly, and shares of leadership to 1.
[[nodiscard]] std::vector<std::string> broken_aggregates(const Market& market, const Tick& tick);

/// The same for the accounts of a tick that closed those of companies: pay is what the employed are
/// paid in a tick, and what companies paid to people is, to the last bit, what people received.
[[nodiscard]] std::vector<std::string> broken_accounts(const Market& market, const Tick& tick);

}  // namespace poach
