#pragma once
// The best offer to a researcher whose taste nobody else sees: more pay wins more often and earns
// less. A company maximizes (value - pay) x probability of acceptance.

#include <optional>
#include <span>

#include "rules/utility.hpp"

namespace poach::rules {

/// One company's problem with one researcher. All amounts are USD a year.
struct PrivateOfferProblem {
  double value = 0.0;        ///< v: what a year of the researcher is worth to the company
  double floor = 0.0;        ///< the minimum offer
  double ceiling = 0.0;      ///< b: the maximum offer
  double alternative = 0.0;  ///< m: the best alternative's observed utility less all but pay here
  double taste = 0.0;        ///< sigma: scale of the taste difference
  double refused = 0.0;      ///< m / D: largest offer refused before, relative to the rest of the
                             ///< field; see rules/beliefs.hpp
  Forfeit forfeit;
  UtilityForm form = UtilityForm::log;
};

struct PrivateOffer {
  double pay = 0.0;         ///< USD a year
  double acceptance = 0.0;  ///< probability that it beats the best alternative
};

/// The probability that `pay` beats the alternative: q = logistic in utility over taste; with an
/// offer refused before q (1 + refused) - refused, where that is above 0; certain or impossible
/// without taste (an equal offer wins).
[[nodiscard]] double acceptance(const PrivateOfferProblem& problem, double pay);

/// argmax over floor <= w <= ceiling of (v - w) acceptance(w). In the interior and with nothing
/// forfeited or refused (v - w)(1 - acceptance) / w = sigma; with a refusal the left side is times
/// E / (E - m). Empty when no offer is both allowed and worth making. As sigma tends to 0 the offer
/// tends to the pay that just beats the alternative.
[[nodiscard]] std::optional<PrivateOffer> best_private_offer(const PrivateOfferProblem& problem);

/// Writes the best offer for `problems[k]` to `offers[k]`: the same bits as one by one, in a
/// fraction of the time, since work on other problems fills the waits of each. Spans of one length.
void best_private_offers(std::span<const PrivateOfferProblem> problems,
                         std::span<std::optional<PrivateOffer>> offers);

}  // namespace poach::rules
