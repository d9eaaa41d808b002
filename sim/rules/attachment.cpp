#include "rules/attachment.hpp"

#include "base/math.hpp"

namespace poach::rules {

double relaxed(double value, double ceiling, double elapsed_ticks, double growth_ticks) {
  return elapsed_ticks <= 0.0 ? value
                              : ceiling + (value - ceiling) * exp(-elapsed_ticks / growth_ticks);
}

bool passes_threshold(double left, double there, double threshold) {
  return left > threshold * (left + there);
}

double halving(double elapsed_ticks, double half_life_ticks) {
  return pow(0.5, elapsed_ticks / half_life_ticks);
}

}  // namespace poach::rules
