#include <cmath>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

TEST_CASE("Parameters change in the first tick dated on or after an event") {
  Market market(R"(
clock: {tick: week, start: 2025-01-06, ticks: 10}
companies: [{name: A, researchers: 3, pay: {cap: 1M}}]
events: [{name: raise, at: 2025-01-14, set: {companies.A.pay.cap: 2M}}]
)");
  market.partial_tick({shocks});
  CHECK(market.world.state.parameters.companies[0].pay.cap == 1e6);
  market.partial_tick({shocks});  // 2025-01-20
  CHECK(market.world.date() == Date::of(2025, 1, 20));
  CHECK(market.world.state.parameters.companies[0].pay.cap == 2e6);
  market.partial_tick({shocks});
  CHECK(market.world.state.parameters.companies[0].pay.cap == 2e6);
}

TEST_CASE("An event of tick 0 acts from the first tick on") {
  Market market(R"(
clock: {start: 2025-01-06, ticks: 10}
companies: [{name: A, researchers: 3, pay: {cap: 1M}}]
events: [{name: raise, at: 2025-01-06, set: {companies.A.pay.cap: 2M}}]
)");
  market.partial_tick({shocks});
  CHECK(market.world.state.parameters.companies[0].pay.cap == 2e6);
}

TEST_CASE("A shock fades tick by tick") {
  Market market(R"(
clock: {tick: unit, ticks: 20}
companies: [{name: A, researchers: 3, morale: 0.1}]
events: [{name: news, tick: 2, shock: {companies.A.morale: -0.4, half_life: 3 ticks}}]
)");
  market.partial_tick({shocks});
  CHECK(market.world.state.parameters.companies[0].morale == 0.1);
  for (int t = 0; t < 6; ++t) {
    market.partial_tick({shocks});
    CHECK(market.world.state.parameters.companies[0].morale ==
          Approx(0.1 - 0.4 * std::pow(0.5, t / 3.0)));
  }
}

TEST_CASE("A mechanism that only a shock switches on works") {
  Market market(R"(
clock: {tick: week, ticks: 5}
companies:
  - {name: A, researchers: 10, pay: {median: 100}, productivity: {level: 500}}
  - {name: B, researchers: 10, pay: {median: 100}, productivity: {level: 500}}
events: [{name: drive, tick: 2, shock: {companies.A.hiring.approaches_per_week: 4}}]
)");
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().empty());
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().size() == 4);
}

TEST_CASE("A pact binds while it is active, in both directions, and no one else") {
  Market market(R"(
clock: {tick: unit, ticks: 5}
companies: [{name: A, researchers: 2}, {name: B, researchers: 2, count: 2}, {name: C, researchers: 2}]
company_graph: {no_poach: [{name: Pact, companies: [A, B]}]}
events: [{name: end, tick: 2, set: {company_graph.no_poach.Pact.active: false}}]
)");
  const CompanyId a = market.company("A");
  const CompanyId b = market.company("B 2");
  const CompanyId c = market.company("C");
  market.partial_tick({shocks});
  CHECK_FALSE(market.world.may_approach(a, b));
  CHECK_FALSE(market.world.may_approach(b, a));
  CHECK(market.world.may_approach(a, c));
  CHECK(market.world.may_approach(c, b));
  CHECK(market.world.may_approach(a, a));
  CHECK(market.world.may_approach(a, {}));
  market.partial_tick({shocks});
  CHECK(market.world.may_approach(a, b));
}

}  // namespace
