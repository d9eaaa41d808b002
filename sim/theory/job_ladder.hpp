#pragma once
// Closed forms of models in which people move from one company to a better one. Companies are a
// finite list in ascending order, met with equal chances; k0 and k1 are offers per separation of
// the unemployed and the employed. An offer from an equal or the own company does not move anyone.

#include <cstddef>

namespace poach::theory {

/// Unemployed share d / (d + l0) of the lake model: separation d, job finding l0, per tick.
[[nodiscard]] double lake_unemployment(double separation, double finding);

/// Offers per separation.
struct OfferRatios {
  double unemployed = 0.0;  ///< k0
  double employed = 0.0;    ///< k1
};

/// The steady state of a ladder with `companies` rungs.
class JobLadder {
 public:
  JobLadder(std::size_t companies, double employed_offers)
      : count_(companies), k1_(employed_offers) {}

  /// Share of companies above rung `rank` (0 the lowest): 1 - F.
  [[nodiscard]] double above(std::size_t rank) const;
  /// Share of the employed who work at rung `rank` or below: F / (1 + k1 (1 - F))
  /// (Burdett and Mortensen, International Economic Review 39 (1998) 257-273).
  [[nodiscard]] double employed_up_to(std::size_t rank) const;
  /// Share of the employed at rung `rank`.
  [[nodiscard]] double employed_at(std::size_t rank) const;
  /// Sequential auctions (Postel-Vinay and Robin, Econometrica 70 (2002) 2295-2350): among those at
  /// rung `rank`, the share whose best losing bid is that of rung `bid` or lower, or unemployment.
  /// On a finite list offers of equals count, so for bid < rank it is
  /// (1 + k1 Fbar_rank) (1 + k1 Fbar_(rank - 1)) / (1 + k1 Fbar_bid)^2, and 1 from `rank` on.
  [[nodiscard]] double bid_up_to(std::size_t bid, std::size_t rank) const;
  /// Among those at `rank`, the share hired from unemployment without any offer since.
  [[nodiscard]] double bid_of_unemployment(std::size_t rank) const;

 private:
  [[nodiscard]] double crowding(double above) const { return 1.0 + k1_ * above; }
  std::size_t count_;
  double k1_;
};

/// Wages that equal companies post in equilibrium when nobody discounts (Burdett and Mortensen
/// 1998). Amounts in the unit of `productivity` and `unemployment_income`.
struct WagePosting {
  double reservation = 0.0;  ///< R = ((1+k1)^2 b + (k0-k1) k1 p) / ((1+k1)^2 + (k0-k1) k1)
  double top = 0.0;          ///< p - (p - R) / (1 + k1)^2
  double mean_earned = 0.0;  ///< p - (p - R) / (1 + k1)
};
[[nodiscard]] WagePosting wage_posting(OfferRatios ratios, double productivity,
                                       double unemployment_income);

}  // namespace poach::theory
