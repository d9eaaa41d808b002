#include "rules/attachment.hpp"

#include <cmath>

#include "support/catch.hpp"

using poach::rules::halving;
using poach::rules::passes_threshold;
using poach::rules::relaxed;

TEST_CASE("attachment closes 63 percent of its gap in one time constant") {
  CHECK(relaxed(0.0, 2.0, 78.0, 78.0) == Approx(2.0 * (1.0 - std::exp(-1.0))).epsilon(1e-14));
  CHECK(relaxed(-1.0, 2.0, 39.0, 78.0) == Approx(2.0 - 3.0 * std::exp(-0.5)).epsilon(1e-14));
}

TEST_CASE("attachment starts where it was and ends at the ceiling") {
  CHECK(relaxed(0.7, 2.0, 0.0, 78.0) == 0.7);
  CHECK(relaxed(0.7, 2.0, -3.0, 78.0) == 0.7);
  CHECK(relaxed(0.7, 2.0, 1e6, 78.0) == 2.0);
  CHECK(relaxed(2.0, 2.0, 11.0, 78.0) == 2.0);
}

TEST_CASE("attachment grown in two steps is attachment grown in one") {
  const double halfway = relaxed(0.1, 1.5, 20.0, 60.0);
  CHECK(relaxed(halfway, 1.5, 35.0, 60.0) == Approx(relaxed(0.1, 1.5, 55.0, 60.0)).epsilon(1e-14));
}

TEST_CASE("a threshold must be passed, not met") {
  CHECK_FALSE(passes_threshold(1.0, 3.0, 0.25));
  CHECK(passes_threshold(1.0, 2.0, 0.25));
  CHECK_FALSE(passes_threshold(0.0, 0.0, 0.0));
  CHECK(passes_threshold(1.0, 0.0, 0.5));
  // Nobody can pass the whole.
  CHECK_FALSE(passes_threshold(5.0, 0.0, 1.0));
}

TEST_CASE("what halves is half after a half-life") {
  CHECK(halving(0.0, 26.0) == 1.0);
  CHECK(halving(26.0, 26.0) == 0.5);
  CHECK(halving(52.0, 26.0) == 0.25);
  CHECK(halving(13.0, 26.0) == Approx(std::sqrt(0.5)).epsilon(1e-14));
}
