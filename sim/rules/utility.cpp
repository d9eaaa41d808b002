#include "poach/rules/utility.hpp"

#include <algorithm>

#include "poach/base/math.hpp"

namespace poach::rules {

double counted_pay(double pay, const Forfeit& forfeit) {
  return std::max(pay - forfeit.per_year, forfeit.pay_floor);
}

double pay_utility(double pay, UtilityForm form) {
  return form == UtilityForm::log ? log(pay) : pay;
}

double pay_for_utility(double utility, UtilityForm form) {
  return form == UtilityForm::log ? exp(utility) : utility;
}

double collaborator_utility(double kappa, double collaborators) {
  return kappa == 0.0 || collaborators == 0.0 ? 0.0 : kappa * log1p(collaborators);
}

}  // namespace poach::rules
