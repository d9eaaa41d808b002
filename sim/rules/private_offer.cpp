#include "poach/rules/private_offer.hpp"

#include <algorithm>
#include <cmath>

#include "poach/base/math.hpp"

namespace poach::rules {
namespace {

// How fast pay utility rises with counted pay.
double marginal_utility(double counted, const PrivateOfferProblem& problem) {
  if (counted <= problem.forfeit.pay_floor) return 0.0;
  return problem.form == UtilityForm::log ? 1.0 / counted : 1.0;
}

// The derivative of ln((v - w) acceptance(w)) times (v - w) sigma: positive below the best offer,
// negative above. It falls in w wherever the offer counts for more than the floor.
struct Gain {
  double value = 0.0;
  double slope = 0.0;
};

Gain gain_of_more(const PrivateOfferProblem& problem, double pay) {
  const double marginal = marginal_utility(counted_pay(pay, problem.forfeit), problem);
  const double accepted = acceptance(problem, pay);
  const double margin = (problem.value - pay) * (1.0 - accepted) * marginal;
  Gain gain;
  gain.value = margin - problem.taste;
  const double curvature = problem.form == UtilityForm::log ? marginal : 0.0;
  gain.slope =
      -(1.0 - accepted) * marginal - margin * (curvature + accepted * marginal / problem.taste);
  return gain;
}

// Newton's method kept inside a bracket: a step that leaves it, or that gains too little, is
// replaced by a halving. It starts at `low`, where `gain` is known.
double interior_offer(const PrivateOfferProblem& problem, double low, double high, Gain gain) {
  double pay = low;
  for (int step = 0; step < 100; ++step) {
    double next = pay - gain.value / gain.slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    const double change = next - pay;
    pay = next;
    if (change < 1e-10 * pay && change > -1e-10 * pay) break;
    gain = gain_of_more(problem, pay);
    (gain.value > 0.0 ? low : high) = pay;
  }
  return pay;
}

// Without taste every offer better than the alternative is taken, so the least such is best. It is
// better by one part in a billion, so that rounding turns nobody down.
std::optional<PrivateOffer> offer_without_taste(const PrivateOfferProblem& problem) {
  constexpr double hair = 1e-9;
  const double equal = pay_for_utility(problem.alternative, problem.form);
  double pay = problem.floor;
  if (counted_pay(pay, problem.forfeit) <= equal * (1.0 + hair)) {
    pay = std::max(pay, (equal + problem.forfeit.per_year) * (1.0 + hair));
  }
  if (pay > std::min(problem.ceiling, problem.value)) return std::nullopt;
  return PrivateOffer{pay, 1.0};
}

// Whatever is below the forfeit counts for the same, so the least of it is the best of it.
PrivateOffer better_of(const PrivateOfferProblem& problem, const PrivateOffer& offer) {
  const PrivateOffer least{problem.floor, acceptance(problem, problem.floor)};
  const double gain = (problem.value - offer.pay) * offer.acceptance;
  return (problem.value - least.pay) * least.acceptance > gain ? least : offer;
}

}  // namespace

double acceptance(const PrivateOfferProblem& problem, double pay) {
  const double advantage =
      pay_utility(counted_pay(pay, problem.forfeit), problem.form) - problem.alternative;
  if (problem.taste <= 0.0) return advantage >= 0.0 ? 1.0 : 0.0;
  return logistic(advantage / problem.taste);
}

std::optional<PrivateOffer> best_private_offer(const PrivateOfferProblem& problem) {
  const double ceiling = std::min(problem.ceiling, problem.value);
  if (!(problem.floor <= ceiling)) return std::nullopt;
  if (problem.taste <= 0.0) return offer_without_taste(problem);
  // Below this pay an offer counts for the pay floor, whatever it is.
  const double counts_from = problem.forfeit.per_year + problem.forfeit.pay_floor;
  const double low =
      std::min(std::max(problem.floor, std::nextafter(counts_from, ceiling)), ceiling);
  double pay = low;
  const Gain at_low = gain_of_more(problem, low);
  if (at_low.value > 0.0) {
    const bool at_ceiling = gain_of_more(problem, ceiling).value >= 0.0;
    pay = at_ceiling ? ceiling : interior_offer(problem, low, ceiling, at_low);
  }
  const PrivateOffer offer{pay, acceptance(problem, pay)};
  return problem.floor < counts_from ? better_of(problem, offer) : offer;
}

}  // namespace poach::rules
