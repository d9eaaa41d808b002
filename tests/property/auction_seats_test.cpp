// Seats, additive values and linear utility: the transportation problem, whose best allocation and
// lowest competitive prices the theory layer knows (Crawford and Knoer 1981; Kelso and Crawford
// 1982; Gul and Stacchetti 1999).

#include <algorithm>
#include <cmath>
#include <random>

#include "base/parallel.hpp"
#include "rules/proxy_auction.hpp"
#include "support/catch.hpp"
#include "theory/transportation.hpp"

namespace {

using poach::Workers;
using poach::rules::AuctionBid;
using poach::rules::AuctionOutcome;
using poach::rules::AuctionProblem;
using poach::rules::run_proxy_auction;
using poach::theory::TransportationProblem;

struct Market {
  AuctionProblem auction;
  TransportationProblem exact;
};

Market drawn_market(std::mt19937_64& random, double step) {
  const auto whole = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  const auto companies = static_cast<std::uint32_t>(whole(1, 5));
  const auto researchers = static_cast<std::uint32_t>(whole(1, 8));
  const int largest = whole(0, 1) == 0 ? 6 : 1000;
  Market market;
  market.auction.form = poach::UtilityForm::linear;
  market.auction.step = step;
  market.auction.reserve.assign(researchers, 0.0);
  market.exact.gain.assign(companies, std::vector<long>(researchers, 0));
  for (std::uint32_t c = 0; c < companies; ++c) {
    const int seats = whole(0, 4);
    market.auction.bidders.push_back({.seats = static_cast<std::uint32_t>(seats), .money = {}});
    market.exact.seats.push_back(seats);
  }
  for (std::uint32_t r = 0; r < researchers; ++r) {
    for (std::uint32_t c = 0; c < companies; ++c) {
      AuctionBid bid;
      bid.researcher = r;
      bid.company = c;
      bid.value = whole(0, largest);
      bid.max_pay = bid.value;
      bid.min_pay = -1e9;
      bid.advantage = whole(-1, 1) * largest / 4;
      bid.priority = static_cast<std::uint32_t>(whole(0, 2));
      market.auction.bids.push_back(bid);
      market.exact.gain[c][r] = static_cast<long>(bid.value - bid.advantage);
    }
  }
  return market;
}

double total_of(const AuctionProblem& problem, const AuctionOutcome& outcome) {
  double total = 0.0;
  for (const auto& winner : outcome.winner) {
    if (winner) total += problem.bids[*winner].value - problem.bids[*winner].advantage;
  }
  return total;
}

}  // namespace

// A second-highest limit that is not released, a seat counted twice or a step too many per raise
// takes some of these markets over the bound.
TEST_CASE("seats: the allocation is the best and prices are the lowest competitive ones") {
  const Workers alone(1);
  std::mt19937_64 random(1982);
  for (int number = 0; number < 10000; ++number) {
    const Market market = drawn_market(random, 1.0 / 64.0);
    const AuctionOutcome outcome = run_proxy_auction(market.auction, alone);
    long seats = 0;
    for (const long s : market.exact.seats) seats += s;
    const auto people = static_cast<long>(market.auction.reserve.size());
    const double bound = static_cast<double>(std::min(seats, people)) * market.auction.step;
    INFO("market " << number);
    // Gains are whole numbers and the bound is below one, so the best is met exactly.
    REQUIRE(total_of(market.auction, outcome) == static_cast<double>(best_total(market.exact)));
    const std::vector<long> lowest = lowest_competitive_prices(market.exact);
    for (std::size_t r = 0; r < lowest.size(); ++r) {
      REQUIRE(std::abs(outcome.price[r] - static_cast<double>(lowest[r])) <= bound + 1e-9);
    }
  }
}
