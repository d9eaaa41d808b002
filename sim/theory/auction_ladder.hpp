#pragma once
// The steady state of sequential auctions in discrete ticks on a finite list of companies, exactly,
// for each way in which offers can arrive. Companies are in ascending order of the pay they can
// afford and are met with equal chances; nobody leaves for an equal. With wages posted it is the
// job ladder of Burdett and Mortensen: only `bid_up_to` has no meaning then.
//
// A tick: the employed separate with chance d and then do not search; everyone else receives
// offers; the best of them and the present employer bid, and the winner pays what the best loser
// could pay. The model is that of Postel-Vinay and Robin (Econometrica 70 (2002) 2295-2350); its
// balance equations in discrete ticks, with several bidders at once, are set up here: with e(m) the
// share of people employed at rung m or below and u the unemployed, those at rung j > m whose best
// losing bid is at most m are
//   N(j, m) = [(1 - d) e(m) one(l1, m) + u one(l0, m)] / (1 - (1 - d) none(l1, m)),
// none(l, m): no offer from above m; one(l, m): none but from rung j. Two offers from the same
// company in one tick are one.

#include <cstddef>
#include <vector>

namespace poach::theory {

/// Offers in a tick: one with a chance, or a Poisson number.
enum class OfferArrival { at_most_one, poisson };
/// An offer from one's own company: one more bid, or nothing.
enum class OwnOffer { counts, nothing };

struct TickChances {
  double separation = 0.0;  ///< d
  double unemployed = 0.0;  ///< l0: chance of an offer, or mean number of offers
  double employed = 0.0;    ///< l1: the same for the employed who did not separate
  OfferArrival arrival = OfferArrival::at_most_one;
  OwnOffer own = OwnOffer::counts;
};

class AuctionLadder {
 public:
  /// Throws std::domain_error without companies or with chances that no tick can have.
  AuctionLadder(std::size_t companies, TickChances chances);

  [[nodiscard]] std::size_t companies() const { return employed_up_to_.size(); }
  /// Unemployed share of all people at the end of a tick.
  [[nodiscard]] double unemployment() const { return unemployment_; }
  /// Share of the employed at rung `rank` (0 the lowest) or below.
  [[nodiscard]] double employed_up_to(std::size_t rank) const;
  /// Share of the employed at rung `rank`.
  [[nodiscard]] double employed_at(std::size_t rank) const;
  /// Among those at `rank`, the share whose best losing bid is that of rung `bid` or lower, or
  /// unemployment.
  [[nodiscard]] double bid_up_to(std::size_t bid, std::size_t rank) const;
  /// Among those at `rank`, the share without any bid but the winner's since unemployment.
  [[nodiscard]] double bid_of_unemployment(std::size_t rank) const;

  /// Mean over the employed of an amount that each company pays everyone. `amounts` by rank.
  [[nodiscard]] double mean_posted(const std::vector<double>& amounts) const;

 private:
  [[nodiscard]] double none(double offers, double share_above) const;
  [[nodiscard]] double only_one_company(double offers, double share_above) const;
  [[nodiscard]] double bid_share(double share_above, double employed_below) const;

  TickChances chances_;
  double each_ = 0.0;  // a company's part in the offers
  double unemployment_ = 0.0;
  std::vector<double> employed_up_to_;  // of all people
};

/// The income of the unemployed, and the reduction of wages by later offers under foresight: w(q,
/// p) = q - premium x integral from q to p of 1 - F, premium = l1 / (rho + d). 0: myopic.
struct AuctionWages {
  double unemployment_income = 0.0;
  double premium = 0.0;
};

/// Mean wage of the employed when companies can pay `products`, ascending, one per rung.
[[nodiscard]] double mean_auction_wage(const AuctionLadder& ladder,
                                       const std::vector<double>& products, AuctionWages wages);

}  // namespace poach::theory
