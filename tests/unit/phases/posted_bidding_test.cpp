#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

TEST_CASE("Posted wages are paid per efficiency unit, to whoever comes, while seats last") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.5, unemployed: 50}
market: {bidding: {rule: posted}, search: {everyone_meets: true}, decisions: {unemployment_income: 1e-3}}
companies: [{name: A, pay: {posted: 70}, hiring: {seats: 20}}]
)");
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("A") == 20);
  for (const Move& move : market.moves()) {
    CHECK(move.pay_after == Approx(70 * market.world.state.researchers.skill[move.researcher]));
  }
}

TEST_CASE("A posted wage moves only people who are better off") {
  Market market(R"(
clock: {tick: unit}
market: {bidding: {rule: posted}, search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 2, pay: {posted: 100}}
  - {name: B, researchers: 2, pay: {posted: 120}}
  - {name: C, researchers: 2, pay: {posted: 120}}
)");
  market.run_ticks(1);
  CHECK(market.headcount("A") == 0);
  CHECK(market.headcount("B") + market.headcount("C") == 6);
  for (std::uint32_t k = 0; k < 2; ++k) {  // an equal offer does not move anyone
    CHECK(market.employer(market.person("B", k)) == OptionalCompany(market.company("B")));
    CHECK(market.employer(market.person("C", k)) == OptionalCompany(market.company("C")));
  }
}

}  // namespace
