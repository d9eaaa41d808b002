#include "scenario/distribution.hpp"

#include <cmath>

#include "support/catch.hpp"

namespace {

using namespace poach;

Distribution of(DistributionKind kind) {
  Distribution d;
  d.kind = kind;
  return d;
}

TEST_CASE("Constant, uniform, log-normal and Pareto quantiles") {
  Distribution constant = of(DistributionKind::constant);
  constant.value = 7;
  CHECK(constant.quantile(0.3) == 7);
  Distribution uniform = of(DistributionKind::uniform);
  uniform.low = 2;
  uniform.high = 6;
  CHECK(uniform.quantile(0.25) == 3);
  Distribution lognormal = of(DistributionKind::lognormal);
  lognormal.value = 5;
  lognormal.shape = 0.4;
  CHECK(lognormal.quantile(0.5) == Approx(5));
  CHECK(lognormal.quantile(0.9) == Approx(5 * std::exp(0.4 * 1.2815515655446)));
  Distribution pareto = of(DistributionKind::pareto);
  pareto.value = 3;
  pareto.shape = 2;
  CHECK(pareto.quantile(1e-12) == Approx(3));
  for (const double u : {0.1, 0.5, 0.99}) {
    CHECK(1 - std::pow(3 / pareto.quantile(u), 2) == Approx(u));
  }
}

TEST_CASE("Wage posting is the equilibrium of Burdett and Mortensen") {
  Distribution posting = of(DistributionKind::wage_posting);
  posting.high = 1;
  posting.low = 0.69387755;
  posting.offers_ratio = 4;
  for (int k = 1; k < 100; ++k) {
    const double u = k / 100.0;
    const double w = posting.quantile(u);
    const double share = (1 + 4) / 4.0 * (1 - std::sqrt((1 - w) / (1 - posting.low)));
    CHECK(share == Approx(u).epsilon(1e-12));
  }
  CHECK(posting.quantile(0) == Approx(0.69387755).epsilon(1e-15));
  CHECK(posting.quantile(1) == Approx(0.98775510).margin(1e-8));
}

}  // namespace
