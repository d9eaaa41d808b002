#include "rules/leadership.hpp"

#include <cmath>

#include "support/catch.hpp"

using poach::rules::cap_factor;
using poach::rules::research_capital;
using poach::rules::ResearchInputs;

TEST_CASE("research capital is skill times ties times compute") {
  const ResearchInputs inputs{.skill = 120.0, .ties_per_person = 3.0, .log_compute = 0.7};
  CHECK(research_capital(inputs, 0.5, 0.3) ==
        Approx(120.0 * std::pow(4.0, 0.5) * std::exp(0.3 * 0.7)).epsilon(1e-14));
}

TEST_CASE("research capital without exponents is skill") {
  CHECK(research_capital({.skill = 12.0, .ties_per_person = 9.0, .log_compute = 2.0}, 0.0, 0.0) ==
        12.0);
  CHECK(research_capital({}, 0.5, 0.5) == 0.0);
}

TEST_CASE("doubling the staff at the same density doubles research capital") {
  ResearchInputs inputs{.skill = 50.0, .ties_per_person = 2.0, .log_compute = 1.0};
  const double before = research_capital(inputs, 0.4, 0.2);
  inputs.skill *= 2.0;
  CHECK(research_capital(inputs, 0.4, 0.2) == Approx(2.0 * before).epsilon(1e-15));
}

TEST_CASE("the cap follows losses up to its ceiling") {
  CHECK(cap_factor(0.0, 2.0, 10.0) == 1.0);
  CHECK(cap_factor(0.25, 2.0, 10.0) == Approx(std::exp(0.5)).epsilon(1e-15));
  CHECK(cap_factor(5.0, 2.0, 10.0) == 10.0);
  CHECK(cap_factor(0.3, 0.0, 10.0) == 1.0);
}
