#include "rules/private_offer.hpp"

#include <cmath>
#include <random>

#include "support/catch.hpp"

using poach::UtilityForm;
using poach::rules::acceptance;
using poach::rules::best_private_offer;
using poach::rules::PrivateOfferProblem;

namespace {

double expected_surplus(const PrivateOfferProblem& problem, double pay) {
  return (problem.value - pay) * acceptance(problem, pay);
}

// Solves (v - w)(1 - Lambda) = sigma w in its logs, over log pay, with numerical derivatives: it
// shares nothing with the solver under test.
double newton_offer(double value, double alternative, double taste) {
  const auto gap = [&](double log_pay) {
    const double pay = std::exp(log_pay);
    const double refused = 1.0 / (1.0 + std::exp((log_pay - alternative) / taste));
    return std::log((value - pay) * refused / pay) - std::log(taste);
  };
  double x = std::min(alternative, std::log(value) - 1.0);
  for (int step = 0; step < 200; ++step) {
    const double h = 1e-6;
    const double slope = (gap(x + h) - gap(x - h)) / (2.0 * h);
    double next = x - gap(x) / slope;
    // Stay below the value, where the gap is defined.
    if (next >= std::log(value) - 1e-9) next = 0.5 * (x + std::log(value) - 1e-9);
    if (std::abs(next - x) < 1e-14) break;
    x = next;
  }
  return std::exp(x);
}

PrivateOfferProblem drawn_problem(std::mt19937_64& random, UtilityForm form) {
  std::uniform_real_distribution<double> unit;
  PrivateOfferProblem problem;
  problem.form = form;
  problem.value = 200e3 * std::exp(2.0 * unit(random));
  problem.floor = problem.value * unit(random) * unit(random);
  problem.ceiling = problem.value * (0.3 + 0.9 * unit(random));
  const double rival = problem.value * (0.3 + 0.9 * unit(random));
  const bool log = form == UtilityForm::log;
  problem.alternative = log ? std::log(rival) + 0.5 * (unit(random) - 0.5) : rival;
  problem.taste = (log ? 1.0 : 300e3) * std::exp(-4.0 * unit(random));
  if (unit(random) < 0.5) {
    problem.forfeit = {.per_year = 0.6 * problem.value * unit(random),
                       .pay_floor = std::exp(10.0 * unit(random))};
  }
  return problem;
}

}  // namespace

TEST_CASE("acceptance is logistic in utility over taste") {
  PrivateOfferProblem problem;
  problem.taste = 0.4;
  problem.alternative = std::log(300e3);
  CHECK(acceptance(problem, 300e3) == Approx(0.5).epsilon(1e-12));
  CHECK(acceptance(problem, 600e3) ==
        Approx(1.0 / (1.0 + std::exp(-std::log(2.0) / 0.4))).epsilon(1e-12));
  problem.forfeit.per_year = 300e3;
  CHECK(acceptance(problem, 600e3) == Approx(0.5).epsilon(1e-12));
}

TEST_CASE("acceptance without taste is certain or impossible") {
  PrivateOfferProblem problem;
  problem.form = UtilityForm::linear;
  problem.alternative = 300e3;
  CHECK(acceptance(problem, 299999.99) == 0.0);
  CHECK(acceptance(problem, 300e3) == 1.0);
}

TEST_CASE("an interior offer solves the first-order condition") {
  for (const double value : {300e3, 1e6, 8e6}) {
    for (const double rival : {100e3, 250e3, 900e3}) {
      for (const double taste : {1e-3, 0.05, 0.3, 1.0}) {
        PrivateOfferProblem problem;
        problem.value = value;
        problem.ceiling = value;
        problem.alternative = std::log(rival);
        problem.taste = taste;
        const auto offer = best_private_offer(problem);
        REQUIRE(offer);
        const double w = offer->pay;
        CHECK((value - w) * (1.0 - offer->acceptance) / w == Approx(taste).epsilon(1e-8));
        CHECK(w == Approx(newton_offer(value, std::log(rival), taste)).epsilon(1e-8));
      }
    }
  }
}

TEST_CASE("the offer stops at the floor and at the ceiling") {
  PrivateOfferProblem problem;
  problem.value = 1e6;
  problem.ceiling = 1e6;
  problem.alternative = std::log(300e3);
  problem.taste = 0.3;
  const double interior = best_private_offer(problem)->pay;
  problem.floor = interior * 1.2;
  CHECK(best_private_offer(problem)->pay == problem.floor);
  problem.floor = 0.0;
  problem.ceiling = interior * 0.8;
  CHECK(best_private_offer(problem)->pay == problem.ceiling);
}

TEST_CASE("there is no offer when what is allowed is not worth making") {
  PrivateOfferProblem problem;
  problem.value = 500e3;
  problem.floor = 400e3;
  problem.ceiling = 399e3;
  problem.alternative = std::log(100e3);
  for (const double taste : {0.0, 0.3}) {
    problem.taste = taste;
    CHECK_FALSE(best_private_offer(problem));
  }
  // Nor above what the person is worth, whatever the ceiling.
  problem.floor = 600e3;
  problem.ceiling = 900e3;
  CHECK_FALSE(best_private_offer(problem));
}

TEST_CASE("what is forfeited is made good in the offer") {
  PrivateOfferProblem problem;
  problem.value = 2e6;
  problem.ceiling = 2e6;
  problem.alternative = std::log(400e3);
  problem.taste = 0.1;
  const auto without = best_private_offer(problem);
  problem.forfeit.per_year = 150e3;
  const auto with = best_private_offer(problem);
  CHECK(with->pay > without->pay + 100e3);
  const double counted = with->pay - 150e3;
  CHECK((2e6 - with->pay) * (1.0 - with->acceptance) / counted == Approx(0.1).epsilon(1e-8));
}

TEST_CASE("as taste vanishes the offer tends to just beating the alternative") {
  PrivateOfferProblem problem;
  problem.value = 1e6;
  problem.ceiling = 1e6;
  problem.alternative = std::log(400e3);
  double last_error = 1.0;
  for (const double taste : {0.1, 0.01, 1e-3, 1e-4, 1e-6}) {
    problem.taste = taste;
    const double error = best_private_offer(problem)->pay / 400e3 - 1.0;
    // ln(w) - m = sigma ln((v - w) / (sigma w) - 1), so the error shrinks like sigma ln(1/sigma).
    CHECK(error > 0.0);
    CHECK(error == Approx(taste * std::log(1.5 / taste)).epsilon(taste < 0.05 ? 0.1 : 0.6));
    CHECK(error < last_error);
    last_error = error;
  }
  problem.taste = 0.0;
  CHECK(best_private_offer(problem)->pay == Approx(400e3).epsilon(1e-8));
  CHECK(best_private_offer(problem)->acceptance == 1.0);
  problem.ceiling = 399e3;
  CHECK_FALSE(best_private_offer(problem));
}

TEST_CASE("without taste an offer is better than the alternative, not equal to it") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit;
  for (int draw = 0; draw < 2000; ++draw) {
    PrivateOfferProblem problem;
    problem.form = draw % 2 == 0 ? UtilityForm::log : UtilityForm::linear;
    const double present = 50e3 * std::exp(3.0 * unit(random));
    problem.value = 4.0 * present;
    problem.ceiling = problem.value;
    if (draw % 4 < 2) problem.floor = present;
    if (draw % 8 < 4) problem.forfeit.per_year = present * unit(random);
    problem.alternative = poach::rules::pay_utility(present, problem.form);
    const auto offer = best_private_offer(problem);
    REQUIRE(offer);
    const double counted = poach::rules::counted_pay(offer->pay, problem.forfeit);
    REQUIRE(poach::rules::pay_utility(counted, problem.form) > problem.alternative);
    REQUIRE(counted < present * (1.0 + 1e-8));
  }
}

TEST_CASE("no offer on a grid beats the best offer") {
  std::mt19937_64 random(20250630);
  for (const auto form : {UtilityForm::log, UtilityForm::linear}) {
    for (int draw = 0; draw < 4000; ++draw) {
      PrivateOfferProblem problem = drawn_problem(random, form);
      if (draw % 10 == 0) problem.taste = 0.0;
      const auto offer = best_private_offer(problem);
      const double highest = std::min(problem.ceiling, problem.value);
      if (problem.floor > highest) {
        REQUIRE_FALSE(offer);
        continue;
      }
      const double best = offer ? expected_surplus(problem, offer->pay) : 0.0;
      if (offer) {
        REQUIRE(offer->pay >= problem.floor);
        REQUIRE(offer->pay <= highest);
      }
      constexpr int points = 400;
      for (int k = 0; k <= points; ++k) {
        const double pay = problem.floor + (highest - problem.floor) * k / points;
        INFO("draw " << draw << " form " << static_cast<int>(form) << " pay " << pay << " offer "
                     << (offer ? offer->pay : -1.0) << " taste " << problem.taste);
        REQUIRE(expected_surplus(problem, pay) <= best + 1e-7 * problem.value);
      }
    }
  }
}
