#include "poach/rules/second_price.hpp"

namespace poach::rules {

SecondPrice settle_second_price(std::span<const AuctionBid> bids, double reserve,
                                UtilityForm form) {
  SecondPriceRound round(reserve, form);
  for (std::size_t k = 0; k < bids.size(); ++k) round.add(k, bids[k]);
  return round.result();
}

}  // namespace poach::rules
