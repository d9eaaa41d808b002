#pragma once
// The proxy auction written the slow, obvious way: every round rescans every bid. The engine must
// give the same winners at the same prices, bit for bit.

#include "rules/proxy_auction.hpp"

namespace poach::tests {

[[nodiscard]] rules::AuctionOutcome run_naive_auction(const rules::AuctionProblem& problem);

}  // namespace poach::tests
