#include "rules/value.hpp"

#include <cmath>

#include "support/catch.hpp"

using poach::rules::annual_product;
using poach::rules::annuity;
using poach::rules::horizon_factor;
using poach::rules::ProductTerms;

TEST_CASE("annual product multiplies its terms") {
  CHECK(annual_product({}) == 1.0);
  const ProductTerms terms{.productivity = 400e3,
                           .skill_power = 1.5,
                           .match = 0.8,
                           .synergy = 0.25,
                           .collaborator_share = 0.4};
  CHECK(annual_product(terms) == Approx(400e3 * 1.5 * 0.8 * 1.1).epsilon(1e-14));
}

TEST_CASE("synergy pays in full only when all collaborators are there") {
  ProductTerms terms{.productivity = 100.0, .synergy = 0.3, .collaborator_share = 0.0};
  CHECK(annual_product(terms) == 100.0);
  terms.collaborator_share = 1.0;
  CHECK(annual_product(terms) == Approx(130.0).epsilon(1e-14));
}

TEST_CASE("annuity is the integral of discounted dollars") {
  for (const double rho : {0.01, 0.1, 0.5}) {
    for (const double length : {0.25, 4.0, 10.0, 40.0}) {
      // Simpson's rule on 2,000 intervals: an independent route to the same number.
      constexpr int intervals = 2000;
      const double width = length / intervals;
      double sum = 1.0 + std::exp(-rho * length);
      for (int k = 1; k < intervals; ++k) {
        sum += (k % 2 == 1 ? 4.0 : 2.0) * std::exp(-rho * width * k);
      }
      CHECK(annuity(length, rho) == Approx(sum * width / 3.0).epsilon(1e-9));
    }
  }
}

TEST_CASE("annuity without discounting counts years") {
  CHECK(annuity(7.0, 0.0) == 7.0);
  CHECK(annuity(0.0, 0.1) == 0.0);
  // Continuous at zero: no cancellation for tiny rates.
  CHECK(annuity(7.0, 1e-12) == Approx(7.0).epsilon(1e-11));
}

TEST_CASE("annuity for ever tends to one over the rate") {
  CHECK(annuity(1000.0, 0.1) == Approx(10.0).epsilon(1e-14));
}

TEST_CASE("a horizon of ten years against contracts of four gives 1.917") {
  CHECK(horizon_factor(10.0, 4.0, 0.1) == Approx(1.917).margin(5e-4));
  CHECK(horizon_factor(4.0, 4.0, 0.1) == 1.0);
  CHECK(horizon_factor(10.0, 4.0, 0.0) == 2.5);
  CHECK(horizon_factor(2.0, 4.0, 0.1) < 1.0);
}
