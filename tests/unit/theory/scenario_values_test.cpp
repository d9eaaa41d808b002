// Numbers of the theory scenarios by another road than the oracles that judge them: the formulas of
// continuous time, which one event a tick makes exact.

#include <vector>

#include "support/catch.hpp"
#include "theory/auction_ladder.hpp"
#include "theory/job_ladder.hpp"

using namespace poach::theory;

namespace {

constexpr std::size_t companies = 1000;
constexpr double employed_offers = 4.0;
constexpr TickChances chances{.separation = 0.02, .unemployed = 0.2, .employed = 0.08 / 0.98};

std::vector<double> evenly_spaced(double low, double high) {
  std::vector<double> values;
  for (std::size_t k = 0; k < companies; ++k) {
    values.push_back(low + (high - low) * (static_cast<double>(k) + 0.5) / companies);
  }
  return values;
}

}  // namespace

TEST_CASE("burdett_mortensen: mean earned wage") {
  const JobLadder ladder(companies, employed_offers);
  const std::vector<double> wages = evenly_spaced(0.5, 1.0);
  double mean = 0.0;
  for (std::size_t k = 0; k < companies; ++k) mean += ladder.employed_at(k) * wages[k];
  CHECK(mean == Approx(0.87352513).margin(5e-9));
  CHECK(AuctionLadder(companies, chances).mean_posted(wages) == Approx(mean).epsilon(1e-12));
}

TEST_CASE("postel_vinay_robin: mean wage without and with foresight") {
  const AuctionLadder ladder(companies, chances);
  const std::vector<double> products = evenly_spaced(1.0, 2.0);
  CHECK(mean_auction_wage(ladder, products, {.unemployment_income = 0.5}) ==
        Approx(1.39410133).margin(5e-9));
  CHECK(mean_auction_wage(ladder, products,
                          {.unemployment_income = 0.5, .premium = 0.08 / (0.05 + 0.02)}) ==
        Approx(1.13864381).margin(5e-9));
}
