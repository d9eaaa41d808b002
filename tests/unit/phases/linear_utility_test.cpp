#include <cmath>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// Under linear utility the private offer solves (v - w)(1 - acceptance) = sigma, in dollars: one
// more dollar is certain to be paid where the offer would have been accepted anyway, and wins what
// is left of the value where it would not.
double marginal_gain(double value, double pay, double alternative) {
  const double accepted = 1.0 / (1.0 + std::exp(-(pay - alternative) / 30.0));
  return (value - pay) * (1.0 - accepted);
}

Market duel(const std::string& counter_probability) {
  Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 350}, counter_offers: {probability: )" +
                counter_probability + R"(}}
  - {name: B, productivity: {level: 300}}
market: {search: {everyone_meets: true}, bidding: {beliefs: naive}, decisions: {utility: linear, taste: 30}}
)");
  market.partial_tick({shocks, planning, search, bidding});
  return market;
}

TEST_CASE("Under linear utility a lone rival weighs a dollar against the present pay") {
  const Market market = duel("0");
  const Bid& bid = market.bid(market.person("A"), market.company("B"));
  REQUIRE(bid.offered);
  CHECK(marginal_gain(300, bid.pay, 100) == Approx(30));
}

TEST_CASE("Under linear utility the employer weighs a dollar against the rival's offer") {
  const Market market = duel("1");
  const ResearcherId r = market.person("A");
  REQUIRE(market.contest(r).countered);
  const double offer = market.bid(r, market.company("B")).pay;
  CHECK(marginal_gain(350, market.contest(r).stay_pay, offer) == Approx(30));
}

}  // namespace
