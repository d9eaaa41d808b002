#pragma once
// A researcher's utility: pay on a scale of log dollars (or dollars), and everything else on the
// same scale.

#include <algorithm>
#include <span>

#include "base/lockstep_math.hpp"
#include "base/math.hpp"
#include "scenario/market.hpp"

namespace poach::rules {

/// What a move costs the person, over the contract that it leads to. With a wait of W years before
/// a contract of C years, tau = W / (W + C) of all that time is waited out.
struct Forfeit {
  /// Unvested equity that the offer does not replace, less garden leave: (1 - buyout) unvested / C
  /// - g tau x last pay, USD a year.
  double per_year = 0.0;
  double pay_floor = 1.0;  ///< the minimum that an offer counts for, USD a year
  double share = 1.0;      ///< of an offer's pay that counts: 1 - tau
};

/// The pay that an offer counts for: max(share x pay - forfeit, floor), USD a year.
[[nodiscard]] inline double counted_pay(double pay, const Forfeit& forfeit) {
  return std::max(pay * forfeit.share - forfeit.per_year, forfeit.pay_floor);
}
/// The pay that counts for `counted`: the inverse of counted_pay above the floor, USD a year.
[[nodiscard]] inline double pay_counting(double counted, const Forfeit& forfeit) {
  return (counted + forfeit.per_year) / forfeit.share;
}
/// ln(pay) under `log`, pay under `linear`.
[[nodiscard]] inline double pay_utility(double pay, UtilityForm form) {
  return form == UtilityForm::log ? log(pay) : pay;
}
/// pay_utility of many: writes that of `pays[k]` to `utilities[k]`. Spans of one length that share
/// no memory.
inline void pay_utilities(std::span<const double> pays, UtilityForm form,
                          std::span<double> utilities) {
  if (form == UtilityForm::log) return log_of_each(pays, utilities);
  std::copy(pays.begin(), pays.end(), utilities.begin());
}
/// The pay that gives a pay utility: the inverse of pay_utility.
[[nodiscard]] inline double pay_for_utility(double utility, UtilityForm form) {
  return form == UtilityForm::log ? exp(utility) : utility;
}
/// kappa ln(1 + collaborators).
[[nodiscard]] inline double collaborator_utility(double kappa, double collaborators) {
  return kappa == 0.0 || collaborators == 0.0 ? 0.0 : kappa * log1p(collaborators);
}

}  // namespace poach::rules
