#pragma once
// The ascending auction for many researchers at once. Every company authorises a limit for each
// researcher it proposes to; prices rise to the second-highest limit. With free seats to spare one
// round gives the second price (Bertrand competition with counter-offers, Postel-Vinay and Robin
// 2002); with scarce seats it is the salary-adjustment process of Crawford and Knoer (1981) and
// Kelso and Crawford (1982), by steps as in Demange, Gale and Sotomayor (1986).
//
// A price P is what a bidder without advantage would pay for the same utility: under log utility a
// company pays P k, under linear utility P + k, where k is lower the better its amenities.
// Compensation for forfeited equity and for a wait is added: it costs the company money and gives
// the researcher nothing.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "scenario/market.hpp"

namespace poach {
class Workers;
}

namespace poach::rules {

/// One company's wish for one researcher. Numbers of researchers and companies are local to the
/// problem.
struct AuctionBid {
  std::uint32_t researcher = 0;
  std::uint32_t company = 0;
  double value = 0.0;      ///< v: a year of the researcher, USD
  double max_pay = 0.0;    ///< b: its maximum pay, USD a year
  double min_pay = 0.0;    ///< its minimum pay, USD a year, at any price
  double forfeit = 0.0;    ///< pay that only replaces forfeited equity, USD a year
  double share = 1.0;      ///< of its pay that counts
  double advantage = 1.0;  ///< k: counted pay over price (log), counted pay minus price (linear)
  std::uint32_t priority = 0;  ///< keyed draw that settles ties, lower first
  bool incumbent = false;      ///< the present employer: bids in round one and uses no seat
};

struct AuctionBidder {
  std::optional<std::uint32_t> seats;  ///< free seats; none: no limit
  std::optional<double> money;         ///< pay it may still promise, USD a year; none: no limit
};

struct AuctionProblem {
  UtilityForm form = UtilityForm::log;
  double step = 0.01;                  ///< log: factor e^step; linear: USD
  std::vector<AuctionBid> bids;        ///< sorted by researcher, then company; no pair twice
  std::vector<double> reserve;         ///< per researcher: the least price
  std::vector<AuctionBidder> bidders;  ///< per company
};

struct AuctionOutcome {
  /// Per researcher: index of the winning bid; none: nobody bid enough.
  std::vector<std::optional<std::uint32_t>> winner;
  std::vector<double> price;  ///< per researcher, at the end
  std::uint32_t rounds = 0;
};

/// Pay of a bid at a price, never below its minimum, and the price of a pay. A bid is anything with
/// the amounts of AuctionBid.
template <class AnyBid>
[[nodiscard]] inline double pay_at(const AnyBid& bid, double price, UtilityForm form) {
  const double pay = form == UtilityForm::log ? price * bid.advantage : price + bid.advantage;
  return std::max((pay + bid.forfeit) / bid.share, bid.min_pay);
}
template <class AnyBid>
[[nodiscard]] inline double price_of(const AnyBid& bid, double pay, UtilityForm form) {
  const double counted = pay * bid.share - bid.forfeit;
  return form == UtilityForm::log ? counted / bid.advantage : counted - bid.advantage;
}
/// The next price: P e^step or P + step.
[[nodiscard]] double raised(double price, const AuctionProblem& problem);

/// Runs the auction to its end. The outcome does not depend on `workers`. Terminates after at most
/// bids (1 + range / step) raises, because every round with a proposal gives a researcher a first
/// holder or raises a price by a step.
[[nodiscard]] AuctionOutcome run_proxy_auction(const AuctionProblem& problem,
                                               const Workers& workers);

}  // namespace poach::rules
