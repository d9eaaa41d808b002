#include "rules/second_price.hpp"

namespace poach::rules {

SecondPrice settle_second_price(std::span<const AuctionBid> bids, double reserve,
                                UtilityForm form) {
  SecondPriceRound round(reserve, form);
  for (std::size_t k = 0; k < bids.size(); ++k) {
    round.add(k, bids[k],
              [&](std::size_t position, std::uint32_t) { return bids[position].priority; });
  }
  return round.result();
}

}  // namespace poach::rules
