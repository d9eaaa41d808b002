#include "base/math.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"
#include "ulps.hpp"

using namespace poach;
using tests::Worst;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double tiniest = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();

double exp_here(double x) { return poach::exp(x); }
double expm1_here(double x) { return poach::expm1(x); }
double log_here(double x) { return poach::log(x); }
double log1p_here(double x) { return poach::log1p(x); }
double logistic_here(double x) { return poach::logistic(x); }
long double exact_exp(long double x) { return std::exp(x); }
long double exact_expm1(long double x) { return std::expm1(x); }
long double exact_log(long double x) { return std::log(x); }
long double exact_log1p(long double x) { return std::log1p(x); }
long double exact_logistic(long double x) { return 1.0L / (1.0L + std::exp(-x)); }

void check_below(const Worst& worst, double most_ulps) {
  INFO("worst at x = " << worst.at << ": " << worst.ulps << " ulp");
  CHECK(worst.ulps <= most_ulps);
}

}  // namespace

// Largest errors measured, in units in the last place: exp 0.83, expm1 1.49, log 0.87, log1p 1.24,
// logistic 2.35; pow 1.01 near base 1 and 20 at 64^3, since it amplifies the error of the
// logarithm.

TEST_CASE("exp is within 1 ulp over its whole range", "[base][math]") {
  check_below(tests::worst_between(-1.0, 1.0, 400'000, exp_here, exact_exp), 1.0);
  check_below(tests::worst_between(-40.0, 40.0, 400'000, exp_here, exact_exp), 1.0);
  check_below(tests::worst_between(-708.0, 709.78, 400'000, exp_here, exact_exp), 1.0);
  check_below(tests::worst_over_magnitudes(1.0, -1074, 9, exp_here, exact_exp), 1.0);
  check_below(tests::worst_over_magnitudes(-1.0, -1074, 9, exp_here, exact_exp), 1.0);
}

TEST_CASE("exp rounds subnormal results once", "[base][math]") {
  check_below(tests::worst_between(-745.13, -708.0, 200'000, exp_here, exact_exp), 1.0);
}

TEST_CASE("exp at the ends of its range", "[base][math]") {
  CHECK(poach::exp(0.0) == 1.0);
  CHECK(poach::exp(-0.0) == 1.0);
  CHECK(std::isfinite(poach::exp(709.782712893384)));
  CHECK(poach::exp(709.7827128933841) == infinity);
  CHECK(poach::exp(1e308) == infinity);
  CHECK(poach::exp(infinity) == infinity);
  CHECK(poach::exp(-745.1332191019411) == tiniest);
  CHECK(poach::exp(-745.1332191019412) == 0.0);  // below half of the smallest subnormal
  CHECK(poach::exp(-infinity) == 0.0);
  CHECK(std::isnan(poach::exp(not_a_number)));
}

TEST_CASE("expm1 is within 2 ulp, near 0 too", "[base][math]") {
  check_below(tests::worst_between(-0.36, 0.36, 400'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_between(0.29, 0.36, 200'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_between(-0.36, -0.24, 200'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_between(-3.0, 3.0, 400'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_between(-50.0, 60.0, 400'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_between(60.0, 709.78, 200'000, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_over_magnitudes(1.0, -1074, 9, expm1_here, exact_expm1), 2.0);
  check_below(tests::worst_over_magnitudes(-1.0, -1074, 9, expm1_here, exact_expm1), 2.0);
}

TEST_CASE("expm1 at the ends of its range", "[base][math]") {
  CHECK(poach::expm1(0.0) == 0.0);
  CHECK(poach::expm1(tiniest) == tiniest);
  CHECK(poach::expm1(-tiniest) == -tiniest);
  CHECK(poach::expm1(-745.0) == -1.0);
  CHECK(poach::expm1(-infinity) == -1.0);
  CHECK(poach::expm1(infinity) == infinity);
  CHECK(poach::expm1(710.0) == infinity);
  CHECK(std::isnan(poach::expm1(not_a_number)));
}

TEST_CASE("log is within 1 ulp over its whole range", "[base][math]") {
  check_below(tests::worst_between(0.5, 2.0, 400'000, log_here, exact_log), 1.0);
  check_below(tests::worst_between(0.999, 1.001, 200'000, log_here, exact_log), 1.0);
  check_below(tests::worst_between(0.7, 0.72, 200'000, log_here, exact_log), 1.0);
  check_below(tests::worst_between(1.40, 1.43, 200'000, log_here, exact_log), 1.0);
  check_below(tests::worst_over_magnitudes(1.0, -1022, 1023, log_here, exact_log), 1.0);
  check_below(tests::worst_over_magnitudes(1.0, -1074, -1022, log_here, exact_log), 1.0);
}

TEST_CASE("log at the ends of its range", "[base][math]") {
  CHECK(poach::log(1.0) == 0.0);
  CHECK(poach::log(2.0) == 0x1.62e42fefa39efp-1);
  CHECK(poach::log(tiniest) == -0x1.74385446d71c3p+9);
  CHECK(poach::log(largest) == 0x1.62e42fefa39efp+9);
  CHECK(poach::log(0.0) == -infinity);
  CHECK(poach::log(-0.0) == -infinity);
  CHECK(poach::log(infinity) == infinity);
  CHECK(std::isnan(poach::log(-1.0)));
  CHECK(std::isnan(poach::log(-infinity)));
  CHECK(std::isnan(poach::log(not_a_number)));
}

TEST_CASE("log1p is within 2 ulp, near 0 too", "[base][math]") {
  check_below(tests::worst_between(-0.5, 1.0, 400'000, log1p_here, exact_log1p), 2.0);
  check_below(tests::worst_between(0.40, 0.45, 200'000, log1p_here, exact_log1p), 2.0);
  check_below(tests::worst_between(-0.33, -0.28, 200'000, log1p_here, exact_log1p), 2.0);
  check_below(tests::worst_between(-1.0, 100.0, 400'000, log1p_here, exact_log1p), 2.0);
  check_below(tests::worst_over_magnitudes(1.0, -1074, 1023, log1p_here, exact_log1p), 2.0);
  check_below(tests::worst_over_magnitudes(-1.0, -1074, -1, log1p_here, exact_log1p), 2.0);
  // Just above -1.
  const auto above = [](double gap) { return poach::log1p(gap - 1.0); };
  const auto exact = [](long double gap) {
    return std::log1p(static_cast<long double>(static_cast<double>(gap) - 1.0));
  };
  check_below(tests::worst_over_magnitudes(1.0, -52, -1, above, exact), 2.0);
}

TEST_CASE("log1p at the ends of its range", "[base][math]") {
  CHECK(poach::log1p(0.0) == 0.0);
  CHECK(poach::log1p(tiniest) == tiniest);
  CHECK(poach::log1p(-tiniest) == -tiniest);
  CHECK(poach::log1p(-1.0) == -infinity);
  CHECK(poach::log1p(largest) == 0x1.62e42fefa39efp+9);
  CHECK(poach::log1p(infinity) == infinity);
  CHECK(std::isnan(poach::log1p(-1.5)));
  CHECK(std::isnan(poach::log1p(-infinity)));
  CHECK(std::isnan(poach::log1p(not_a_number)));
}

TEST_CASE("pow is exact where it promises", "[base][math]") {
  for (const double base : {0.0, tiniest, 0.3, 1.0, 7.25, largest}) {
    CHECK(poach::pow(base, 0.0) == 1.0);
    CHECK(poach::pow(base, 1.0) == base);
    CHECK(poach::pow(base, 2.0) == base * base);
  }
  CHECK(poach::pow(0.0, 0.5) == 0.0);
  CHECK(poach::pow(0.0, -0.5) == infinity);
  CHECK(poach::pow(1.0, 1e300) == 1.0);
  CHECK(poach::pow(10.0, 400.0) == infinity);
  CHECK(poach::pow(10.0, -400.0) == 0.0);
  CHECK(std::isnan(poach::pow(-2.0, 0.5)));
  CHECK(std::isnan(poach::pow(not_a_number, 0.5)));
  CHECK(std::isnan(poach::pow(2.0, not_a_number)));
  for (const double exponent : {-3.0, -0.4, 0.3, 0.5, 0.75, 1.25, 3.0}) {
    const auto here = [&](double base) { return poach::pow(base, exponent); };
    const auto exact = [&](long double base) {
      return std::pow(base, static_cast<long double>(exponent));
    };
    // The error grows with |exponent ln base|, which reaches 3 ln 100 = 14 here.
    check_below(tests::worst_between(0.01, 100.0, 100'000, here, exact), 22.0);
    check_below(tests::worst_between(0.9, 1.1, 100'000, here, exact), 2.0);
  }
}

TEST_CASE("power_of_two is exact down to the smallest subnormal", "[base][math]") {
  bool same = true;
  for (int exponent = -1080; exponent <= 1030; ++exponent) {
    same = same && poach::power_of_two(exponent) == std::ldexp(1.0, exponent);
  }
  CHECK(same);
  CHECK(poach::power_of_two(-1074) == tiniest);
  CHECK(poach::power_of_two(-1075) == 0.0);
  CHECK(poach::power_of_two(1023) == 0x1p1023);
  CHECK(poach::power_of_two(1024) == infinity);
  CHECK(poach::power_of_two(std::numeric_limits<int>::min()) == 0.0);
  CHECK(poach::power_of_two(std::numeric_limits<int>::max()) == infinity);
}

TEST_CASE("floor rounds down on both sides of 0", "[base][math]") {
  CHECK(poach::floor(2.0) == 2.0);
  CHECK(poach::floor(-2.0) == -2.0);
  bool same = true;
  for (int i = -4000; i <= 4000; ++i) {
    const double x = i / 8.0;
    same = same && poach::floor(x) == std::floor(x);
    same = same && poach::floor(x + 1e-9) == std::floor(x + 1e-9);
  }
  for (const double x : {tiniest, -tiniest, 0x1p51 - 0.5, -0x1p51 + 0.5, 1e15 + 0.125}) {
    same = same && poach::floor(x) == std::floor(x);
  }
  CHECK(same);
}

TEST_CASE("logistic keeps its small values", "[base][math]") {
  check_below(tests::worst_between(-40.0, 40.0, 400'000, logistic_here, exact_logistic), 3.0);
  check_below(tests::worst_between(-708.0, -40.0, 200'000, logistic_here, exact_logistic), 3.0);
  CHECK(poach::logistic(0.0) == 0.5);
  CHECK(poach::logistic(800.0) == 1.0);
  CHECK(poach::logistic(-800.0) == 0.0);
  CHECK(std::isnan(poach::logistic(not_a_number)));
}
