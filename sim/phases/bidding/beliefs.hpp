#pragma once
// What bidders know of the tastes of the people whom they bid for, and what everybody learns from
// a decision. The formulas stand in rules/beliefs.hpp.

#include <limits>
#include <span>
#include <vector>

#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {

/// The contest of one person as those in it see it.
class ContestView {
 public:
  /// `contest` is one of `log`'s.
  ContestView(BlockLog& log, const Contest& contest)
      : log_(log), contest_(contest), number_(&contest - log.contests.data()) {}
  [[nodiscard]] std::size_t bids() const { return contest_.last_bid - contest_.first_bid; }
  [[nodiscard]] Bid& bid(std::size_t k) const { return log_.bids[contest_.first_bid + k]; }
  /// What is known; only where bidders learn.
  [[nodiscard]] KnownTaste& known(std::size_t k) const {
    return log_.known_tastes[contest_.first_bid + k];
  }
  [[nodiscard]] KnownStay& known_stay() const {
    return log_.known_stays[static_cast<std::size_t>(number_)];
  }

 private:
  BlockLog& log_;
  const Contest& contest_;
  std::ptrdiff_t number_;
};

/// Whether bidders go by choices and refusals in this tick.
[[nodiscard]] bool are_informed(const Market& market);

/// Looks up what is known of the people in a block's contests.
void recall_refusals(const Market& market, BlockLog& log);

/// What each bid of a contest has to beat when `standing` are the observed utilities of staying
/// and then of each bid, minus infinity where no offer stands.
void find_odds(const Market& market, const ContestView& view, std::span<const double> standing,
               std::vector<Odds>& odds);

/// What staying has to beat.
struct StayOdds {
  double alternative = 0.0;  ///< as in Odds; minus infinity when nobody can win the person
  double until = std::numeric_limits<double>::infinity();  ///< up to this pay, USD a year
};
/// What staying has to beat at the pay that it stands at or more. An offer worse than what the
/// person refused the same bidder before wins nobody, so the more staying pays, the fewer offers
/// matter.
[[nodiscard]] StayOdds find_stay_odds(const Market& market, const Contest& contest,
                                      const ContestView& view, std::span<const double> standing);

/// Writes to each bid of a contest how it stands by what is known, and its chance of being taken.
void judge_offers(const Market& market, const ContestView& view, std::span<const double> standing);

/// Remembers what a decision says about tastes; `chosen`: the bid taken, by its place in the
/// contest; none: the person stays.
void learn_from(Market& market, BlockLog& log, const Contest& contest, OptionalId<BidId> chosen);

}  // namespace poach
