// The numbers that scenarios/theory expects, from the oracles: none of them was only typed.

#include <catch2/catch.hpp>
#include <vector>

#include "poach/theory/job_ladder.hpp"

using poach::theory::JobLadder;

namespace {

constexpr std::size_t companies = 1000;
constexpr double employed_offers = 4.0;

std::vector<double> evenly_spaced(double low, double high) {
  std::vector<double> values;
  for (std::size_t k = 0; k < companies; ++k) {
    values.push_back(low + (high - low) * (static_cast<double>(k) + 0.5) / companies);
  }
  return values;
}

// Mean wage of sequential auctions: the best losing bid less what later offers are worth,
// `later_offers` times the integral of 1 - F from the bid to the productivity.
double mean_auction_wage(const std::vector<double>& products, double income, double later_offers) {
  const JobLadder ladder(companies, employed_offers);
  std::vector<double> integral = {products.front() - income};
  for (std::size_t k = 1; k < companies; ++k) {
    integral.push_back(integral.back() + (products[k] - products[k - 1]) * ladder.above(k - 1));
  }
  double mean = 0.0;
  for (std::size_t rank = 0; rank < companies; ++rank) {
    double below = ladder.bid_of_unemployment(rank);
    double here = below * (income - later_offers * integral[rank]);
    for (std::size_t bid = 0; bid <= rank; ++bid) {
      const double up_to = ladder.bid_up_to(bid, rank);
      here += (up_to - below) * (products[bid] - later_offers * (integral[rank] - integral[bid]));
      below = up_to;
    }
    mean += ladder.employed_at(rank) * here;
  }
  return mean;
}

}  // namespace

TEST_CASE("burdett_mortensen: mean earned wage") {
  const JobLadder ladder(companies, employed_offers);
  const std::vector<double> wages = evenly_spaced(0.5, 1.0);
  double mean = 0.0;
  for (std::size_t k = 0; k < companies; ++k) mean += ladder.employed_at(k) * wages[k];
  CHECK(mean == Approx(0.87352513).margin(5e-9));
}

TEST_CASE("postel_vinay_robin: mean wage without and with foresight") {
  const std::vector<double> products = evenly_spaced(1.0, 2.0);
  CHECK(mean_auction_wage(products, 0.5, 0.0) == Approx(1.39410133).margin(5e-9));
  CHECK(mean_auction_wage(products, 0.5, 0.08 / (0.05 + 0.02)) == Approx(1.13864381).margin(5e-9));
}
