#include "rules/beliefs.hpp"

#include <array>
#include <cmath>
#include <random>

#include "rules/private_offer.hpp"
#include "support/catch.hpp"

using poach::UtilityForm;
using poach::rules::acceptance;
using poach::rules::best_private_offer;
using poach::rules::find_acceptances;
using poach::rules::PrivateOfferProblem;
using poach::rules::RacingOffer;
using poach::rules::relative_offer;

namespace {

// A person with the rate `own` of staying, who refused one bidder at `first` and is then made a
// better offer: the share that takes it, by exponential draws.
double share_who_accept(double own, double first, double second) {
  std::mt19937_64 random(11);
  std::exponential_distribution<double> staying(own);
  std::exponential_distribution<double> bidder(1.0);
  int refused = 0;
  int accepted = 0;
  for (int person = 0; person < 400000; ++person) {
    const double x = staying(random);
    const double y = bidder(random);
    if (y < first * x) continue;
    ++refused;
    if (y < second * x) ++accepted;
  }
  return static_cast<double>(accepted) / refused;
}

PrivateOfferProblem refused_before(UtilityForm form) {
  PrivateOfferProblem problem;
  problem.value = 1e6;
  problem.ceiling = 1e6;
  problem.form = form;
  problem.alternative = form == UtilityForm::log ? std::log(300e3) : 300e3;
  problem.taste = form == UtilityForm::log ? 0.3 : 90e3;
  problem.refused = 2.5;
  return problem;
}

}  // namespace

TEST_CASE("after a refusal an offer is accepted as often as the race of exponentials says") {
  for (const double own : {1.0, 5.0}) {
    for (const double first : {0.5, 3.0}) {
      const double second = first + 2.0;
      RacingOffer again = {second, first};
      find_acceptances({&again, 1}, own);
      CHECK(again.acceptance == Approx(2.0 / (own + first + 2.0)));
      // At least 50,000 people refuse: the standard error is at most 0.0023.
      CHECK(share_who_accept(own, first, second) == Approx(again.acceptance).margin(0.009));
    }
  }
  for (const double no_better : {2.0, 1.0, 0.0}) {
    RacingOffer offer = {no_better, 2.0};
    find_acceptances({&offer, 1}, 3.0);
    CHECK(offer.acceptance == 0.0);
  }
}

TEST_CASE("of several offers those that were refused before win less than their share") {
  // Three offers to people with a rate of 2, two of them refused before, by exponential draws.
  const std::array<double, 3> refused = {0.0, 1.0, 2.5};
  const std::array<double, 3> made = {3.0, 3.0, 3.0};
  std::mt19937_64 random(5);
  std::exponential_distribution<double> staying(2.0 + 1.0 + 2.5);
  std::exponential_distribution<double> bidder(1.0);
  std::array<double, 3> wins{};
  constexpr int people = 1'000'000;
  for (int person = 0; person < people; ++person) {
    const double x = staying(random);
    double best = 1.0;
    int winner = -1;
    for (std::size_t k = 0; k < 3; ++k) {
      const double u = (refused[k] * x + bidder(random)) / (made[k] * x);
      if (u >= best) continue;
      best = u;
      winner = static_cast<int>(k);
    }
    if (winner >= 0) wins[static_cast<std::size_t>(winner)] += 1.0 / people;
  }
  std::array<RacingOffer, 3> offers;
  for (std::size_t k = 0; k < 3; ++k) offers[k] = {made[k], refused[k]};
  find_acceptances(offers, 2.0);
  double sum = 0.0;
  for (std::size_t k = 0; k < 3; ++k) {
    sum += offers[k].acceptance;
    CHECK(wins[k] == Approx(offers[k].acceptance).margin(0.002));  // four standard errors
  }
  CHECK(sum == Approx(1.0 - 5.5 / (5.5 + 3.0 + 2.0 + 0.5)));
  CHECK(offers[2].acceptance < 0.5 / 11.0 - 0.01);
}

TEST_CASE("relative offers stay finite however far utilities lie apart") {
  CHECK(relative_offer(12.3, 12.0, 0.3) == Approx(std::exp(1.0)));
  CHECK(relative_offer(1e9, 0.0, 0.1) == Approx(std::exp(60.0)));
  CHECK(relative_offer(0.0, 1e9, 0.1) == Approx(std::exp(-60.0)));
}

TEST_CASE("a bidder who was refused searches above that offer for the best") {
  for (const UtilityForm form : {UtilityForm::log, UtilityForm::linear}) {
    const PrivateOfferProblem problem = refused_before(form);
    const auto offer = best_private_offer(problem);
    REQUIRE(offer);
    const auto gain = [&](double pay) { return (problem.value - pay) * acceptance(problem, pay); };
    CHECK(offer->acceptance == Approx(acceptance(problem, offer->pay)));
    for (double pay = 1e3; pay < problem.value; pay += 1e3) {
      REQUIRE(gain(pay) <= gain(offer->pay) * (1.0 + 1e-9));
    }
    // (v - w)(1 - P)(c' / c) E / (E - m) = sigma, with E / (E - m) = q / P.
    const double logit = (offer->acceptance + problem.refused) / (1.0 + problem.refused);
    const double slope = form == UtilityForm::log ? 1.0 / offer->pay : 1.0;
    CHECK((problem.value - offer->pay) * (1.0 - offer->acceptance) * slope * logit /
              offer->acceptance ==
          Approx(problem.taste).epsilon(1e-7));
  }
}

TEST_CASE("who was refused all it can pay makes no offer") {
  PrivateOfferProblem problem = refused_before(UtilityForm::log);
  problem.ceiling = std::exp(problem.alternative + problem.taste * std::log(problem.refused));
  CHECK_FALSE(best_private_offer(problem));
  problem.ceiling *= 1.001;
  CHECK(best_private_offer(problem)->pay == problem.ceiling);
}

TEST_CASE("a wait makes offers higher and acceptance rarer, and garden leave the other way round") {
  // v 2, last pay 0.5, sigma 0.5, a rate of staying of 9: by an independent search of the maximum.
  const auto offer = [](double waited, double garden_leave) {
    PrivateOfferProblem problem;
    problem.value = 2.0;
    problem.ceiling = 2.0;
    problem.taste = 0.5;
    problem.alternative = std::log(0.5) + 0.5 * std::log(9.0);
    problem.forfeit = {-garden_leave * 0.5 * waited, 1e-9, 1.0 - waited};
    return *best_private_offer(problem);
  };
  struct Expected {
    double waited, garden_leave, pay, acceptance;
  };
  for (const Expected& e : {Expected{0, 0, 1.123, 0.359}, Expected{0.125, 0, 1.158, 0.313},
                            Expected{0.25, 0, 1.192, 0.262}, Expected{0.25, 1, 1.106, 0.288}}) {
    CHECK(offer(e.waited, e.garden_leave).pay == Approx(e.pay).margin(6e-4));
    CHECK(offer(e.waited, e.garden_leave).acceptance == Approx(e.acceptance).margin(6e-4));
  }
}
