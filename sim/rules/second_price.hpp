#pragma once
// The auction for one researcher whose bidders have seats and money to spare: the proxy auction
// then ends after one round, and this is that round.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "rules/proxy_auction.hpp"

namespace poach::rules {

struct SecondPrice {
  std::optional<std::size_t> winner;  ///< position of the bid; none: no bid reaches the reserve
  double price = 0.0;                 ///< the second-highest limit, or the reserve
};

/// The round, bid by bid. The bidder who can offer the most wins, at the utility of the best losing
/// bid or the reserve. Ties go to the incumbent, then to the lower priority, then to the lower
/// company.
class SecondPriceRound {
 public:
  SecondPriceRound(double reserve, UtilityForm form) : reserve_(reserve), form_(form) {
    result_.price = reserve;
  }

  /// A bid, called `position` in the result. `priority(position, company)` gives the keyed draw of
  /// a bid; it is called only where two rivals tie.
  template <class Priority>
  void add(std::size_t position, const AuctionBid& bid, const Priority& priority) {
    if (!bid.incumbent && pay_at(bid, reserve_, form_) > bid.max_pay) return;
    const double at_most = price_of(bid, bid.max_pay, form_);
    if (bid.incumbent && at_most < reserve_) return;
    const double limit = std::max(at_most, reserve_);
    if (result_.winner) {
      result_.price = std::max(result_.price, std::min(limit, best_));
      if (limit < best_ || (limit == best_ && !wins_tie(position, bid, priority))) return;
    }
    result_.winner = position;
    best_ = limit;
    company_ = bid.company;
    incumbent_ = bid.incumbent;
  }
  [[nodiscard]] const SecondPrice& result() const { return result_; }

 private:
  template <class Priority>
  [[nodiscard]] bool wins_tie(std::size_t position, const AuctionBid& bid,
                              const Priority& priority) const {
    if (bid.incumbent != incumbent_) return bid.incumbent;
    return std::pair(priority(position, bid.company), bid.company) <
           std::pair(priority(*result_.winner, company_), company_);
  }

  double reserve_;
  UtilityForm form_;
  SecondPrice result_;
  double best_ = 0.0;
  std::uint32_t company_ = 0;  // of the leader
  bool incumbent_ = false;
};

/// The round for a list of bids; the winner is a position in it.
[[nodiscard]] SecondPrice settle_second_price(std::span<const AuctionBid> bids, double reserve,
                                              UtilityForm form);

}  // namespace poach::rules
