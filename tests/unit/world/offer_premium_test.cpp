#include "support/catch.hpp"
#include "world/tick_start.hpp"

using namespace poach;

TEST_CASE("Foresight takes off what later offers are worth") {
  // Offers of 1 and 2 with weights 1 and 3: 1 - F is 1 below 1, 3/4 up to 2, and 0 from there on.
  OfferPremium premium;
  premium.assign({1.0, 2.0}, {1.0, 3.0}, 0.5);
  CHECK(premium.wage(0.4, 2.0) == Approx(0.4 - 0.5 * (0.6 + 0.75)));
  CHECK(premium.wage(1.0, 2.0) == Approx(1.0 - 0.5 * 0.75));
  CHECK(premium.wage(1.0, 1.5) == Approx(1.0 - 0.5 * 0.375));
  CHECK(premium.wage(2.0, 2.0) == Approx(2.0));
  CHECK(premium.wage(2.0, 3.0) == Approx(2.0));
  premium.assign({1.0, 2.0}, {1.0, 3.0}, 0.0);
  CHECK(premium.wage(0.4, 2.0) == Approx(0.4));
}
