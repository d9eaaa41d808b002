#include "compare/statistics.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/stream.hpp"
#include "support/catch.hpp"

using namespace poach::compare;

TEST_CASE("Means and medians", "[compare][statistics]") {
  CHECK(mean(std::vector<double>{1, 2, 6}) == 3);
  CHECK(std::isnan(mean(std::vector<double>{})));
  CHECK(median({5, 1, 3}) == 3);
  CHECK(median({4, 1, 3, 2}) == 2.5);
  CHECK(std::isnan(median({})));
}

TEST_CASE("Equal values have an exact mean and no error", "[compare][statistics]") {
  // 20 x 0.1 adds up to more than 2 in floating point.
  const std::vector<double> values(20, 0.1);
  CHECK(mean(values) == 0.1);
  CHECK(standard_error(values) == 0.0);
  CHECK(is_exact(estimate(values)));
  CHECK_FALSE(z_score(estimate(values), 0.2).has_value());
}

TEST_CASE("Standard error by hand", "[compare][statistics]") {
  // Deviations -2, 0, 2: variance 8 / 2, over 3 values 4 / 3.
  CHECK(*standard_error(std::vector<double>{1, 3, 5}) == Approx(std::sqrt(4.0 / 3.0)));
  CHECK_FALSE(standard_error(std::vector<double>{1}).has_value());
}

TEST_CASE("Student t quantiles of printed tables", "[compare][statistics]") {
  struct Row {
    std::uint64_t degrees;
    double p;
    double quantile;
  };
  // NIST/SEMATECH e-Handbook, 1.3.6.7.2, with further digits from the closed forms for 1 and 2.
  const Row row =
      GENERATE(Row{1, 0.975, 12.7062047}, Row{2, 0.975, 4.3026527}, Row{3, 0.975, 3.182446},
               Row{5, 0.975, 2.570582}, Row{10, 0.975, 2.228139}, Row{19, 0.975, 2.093024},
               Row{30, 0.975, 2.042272}, Row{100, 0.975, 1.983972}, Row{1, 0.95, 6.313752},
               Row{4, 0.99, 3.746947}, Row{7, 0.999, 4.785290}, Row{60, 0.9, 1.295821});
  CAPTURE(row.degrees, row.p);
  CHECK(student_t_quantile(row.p, row.degrees) == Approx(row.quantile).epsilon(3e-7));
  CHECK(student_t_quantile(1.0 - row.p, row.degrees) == Approx(-row.quantile).epsilon(3e-7));
}

TEST_CASE("Student t quantiles in closed form", "[compare][statistics]") {
  for (const double p : {0.6, 0.9, 0.975, 0.9999, 0.999999}) {
    CAPTURE(p);
    CHECK(student_t_quantile(p, 1) == Approx(std::tan(M_PI * (p - 0.5))).epsilon(1e-9));
    const double two = (2 * p - 1) * std::sqrt(2 / (4 * p * (1 - p)));
    CHECK(student_t_quantile(p, 2) == Approx(two).epsilon(1e-9));
  }
}

TEST_CASE("The series and the expansion meet at 200 degrees", "[compare][statistics]") {
  for (const double p : {0.6, 0.975, 0.9999}) {
    // Quantiles fall with the degrees, by about z (z^2 + 1) / 4 n^2 from one to the next.
    const double before = student_t_quantile(p, 199) - student_t_quantile(p, 200);
    const double across = student_t_quantile(p, 200) - student_t_quantile(p, 201);
    CAPTURE(p, before, across);
    CHECK(across > 0);
    CHECK(across == Approx(before).epsilon(0.02));
  }
  // From the finite series in 50 decimal digits.
  CHECK(student_t_quantile(0.999999, 200) == Approx(4.8973021028267818).epsilon(1e-9));
  CHECK(student_t_quantile(0.999999, 201) == Approx(4.8965677191848189).epsilon(3e-9));
  CHECK(student_t_quantile(0.999999, 500) == Approx(4.8100851616376548).epsilon(1e-9));
  CHECK(student_t_quantile(0.975, 201) == Approx(1.9718365067798593).epsilon(1e-11));
  CHECK(student_t_quantile(0.975, 1'000'000) == Approx(1.959966).epsilon(1e-6));
  CHECK(student_t_quantile(0.5, 7) == 0.0);
}

TEST_CASE("Quantiles that do not exist", "[compare][statistics]") {
  CHECK_THROWS_AS(student_t_quantile(0.0, 3), std::domain_error);
  CHECK_THROWS_AS(student_t_quantile(1.0, 3), std::domain_error);
  CHECK_THROWS_AS(student_t_quantile(std::nan(""), 3), std::domain_error);
  CHECK_THROWS_AS(student_t_quantile(0.9, 0), std::domain_error);
}

TEST_CASE("An estimate with its interval and z", "[compare][statistics]") {
  const Estimate e = estimate(std::vector<double>{1, 3, 5});
  const double error = std::sqrt(4.0 / 3.0);
  CHECK(e.count == 3);
  CHECK(e.mean == 3);
  REQUIRE(e.interval.has_value());
  CHECK(e.interval->low == Approx(3 - 4.3026527 * error));
  CHECK(e.interval->high == Approx(3 + 4.3026527 * error));
  CHECK(*z_score(e, 1) == Approx(2 / error));
  const Estimate one = estimate(std::vector<double>{7});
  CHECK(one.mean == 7);
  CHECK_FALSE(one.interval.has_value());
  CHECK(is_exact(one));
}

TEST_CASE("The rank slope of exact sizes is the exponent of their law", "[compare][statistics]") {
  for (const double exponent : {0.5, 1.0, 2.0}) {
    std::vector<double> sizes = {0.0, -3.0};  // have no rank
    for (int rank = 500; rank >= 1; --rank) {
      sizes.push_back(1e6 * std::pow(rank - 0.5, -1.0 / exponent));
    }
    CHECK(*rank_slope(sizes, 1, 1000) == Approx(exponent).epsilon(1e-12));
    CHECK(*rank_slope(sizes, 11, 400) == Approx(exponent).epsilon(1e-12));
  }
  // Equal values share nothing but their ranks.
  CHECK_FALSE(rank_slope({5, 5, 5}, 1, 3));
  CHECK_FALSE(rank_slope({5, 4}, 2, 9));
  CHECK_FALSE(rank_slope({}, 1, 9));
  CHECK(*rank_slope({8, 4, 2, 1}, 2, 3) == Approx(std::log(2.5 / 1.5) / std::log(2.0)));
}

// The tenth with the largest sizes of 20,000 draws from a Pareto law. By the stated standard error,
// of sqrt(2 / 2000) in a sample, the mean of 50 samples distinguishes an exponent from one 2 %
// away.
TEST_CASE("The rank slope of a sample estimates the exponent", "[compare][statistics]") {
  const poach::CohortDraws draws = poach::Stream(poach::Seed{3}, "pareto").of(0);
  for (const double exponent : {1.0, 1.2}) {
    std::vector<double> slopes;
    for (std::uint32_t sample = 0; sample < 50; ++sample) {
      std::vector<double> sizes;
      for (std::uint32_t k = 0; k < 20'000; ++k) {
        sizes.push_back(
            std::pow(draws.uniform({.ordinal = k, .counterpart = sample}), -1.0 / exponent));
      }
      slopes.push_back(*rank_slope(sizes, 1, 2000));
    }
    const Estimate slope = estimate(slopes);
    const double stated = exponent * std::sqrt(2.0 / 2000.0);
    CHECK(*slope.standard_error * std::sqrt(50.0) == Approx(stated).epsilon(0.35));
    CHECK(std::abs(slope.mean - exponent) < 4.0 * stated / std::sqrt(50.0));
  }
}
