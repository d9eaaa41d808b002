#include "theory/job_survival.hpp"

#include "base/math.hpp"

namespace poach::theory {

double job_survival(double bad_share, double hazard, double years) {
  return 1.0 + bad_share * expm1(-hazard * years);
}

}  // namespace poach::theory
