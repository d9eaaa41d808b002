#include "rules/utility.hpp"

#include <cmath>

#include "support/catch.hpp"

using poach::UtilityForm;
using poach::rules::collaborator_utility;
using poach::rules::counted_pay;
using poach::rules::pay_for_utility;
using poach::rules::pay_utility;

TEST_CASE("counted pay leaves out what is forfeited, down to a floor") {
  CHECK(counted_pay(300e3, {}) == 300e3);
  CHECK(counted_pay(300e3, {.per_year = 100e3, .pay_floor = 1.0}) == 200e3);
  CHECK(counted_pay(300e3, {.per_year = 400e3, .pay_floor = 1.0}) == 1.0);
  CHECK(counted_pay(0.0, {.per_year = 0.0, .pay_floor = 1e-6}) == 1e-6);
}

TEST_CASE("pay utility is log dollars or dollars") {
  CHECK(pay_utility(250e3, UtilityForm::log) == Approx(std::log(250e3)).epsilon(1e-15));
  CHECK(pay_utility(250e3, UtilityForm::linear) == 250e3);
}

TEST_CASE("pay for a utility inverts it") {
  for (const double pay : {1e-6, 1.0, 180e3, 2.5e6, 1e9}) {
    for (const auto form : {UtilityForm::log, UtilityForm::linear}) {
      CHECK(pay_for_utility(pay_utility(pay, form), form) == Approx(pay).epsilon(1e-13));
    }
  }
}

TEST_CASE("collaborators count by the log of one and their number") {
  CHECK(collaborator_utility(0.5, 0.0) == 0.0);
  CHECK(collaborator_utility(0.0, 12.0) == 0.0);
  CHECK(collaborator_utility(0.5, 1.0) == Approx(0.5 * std::log(2.0)).epsilon(1e-15));
  CHECK(collaborator_utility(-0.2, 3.0) == Approx(-0.2 * std::log(4.0)).epsilon(1e-15));
}
