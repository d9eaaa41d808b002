#include <set>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// Five people at A who are the less at risk the later they come: their pay rises.
Market at_risk(const std::string& retention, const std::string& rival = "",
               const std::string& rest = "") {
  Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 5, pay: {median: 100}, productivity: {level: 1000}, retention: {)" +
                retention + R"(}}
  - {name: B, researchers: 1, pay: {cap: 400}, productivity: {level: 1000})" +
                rival + "}\n" + rest);
  for (std::uint32_t k = 0; k < 5; ++k) {
    market.world.state.researchers.pay.set(market.person("A", k), 100.0 + 10 * k);
  }
  return market;
}

std::set<std::uint32_t> granted(const Market& market) {
  std::set<std::uint32_t> people;
  for (const RetentionGrant& g : market.world.tick.log.grants) people.insert(g.researcher.value());
  return people;
}

TEST_CASE("Grants go to those most at risk, within the budget, and are recorded") {
  Market market = at_risk("budget: 450, grant_multiple: 2, vesting: 4 ticks");
  const std::uint32_t first = market.person("A").value();
  market.partial_tick({shocks, planning, production});
  CHECK(granted(market) == std::set<std::uint32_t>{first, first + 1});
  CHECK(market.world.state.researchers.unvested[market.person("A", 0)] == 200);
  CHECK(market.world.state.researchers.unvested[market.person("A", 1)] == 220);
  CHECK(market.world.state.companies.grants_given[market.company("A")] == 420);
  REQUIRE(market.world.tick.log.grants.size() == 2);
  CHECK(market.world.tick.log.grants[0].amount == 200);
  CHECK(market.world.tick.log.grants[0].company == market.company("A"));
  // What is left of the budget is too little for another; the grants vest over four ticks.
  for (int t = 1; t <= 4; ++t) {
    CHECK(market.world.state.researchers.unvested[market.person("A", 0)] ==
          Approx(200 - 50.0 * (t - 1)));
    market.partial_tick({shocks, planning, production});
    CHECK(market.world.tick.log.grants.empty());
  }
  CHECK(market.world.state.researchers.unvested[market.person("A", 0)] == 0);
}

TEST_CASE("People who still hold equity get no second grant") {
  Market market = at_risk("budget: 10k, vesting: 4 ticks");
  market.partial_tick({shocks, planning, production});
  CHECK(granted(market).size() == 5);
  market.partial_tick({shocks, planning, production});
  CHECK(granted(market).empty());
}

TEST_CASE("Risk is the best rival's most, in utility, so fondness of the rival counts") {
  Market market(R"(
clock: {tick: unit}
network: {kind: copies}
market: {decisions: {collaborators: 1}}
companies:
  - {name: A, researchers: 3, pay: {median: 100}, retention: {budget: 100}}
  - {name: B, researchers: 1, pay: {cap: 400}, productivity: {level: 1000}}
)");
  market.connect({{market.person("A", 1).value(), market.person("B").value()}});
  market.partial_tick({shocks, planning, production});
  CHECK(granted(market) == std::set<std::uint32_t>{market.person("A", 1).value()});
}

// The recipient of the grant when there is money for one and later people earn less.
std::uint32_t granted_beside(const std::string& rival, const std::string& rest = "") {
  Market market = at_risk("budget: 190, grant_multiple: 1, vesting: 4 ticks", rival, rest);
  for (std::uint32_t k = 0; k < 5; ++k) {
    market.world.state.researchers.pay.set(market.person("A", k), 180.0 - 10 * k);
  }
  market.partial_tick({shocks, planning, production});
  const auto people = granted(market);
  REQUIRE(people.size() == 1);
  return *people.begin() - market.person("A").value();
}

TEST_CASE("A rival puts nobody at risk if it cannot hire") {
  CHECK(granted_beside("") == 4);
  CHECK(granted_beside(", hiring: {seats: 2}") == 4);  // one seat is open
  // The last, whom it would pay just what they must be offered.
  CHECK(granted_beside(", financing: {product_share: 0.175}",
                       "market: {decisions: {minimum_raise: 0.25}}\n") == 4);
  // Where nobody is at risk the first person comes first.
  CHECK(granted_beside(", hiring: {seats: 1}") == 0);
  CHECK(granted_beside("", "company_graph: {no_poach: [{name: P, companies: [A, B]}]}") == 0);
  CHECK(granted_beside(", financing: {product_share: 0.1}") == 0);  // it would pay 100 at most
}

TEST_CASE("Grants make leaving dearer for a rival") {
  Market market(R"(
clock: {tick: unit}
market: {search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 100}, retention: {budget: 800, grant_multiple: 8, vesting: 100 ticks}}
  - {name: B, productivity: {level: 250}, contract: {length: 4 ticks}}
events: [{name: open, tick: 2, set: {companies.B.hiring.seats: 1}}]
)");
  market.partial_tick({shocks, planning, production});
  REQUIRE(granted(market).size() == 1);
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("B") == 0);  // 100 a year and 200 a year forfeited are more than 250
  market.world.state.researchers.unvested.set(market.person("A"), 0.0);
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("B") == 1);
}

}  // namespace
