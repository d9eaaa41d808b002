#include "rules/value.hpp"

#include "base/math.hpp"

namespace poach::rules {

double annuity(double years, double rho) { return rho > 0.0 ? -expm1(-rho * years) / rho : years; }

double horizon_factor(double horizon_years, double contract_years, double rho) {
  return annuity(horizon_years, rho) / annuity(contract_years, rho);
}

}  // namespace poach::rules
