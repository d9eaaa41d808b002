#include "poach/rules/second_price.hpp"

#include <algorithm>
#include <tuple>

namespace poach::rules {

SecondPrice settle_second_price(std::span<const AuctionBid> bids, double reserve,
                                UtilityForm form) {
  SecondPrice result{std::nullopt, reserve};
  double best = 0.0;
  for (std::size_t k = 0; k < bids.size(); ++k) {
    const AuctionBid& bid = bids[k];
    if (!bid.incumbent && pay_at(bid, reserve, form) > bid.most) continue;
    const double at_most = price_of(bid, bid.most, form);
    if (bid.incumbent && at_most < reserve) continue;
    const double limit = std::max(at_most, reserve);
    if (!result.winner) {
      result.winner = k;
      best = limit;
      continue;
    }
    const AuctionBid& leader = bids[*result.winner];
    if (std::tuple(-limit, !bid.incumbent, bid.priority, bid.company) <
        std::tuple(-best, !leader.incumbent, leader.priority, leader.company)) {
      result.price = std::max(result.price, best);
      result.winner = k;
      best = limit;
    } else {
      result.price = std::max(result.price, limit);
    }
  }
  return result;
}

}  // namespace poach::rules
