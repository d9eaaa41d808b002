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
// someone who chose the best of J. Hence a lone offer k is taken with probability
//   P = (E_k - m_k)+ / (L + (E_k - m_k)+).
// Of several, with u = x / (E times x of staying), which is above a = m / E for each, the one with
// the smallest u is taken if that is below 1. With D(u) = L + sum over j of E_j (u - a_j)+,
//   P(offer k is taken) = integral of L E_k / D(u)^2 over u from a_k to 1,
// a sum over the stretches between the a. All together they are taken with probability 1 - L /
// D(1). After a move to j all is measured against j: the m are divided by E_j, and the own rate of
// the option left, divided by E_j, becomes its m. A first employer's x has the rate r = J: its
// offers count r times.

#include <algorithm>
#include <span>

#include "base/math.hpp"

namespace poach::rules {

/// E: how an offer compares with staying, by observed utilities; `taste` is sigma. Differences
/// beyond 60 sigma count as 60, so that products stay finite.
[[nodiscard]] inline double relative_offer(double offer_utility, double stay_utility,
                                           double taste) {
  constexpr double farthest = 60.0;
  return exp(std::clamp((offer_utility - stay_utility) / taste, -farthest, farthest));
}

/// An offer among others, in units of the rate of x of staying.
struct RacingOffer {
  double offer = 0.0;       ///< r E; 0: there is none
  double refused = 0.0;     ///< m
  double acceptance = 0.0;  ///< the chance that it is taken
};
/// Computes the acceptance of each of the offers that stand at the same time; `rate` is L without
/// the m of these offers.
void find_acceptances(std::span<RacingOffer> offers, double rate);

}  // namespace poach::rules
