#pragma once
// A distribution of positive amounts over companies or pairs, as a scenario writes it.

#include "scenario/fwd.hpp"

namespace poach {

enum class DistributionKind { constant, uniform, lognormal, pareto, wage_posting };
/// `random`: each member draws its own quantile. `even`: member k of n has quantile (k + 1/2) / n,
/// so a finite list represents the distribution without sampling noise.
enum class Spacing { random, even };

struct Distribution {
  DistributionKind kind = DistributionKind::constant;
  Spacing spacing = Spacing::random;
  double value = 1.0;         ///< constant: the amount; lognormal: the median; pareto: the minimum
  double low = 0.0;           ///< uniform, wage_posting: the lowest amount
  double high = 1.0;          ///< uniform: the highest amount; wage_posting: the productivity p
  double shape = 1.0;         ///< lognormal: standard deviation of the log; pareto: tail exponent
  double offers_ratio = 1.0;  ///< wage_posting: k1, job offers per separation while employed

  /// The amount at quantile u in (0, 1). For `wage_posting` it inverts the equilibrium offer
  /// distribution of Burdett and Mortensen (1998) for equal companies,
  /// F(w) = ((1 + k1) / k1) (1 - sqrt((p - w) / (p - R))).
  [[nodiscard]] double quantile(double u) const;
  friend bool operator==(const Distribution&, const Distribution&) = default;
};

void describe(Distribution& distribution, config::Fields& fields);

}  // namespace poach
