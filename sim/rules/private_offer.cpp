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
double gain_of_more(const PrivateOfferProblem& problem, double pay) {
  const double counted = counted_pay(pay, problem.forfeit);
  return (problem.value - pay) * (1.0 - acceptance(problem, pay)) *
             marginal_utility(counted, problem) -
         problem.taste;
}

double interior_offer(const PrivateOfferProblem& problem, double low, double high) {
  // Bisection on a monotone function: 60 halvings reach the last bit of any ratio of pays.
  for (int step = 0; step < 60 && high - low > 1e-12 * high; ++step) {
    const double middle = 0.5 * (low + high);
    (gain_of_more(problem, middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

// Without taste every offer at least as good as the alternative is taken, so the least such is best.
std::optional<PrivateOffer> offer_without_taste(const PrivateOfferProblem& problem) {
  const double just_enough =
      pay_for_utility(problem.alternative, problem.form) + problem.forfeit.per_year;
  const double pay = std::max(problem.floor, just_enough);
  if (pay > problem.ceiling) return std::nullopt;
  return PrivateOffer{pay, 1.0};
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
  // Below this pay the offer counts for nothing more than the floor, so it is never the best.
  const double counts_from = problem.forfeit.per_year + problem.forfeit.pay_floor;
  const double low = std::min(std::max(problem.floor, std::nextafter(counts_from, ceiling)), ceiling);
  double pay = low;
  if (gain_of_more(problem, low) > 0.0) {
    pay = gain_of_more(problem, ceiling) >= 0.0 ? ceiling : interior_offer(problem, low, ceiling);
  }
  return PrivateOffer{pay, acceptance(problem, pay)};
}

}  // namespace poach::rules
