#include "rules/leadership.hpp"

#include <algorithm>

#include "base/math.hpp"

namespace poach::rules {

double research_capital(const ResearchInputs& inputs, double network_exponent,
                        double compute_exponent) {
  double capital = inputs.skill;
  if (network_exponent != 0.0) capital *= pow(1.0 + inputs.ties_per_person, network_exponent);
  if (compute_exponent != 0.0) capital *= exp(compute_exponent * inputs.log_compute);
  return capital;
}

double cap_factor(double yearly_loss_rate, double response, double ceiling) {
  return std::min(exp(response * yearly_loss_rate), ceiling);
}

}  // namespace poach::rules
