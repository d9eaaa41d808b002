// Unit demand and linear utility: the assignment game, whose best assignment and lowest
// competitive prices are known (Shapley and Shubik 1971; Demange, Gale and Sotomayor 1986).

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/maximum_weighted_matching.hpp>
#include <cmath>
#include <random>

#include "base/parallel.hpp"
#include "rules/proxy_auction.hpp"
#include "support/catch.hpp"

namespace {

using poach::Workers;
using poach::rules::AuctionBid;
using poach::rules::AuctionOutcome;
using poach::rules::AuctionProblem;
using poach::rules::run_proxy_auction;

// gain[c][r]: value less what amenities cost; at or below 0 where a match is not worth making.
using Gains = std::vector<std::vector<int>>;

// Value of the best assignment, by Boost's maximum weighted matching.
double best_total(const Gains& gains, std::size_t researchers) {
  using Graph =
      boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                            boost::property<boost::edge_weight_t, long>>;
  Graph graph(gains.size() + researchers);
  for (std::size_t c = 0; c < gains.size(); ++c) {
    for (std::size_t r = 0; r < researchers; ++r) {
      if (gains[c][r] > 0) boost::add_edge(c, gains.size() + r, long{gains[c][r]}, graph);
    }
  }
  std::vector<Graph::vertex_descriptor> mate(boost::num_vertices(graph));
  boost::maximum_weighted_matching(graph, mate.data());
  return static_cast<double>(boost::matching_weight_sum(graph, mate.data()));
}

double lowest_competitive_price(const Gains& gains, std::size_t researcher, double total) {
  Gains doubled = gains;
  for (std::vector<int>& row : doubled) row.push_back(row[researcher]);
  return best_total(doubled, gains.front().size() + 1) - total;
}

struct Market {
  AuctionProblem problem;
  Gains gains;
};

Market drawn_market(std::mt19937_64& random) {
  const auto whole = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  const int companies = whole(1, 8);
  const int researchers = whole(1, 8);
  const int largest = whole(0, 1) == 0 ? 6 : 1000;
  Market market;
  market.problem.form = poach::UtilityForm::linear;
  market.problem.step = largest == 6 ? 0.25 : 1.0;
  market.problem.reserve.assign(static_cast<std::size_t>(researchers), 0.0);
  market.problem.bidders.assign(static_cast<std::size_t>(companies), {.seats = 1, .money = {}});
  market.gains.assign(static_cast<std::size_t>(companies), {});
  for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(researchers); ++r) {
    for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(companies); ++c) {
      AuctionBid bid;
      bid.researcher = r;
      bid.company = c;
      bid.value = whole(0, largest);
      bid.max_pay = bid.value;
      bid.min_pay = -1e9;
      bid.advantage = whole(-1, 1) * largest / 4;
      bid.priority = static_cast<std::uint32_t>(whole(0, 2));
      market.problem.bids.push_back(bid);
      market.gains[c].push_back(static_cast<int>(bid.value - bid.advantage));
    }
  }
  return market;
}

struct Errors {
  double total = 0.0;  // in steps, over the bound
  double price = 0.0;
  double bound_used = 0.0;
};

Errors errors_of(const Market& market, const AuctionOutcome& outcome) {
  const double best = best_total(market.gains, market.problem.reserve.size());
  double total = 0.0;
  for (const auto& winner : outcome.winner) {
    if (!winner) continue;
    const AuctionBid& bid = market.problem.bids[*winner];
    total += bid.value - bid.advantage;
  }
  Errors errors;
  errors.total = (best - total) / market.problem.step;
  for (std::size_t r = 0; r < outcome.price.size(); ++r) {
    const double exact = lowest_competitive_price(market.gains, r, best);
    errors.price = std::max(errors.price, std::abs(outcome.price[r] - exact));
  }
  errors.price /= market.problem.step;
  return errors;
}

}  // namespace

TEST_CASE("unit demand: the assignment is the best and prices are the lowest competitive ones") {
  const Workers alone(1);
  std::mt19937_64 random(1986);
  double worst_total = 0.0;
  double worst_price = 0.0;
  double worst_share = 0.0;  // of the bound
  for (int number = 0; number < 10000; ++number) {
    const Market market = drawn_market(random);
    const AuctionOutcome outcome = run_proxy_auction(market.problem, alone);
    const Errors errors = errors_of(market, outcome);
    const double bound =
        static_cast<double>(std::min(market.problem.reserve.size(), market.problem.bidders.size()));
    INFO("market " << number << ": errors in steps, total " << errors.total << ", price "
                   << errors.price << ", bound " << bound);
    REQUIRE(errors.total >= -1e-9);
    REQUIRE(errors.total <= bound + 1e-9);
    REQUIRE(errors.price <= bound + 1e-9);
    worst_total = std::max(worst_total, errors.total);
    worst_price = std::max(worst_price, errors.price);
    worst_share = std::max(worst_share, std::max(errors.total, errors.price) / bound);
  }
  // What these markets are known to give, so that a looser auction is noticed before the bound is.
  CHECK(worst_total <= 1.0 + 1e-9);
  CHECK(worst_price <= 3.0 + 1e-9);
  CHECK(worst_share <= 1.0 + 1e-9);
}

TEST_CASE("unit demand: fine steps give the exact optimum") {
  const Workers alone(1);
  std::mt19937_64 random(1971);
  for (int number = 0; number < 1000; ++number) {
    Market market = drawn_market(random);
    // Values are whole numbers, so an assignment within less than one of the best is the best.
    const bool small = market.problem.step < 1.0;
    market.problem.step = small ? 1.0 / 64.0 : 1.0 / 16.0;
    const AuctionOutcome outcome = run_proxy_auction(market.problem, alone);
    const Errors errors = errors_of(market, outcome);
    INFO("market " << number);
    REQUIRE(errors.total == 0.0);
    REQUIRE(errors.price * market.problem.step < 0.51);
  }
}
