#pragma once
// What a researcher wants: pay on a scale of log dollars (or dollars), and everything else on the
// same scale.

#include "poach/scenario/market.hpp"

namespace poach::rules {

/// The part of an offer that makes good or fails to make good what leaving forfeits.
struct Forfeit {
  double per_year = 0.0;   ///< (1 - buyout) unvested / contract years, USD a year
  double pay_floor = 1.0;  ///< the least an offer counts for, USD a year
};

/// Pay an offer counts for: max(pay - forfeit, floor), USD a year.
[[nodiscard]] double counted_pay(double pay, const Forfeit& forfeit);
/// ln(pay) under `log`, pay under `linear`.
[[nodiscard]] double pay_utility(double pay, UtilityForm form);
/// The pay that gives a pay utility: the inverse of pay_utility.
[[nodiscard]] double pay_for_utility(double utility, UtilityForm form);
/// kappa ln(1 + collaborators).
[[nodiscard]] double collaborator_utility(double kappa, double collaborators);

}  // namespace poach::rules
