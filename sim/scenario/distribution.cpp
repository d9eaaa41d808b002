#include "scenario/distribution.hpp"

#include <cmath>

#include "base/math.hpp"
#include "config/fields.hpp"

namespace poach {

double Distribution::quantile(double u) const {
  switch (kind) {
    case DistributionKind::constant:
      return value;
    case DistributionKind::uniform:
      return low + (high - low) * u;
    case DistributionKind::lognormal:
      return value * exp(shape * normal_quantile(u));
    case DistributionKind::pareto:
      return value * exp(-log1p(-u) / shape);
    case DistributionKind::wage_posting: {
      const double root = 1.0 - u * offers_ratio / (1.0 + offers_ratio);
      return high - (high - low) * root * root;
    }
  }
  return value;
}

void describe(Distribution& d, config::Fields& fields) {
  fields.choice({"distribution", "its form"}, d.kind,
                {{DistributionKind::constant, "constant"},
                 {DistributionKind::uniform, "uniform"},
                 {DistributionKind::lognormal, "lognormal"},
                 {DistributionKind::pareto, "pareto"},
                 {DistributionKind::wage_posting, "wage_posting"}});
  fields.choice(
      {"spacing",
       "random: each draws its own quantile; even: member k of n has quantile (k + 1/2) / n"},
      d.spacing, {{Spacing::random, "random"}, {Spacing::even, "even"}});
  fields.value({"value", "constant: the amount; lognormal: the median; pareto: the minimum", "",
                config::at_least(0)},
               d.value);
  fields.value({"low", "uniform, wage_posting: the minimum", "", config::at_least(0)}, d.low);
  fields.value({"high", "uniform: the maximum; wage_posting: the companies' common productivity",
                "", config::at_least(0)},
               d.high);
  fields.value({"shape", "lognormal: standard deviation of the log; pareto: tail exponent", "",
                config::above(0)},
               d.shape);
  fields.value({"offers_ratio", "wage_posting: offers per separation while employed (k1)", "",
                config::at_least(0)},
               d.offers_ratio);
}

}  // namespace poach
