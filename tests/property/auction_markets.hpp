#pragma once
// Random markets for the auction's property tests. Amounts mostly come from a small grid, so that
// exact ties in value, priority and price are common.

#include <cstdint>
#include <string>

#include "rules/proxy_auction.hpp"

namespace poach::tests {

struct MarketShape {
  int researchers = 6;
  int companies = 5;
  double bid_share = 0.7;  ///< of all pairs
  bool with_money = true;
  bool with_incumbents = true;
};

/// The market of a number; the same number always gives the same market.
[[nodiscard]] rules::AuctionProblem drawn_market(std::uint64_t number, const MarketShape& shape);

/// A small market whose shape is drawn too.
[[nodiscard]] rules::AuctionProblem drawn_small_market(std::uint64_t number);

/// The market in words, for failures.
[[nodiscard]] std::string describe(const rules::AuctionProblem& problem);

}  // namespace poach::tests
