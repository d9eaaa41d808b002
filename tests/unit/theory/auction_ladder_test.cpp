#include "theory/auction_ladder.hpp"

#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "theory/job_ladder.hpp"

using namespace poach::theory;

namespace {

// The chain itself, state by state: -1 is unemployment, as employer and as best losing bid. Offers
// are subsets of three companies, so nothing of the closed form is used.
using State = std::pair<int, int>;
using Shares = std::map<State, double>;
constexpr int companies = 3;

std::vector<double> offer_sets(double offers, OfferArrival arrival) {
  std::vector<double> chance(1U << companies, 0.0);
  for (unsigned set = 0; set < chance.size(); ++set) {
    double product = 1.0;
    int size = 0;
    for (int c = 0; c < companies; ++c) {
      const bool in = (set >> c & 1U) != 0;
      size += in ? 1 : 0;
      const double heard = 1.0 - std::exp(-offers / companies);
      product *= in ? heard : 1.0 - heard;
    }
    if (arrival == OfferArrival::poisson)
      chance[set] = product;
    else if (size == 0)
      chance[set] = 1.0 - offers;
    else if (size == 1)
      chance[set] = offers / companies;
  }
  return chance;
}

State after(State from, unsigned set, OwnOffer own) {
  int best = from.first;
  int second = from.second;
  for (int c = 0; c < companies; ++c) {
    if ((set >> c & 1U) == 0) continue;
    if (c == from.first && own == OwnOffer::nothing) continue;
    if (c > best)
      second = std::max(second, best), best = c;
    else
      second = std::max(second, c);
  }
  return {best, second};
}

Shares steady_state(const TickChances& chances) {
  const auto unemployed = offer_sets(chances.unemployed, chances.arrival);
  const auto employed = offer_sets(chances.employed, chances.arrival);
  Shares now = {{{-1, -1}, 1.0}};
  for (int tick = 0; tick < 3000; ++tick) {
    Shares next;
    for (const auto& [state, share] : now) {
      const bool works = state.first >= 0;
      const double searches = works ? 1.0 - chances.separation : 1.0;
      next[{-1, -1}] += share * (1.0 - searches);
      for (unsigned set = 0; set < employed.size(); ++set) {
        next[after(state, set, chances.own)] +=
            share * searches * (works ? employed : unemployed)[set];
      }
    }
    now = next;
  }
  return now;
}

}  // namespace

TEST_CASE("the ladder in ticks is the steady state of its own chain") {
  for (const auto arrival : {OfferArrival::at_most_one, OfferArrival::poisson}) {
    for (const auto own : {OwnOffer::counts, OwnOffer::nothing}) {
      const TickChances chances{0.05, 0.6, 0.4, arrival, own};
      const AuctionLadder ladder(companies, chances);
      const Shares exact = steady_state(chances);
      CHECK(ladder.unemployment() == Approx(exact.at({-1, -1})).epsilon(1e-10));
      for (int j = 0; j < companies; ++j) {
        double here = 0.0;
        for (int m = -1; m <= j; ++m) here += exact.contains({j, m}) ? exact.at({j, m}) : 0.0;
        const auto rank = static_cast<std::size_t>(j);
        CHECK(ladder.employed_at(rank) * (1.0 - ladder.unemployment()) ==
              Approx(here).epsilon(1e-10));
        CHECK(ladder.bid_of_unemployment(rank) * here == Approx(exact.at({j, -1})).epsilon(1e-10));
        double up_to = exact.at({j, -1});
        for (int m = 0; m <= j; ++m) {
          up_to += exact.contains({j, m}) ? exact.at({j, m}) : 0.0;
          CHECK(ladder.bid_up_to(static_cast<std::size_t>(m), rank) * here ==
                Approx(up_to).epsilon(1e-10));
        }
      }
    }
  }
}

TEST_CASE("one event a tick makes the formulas of continuous time exact") {
  const JobLadder continuous(20, 4.0);
  const AuctionLadder ticks(20, {.separation = 0.02, .unemployed = 0.2, .employed = 0.08 / 0.98});
  CHECK(ticks.unemployment() == Approx(lake_unemployment(0.02, 0.2)).epsilon(1e-13));
  for (std::size_t rank = 0; rank < 20; ++rank) {
    CHECK(ticks.employed_at(rank) == Approx(continuous.employed_at(rank)).epsilon(1e-11));
    CHECK(ticks.bid_of_unemployment(rank) ==
          Approx(continuous.bid_of_unemployment(rank)).epsilon(1e-11));
    for (std::size_t bid = 0; bid < rank; ++bid) {
      CHECK(ticks.bid_up_to(bid, rank) == Approx(continuous.bid_up_to(bid, rank)).epsilon(1e-11));
    }
  }
}

TEST_CASE("Poisson ticks tend to continuous time as they get shorter, at first order") {
  const std::vector<double> products = [] {
    std::vector<double> values;
    for (int k = 0; k < 50; ++k) values.push_back(1.0 + (k + 0.5) / 50.0);
    return values;
  }();
  const AuctionWages wages{.unemployment_income = 0.5};
  const auto wage = [&](double tick, OfferArrival arrival) {
    const double d = 0.02 * tick;
    const double l1 = arrival == OfferArrival::poisson ? 0.08 * tick : 0.08 * tick / (1.0 - d);
    return mean_auction_wage(AuctionLadder(50, {d, 0.2 * tick, l1, arrival}), products, wages);
  };
  const double limit = wage(1.0, OfferArrival::at_most_one);
  CHECK(wage(0.01, OfferArrival::at_most_one) == Approx(limit).epsilon(1e-12));
  const double error = wage(0.02, OfferArrival::poisson) - limit;
  CHECK(error > 0.0);
  CHECK((wage(0.01, OfferArrival::poisson) - limit) / error == Approx(0.5).epsilon(0.01));
}

TEST_CASE("a ladder without companies or with impossible chances is refused") {
  CHECK_THROWS_AS(AuctionLadder(0, {}), std::domain_error);
  CHECK_THROWS_AS(AuctionLadder(2, {.separation = 1.5}), std::domain_error);
  CHECK_THROWS_AS(AuctionLadder(2, {.separation = 0.1, .unemployed = 2.0}), std::domain_error);
}
