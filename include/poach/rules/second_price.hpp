#pragma once
// The auction for one researcher whose bidders have seats and money to spare: the proxy auction
// then ends after one round, and this is that round.

#include <optional>
#include <span>

#include "poach/rules/proxy_auction.hpp"

namespace poach::rules {

struct SecondPrice {
  std::optional<std::size_t> winner;  ///< position among the bids; none: nobody reaches the reserve
  double price = 0.0;                 ///< the second-highest limit, or the reserve
};

/// The bidder who can offer most wins at the utility of the best losing bid or the reserve. Ties
/// go to the incumbent, then to the lower priority, then to the lower company.
[[nodiscard]] SecondPrice settle_second_price(std::span<const AuctionBid> bids, double reserve,
                                              UtilityForm form);

}  // namespace poach::rules
