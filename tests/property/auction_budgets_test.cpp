// Budgets: no equilibrium need exist, but as they grow the outcome becomes that without budgets.

#include <algorithm>
#include <vector>

#include "base/parallel.hpp"
#include "property/auction_markets.hpp"
#include "support/catch.hpp"

namespace {

using poach::Workers;
using poach::rules::AuctionOutcome;
using poach::rules::AuctionProblem;
using poach::rules::run_proxy_auction;
using poach::tests::drawn_small_market;

// Money for `share` of the maximum that the company could promise.
AuctionProblem with_money(AuctionProblem problem, double share) {
  std::vector<double> needed(problem.bidders.size(), 0.0);
  for (const auto& bid : problem.bids) needed[bid.company] += bid.max_pay;
  for (std::size_t c = 0; c < needed.size(); ++c) problem.bidders[c].money = share * needed[c];
  return problem;
}

AuctionProblem without_money(AuctionProblem problem) {
  for (auto& bidder : problem.bidders) bidder.money.reset();
  return problem;
}

bool same(const AuctionOutcome& a, const AuctionOutcome& b) {
  return a.winner == b.winner && a.price == b.price;
}

}  // namespace

TEST_CASE("as budgets grow the outcome becomes that without budgets") {
  const Workers alone(1);
  constexpr int markets = 2000;
  int last = 0;
  // The last a hair above the sum: money is taken off in the order of proposals, and rounding may
  // leave exactly the sum a unit in the last place short.
  for (const double share : {0.1, 0.25, 0.5, 1.0 + 1e-9}) {
    int as_without = 0;
    for (std::uint64_t number = 0; number < markets; ++number) {
      const AuctionProblem problem = drawn_small_market(number);
      const AuctionOutcome rich = run_proxy_auction(without_money(problem), alone);
      if (same(run_proxy_auction(with_money(problem, share), alone), rich)) ++as_without;
    }
    INFO("share " << share);
    CHECK(as_without > last);
    last = as_without;
  }
  CHECK(last == markets);
}
