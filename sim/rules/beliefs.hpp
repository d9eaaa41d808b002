#pragma once
// What bidders believe of a taste that they do not see, by Bayes' rule.
//
// Tastes are standard Gumbel draws t, one for each person and option, which last. Someone prefers
// the option with the largest V + sigma t, where V is what everybody sees. With x = exp(-t), a
// standard exponential, and the relative offer E = exp((V of the offer - V of staying) / sigma), an
// offer is taken when x of the offer < E times x of staying: a race of exponential clocks.
//
// A refusal at E says x > m times x of staying, where m is the largest E refused so far; beyond
// that x is as unknown as ever, since exponentials have no memory. Given refusals m_k of offers k,
// x of staying is exponential with the rate L = own rate + sum of m_k. The own rate is 1, and J for
// someone who chose the best of J. Hence, for offers that stand at the same time,
//   P(offer k is taken) = (E_k - m_k)+ / (L + sum over j of (E_j - m_j)+),
// exact for the chance that none is taken, and for each where nobody has refused one of them
// before. After a move to j all is measured against j: the m are divided by E_j, and the own rate
// of the option left, divided by E_j, becomes its m.
// A first employer's x has the rate r = J: its offers count r times.

#include <algorithm>

#include "base/math.hpp"

namespace poach::rules {

/// E: how an offer compares with staying, by observed utilities; `taste` is sigma. Differences
/// beyond 60 sigma count as 60, so that products stay finite.
[[nodiscard]] inline double relative_offer(double offer_utility, double stay_utility,
                                           double taste) {
  constexpr double farthest = 60.0;
  return exp(std::clamp((offer_utility - stay_utility) / taste, -farthest, farthest));
}

/// The chance that an offer is taken; `mass` is D = L + (E_j - m_j)+ of the other offers. All in
/// units of the rate of x of staying.
[[nodiscard]] inline double acceptance(double offer, double refused, double mass) {
  const double open = std::max(offer - refused, 0.0);
  return open / (mass + open);
}

}  // namespace poach::rules
