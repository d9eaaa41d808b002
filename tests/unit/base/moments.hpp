#pragma once
// z scores of sample moments: how many standard errors a sample is from what theory expects.

#include <cmath>
#include <cstddef>

namespace poach::tests {

/// The theoretical moments of a distribution. `kurtosis` is the fourth central moment in squared
/// variances.
struct Theory {
  double mean;
  double variance;
  double kurtosis;
};

struct MomentScores {
  double mean;
  double variance;
  double neighbours;  ///< correlation of each draw with the next one
};

/// Scores of the draws `draw(0)` to `draw(count - 1)`.
template <class Draw>
MomentScores score_moments(std::size_t count, const Theory& theory, Draw draw) {
  double sum = 0.0;
  double squares = 0.0;
  double products = 0.0;
  double previous = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double deviation = draw(i) - theory.mean;
    sum += deviation;
    squares += deviation * deviation;
    products += deviation * previous;
    previous = deviation;
  }
  const double n = static_cast<double>(count);
  const double root_n = std::sqrt(n);
  return {
      sum / n / std::sqrt(theory.variance) * root_n,
      (squares / n - theory.variance) / theory.variance / std::sqrt(theory.kurtosis - 1.0) * root_n,
      products / n / theory.variance * root_n};
}

/// z score of `hits` successes in `trials` trials of `probability`.
inline double score_rate(double hits, double trials, double probability) {
  return (hits - trials * probability) / std::sqrt(trials * probability * (1.0 - probability));
}

}  // namespace poach::tests
