#include <stdexcept>

#include "support/catch.hpp"
#include "theory/job_ladder.hpp"
#include "theory/job_network.hpp"
#include "theory/transportation.hpp"

using namespace poach::theory;

TEST_CASE("wage posting with p = 1, b = 0.4, k0 = 10, k1 = 4") {
  const WagePosting w = wage_posting({.unemployed = 10.0, .employed = 4.0}, 1.0, 0.4);
  CHECK(w.reservation == Approx(0.69387755).margin(5e-9));
  CHECK(w.top == Approx(0.98775510).margin(5e-9));
  CHECK(w.mean_earned == Approx(0.93877551).margin(5e-9));
  CHECK(lake_unemployment(0.02, 0.2) == Approx(1.0 / 11.0).epsilon(1e-14));
}

TEST_CASE("the finite ladder has atoms where the continuum has none") {
  const JobLadder ladder(20, 4.0);
  CHECK(ladder.bid_up_to(18, 19) == Approx(1.0 / 1.2).epsilon(1e-14));
  CHECK(ladder.bid_up_to(19, 19) == 1.0);
  CHECK(ladder.employed_up_to(19) == 1.0);
  double employed = 0.0;
  for (std::size_t rank = 0; rank < 20; ++rank) employed += ladder.employed_at(rank);
  CHECK(employed == Approx(1.0).epsilon(1e-14));
}

// The flows into and out of "at j, best losing bid at most m" must balance: an independent
// derivation of the distribution of bids from the moves themselves.
TEST_CASE("the states of sequential auctions are in balance") {
  constexpr double k0 = 10.0;
  constexpr double k1 = 4.0;
  constexpr std::size_t companies = 20;
  const JobLadder ladder(companies, k1);
  const double meets = 1.0 / companies;
  for (std::size_t j = 1; j < companies; ++j) {
    for (std::size_t m = 0; m < j; ++m) {
      const double in =
          1.0 / (1.0 + k0) * k0 * meets + k0 / (1.0 + k0) * k1 * meets * ladder.employed_up_to(m);
      const double there = k0 / (1.0 + k0) * ladder.employed_at(j) * ladder.bid_up_to(m, j);
      CHECK(in == Approx(there * (1.0 + k1 * ladder.above(m))).epsilon(1e-12));
    }
  }
}

TEST_CASE("the job information network in the long run") {
  const JobNetworkChances chances{.arrival = 0.1, .breakup = 0.015};
  CHECK(JobNetwork(1, {}, chances).unemployment(0) == Approx(0.13215859).margin(5e-9));
  const JobNetwork link(2, {{0, 1}}, chances);
  CHECK(link.unemployment(0) == Approx(0.07856903).margin(5e-9));
  CHECK(link.correlation(0, 1) == Approx(0.05227333).margin(5e-9));
  const JobNetwork cycle(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}, chances);
  CHECK(cycle.unemployment(2) == Approx(0.05677767).margin(5e-9));
  CHECK(cycle.correlation(0, 1) == Approx(0.02047124).margin(5e-9));
  CHECK(cycle.correlation(0, 2) == Approx(0.01893865).margin(5e-9));
  CHECK_THROWS_AS(JobNetwork(7, {}, chances), std::domain_error);
  const JobNetwork complete(4, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}, chances);
  CHECK(complete.unemployment(0) < cycle.unemployment(0));
  CHECK(complete.unemployment(3) == Approx(complete.unemployment(0)).epsilon(1e-12));
  CHECK(complete.correlation(0, 2) == Approx(complete.correlation(0, 1)).epsilon(1e-9));
}

TEST_CASE("two companies and three people, by hand") {
  // The first company takes 0 and 1 (10 + 8), the second 2 (5).
  const TransportationProblem problem{{{10, 8, 6}, {7, 3, 5}}, {2, 1}};
  CHECK(best_total(problem) == 23);
  // A second 0 would go to the second company instead of 2: 7 - 5. A second 1 would find no place
  // worth more, a second 2 neither.
  CHECK(lowest_competitive_prices(problem) == std::vector<long>{2, 0, 0});
}
