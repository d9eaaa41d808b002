#include <cmath>
#include <utility>

#include "base/math.hpp"
#include "support/catch.hpp"
#include "ulps.hpp"

using namespace poach;

namespace {

/// The quantile in extended precision: Newton's method on the distribution function, started from
/// the value under test. Every step doubles the correct digits, so the start leaves no trace.
long double exact_quantile(double p, double start) {
  const long double sqrt_half = std::sqrt(0.5L);
  const long double density_at_0 = 0.398942280401432677939946059934L;
  long double x = start;
  for (int step = 0; step < 3; ++step) {
    const long double below = 0.5L * std::erfc(-x * sqrt_half);
    const long double above = 0.5L * std::erfc(x * sqrt_half);
    // On the upper side 1 - p is exact, and the distance from 1 keeps its digits.
    const long double excess = p < 0.5 ? below - p : (1.0L - p) - above;
    x -= excess / (density_at_0 * std::exp(-0.5L * x * x));
  }
  return x;
}

void see_quantile(tests::Worst& worst, double p) {
  const double x = normal_quantile(p);
  worst.see(p, tests::ulps_apart(x, exact_quantile(p, x)));
}

void check_error(const tests::Worst& worst) {
  INFO("worst at p = " << worst.at << ": " << worst.ulps << " ulp");
  CHECK(worst.ulps <= 8.0);
}

}  // namespace

TEST_CASE("normal_quantile gives the values of the tables", "[base][math]") {
  CHECK(normal_quantile(0.5) == 0.0);
  CHECK(normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-15));  // AS 241
  CHECK(normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(1e-15));  // AS 241
  CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-15));  // AS 241
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.8413447460685429) == Approx(1.0).epsilon(1e-15));
}

// Largest error measured, in units in the last place: 6.5, at p = 2e-180.

TEST_CASE("normal_quantile is accurate in the middle and where its formulas meet", "[base][math]") {
  for (const auto& [first, last] : {std::pair{0.075, 0.925},
                                    {0.0749, 0.0751},
                                    {0.9249, 0.9251},
                                    {1.38e-11, 1.40e-11},
                                    {0.925, 1.0 - 0x1p-53}}) {
    tests::Worst worst;
    for (int i = 0; i < 50'000; ++i) see_quantile(worst, first + (last - first) * tests::spread(i));
    check_error(worst);
  }
}

TEST_CASE("normal_quantile is accurate far into both tails", "[base][math]") {
  tests::Worst lower;
  tests::Worst upper;
  for (int i = 0; i < 50'000; ++i) {
    see_quantile(lower, std::exp2(-4.0 - 996.0 * tests::spread(i)));
    see_quantile(lower, std::exp2(-4.0 - 49.0 * tests::spread(i)));
    see_quantile(upper, 1.0 - std::exp2(-4.0 - 49.0 * tests::spread(i)));
  }
  check_error(lower);
  check_error(upper);
}

TEST_CASE("normal_quantile is odd around 1/2 and finite at the ends of a draw", "[base][math]") {
  for (int i = 1; i < 1024; ++i) {
    const double p = i / 1024.0;
    CHECK(normal_quantile(p) == -normal_quantile(1.0 - p));
  }
  CHECK(normal_quantile(0x1p-53) == Approx(-8.209536151601387).epsilon(1e-12));
  CHECK(normal_quantile(1.0 - 0x1p-53) == Approx(8.209536151601387).epsilon(1e-12));
}
