#include <cmath>
#include <map>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using graph::Tie;
using support::Market;
using support::z_score;

// B approaches A's only person in every tick, and cannot pay what the person must be offered.
Market star(const std::string& pass_on, const std::string& cap = "50",
            const std::string& bidding = "{}") {
  Market market(R"(
clock: {tick: week}
researchers: {unemployed: 5, skill_log_sd: 0.1}
network: {kind: copies}
teams: [{name: T, company: A, members: 1}]
market: {search: {pass_on: )" +
                pass_on + "}, bidding: " + bidding + R"(}
companies:
  - {name: A, researchers: 1, pay: {median: 100}}
  - {name: B, productivity: {level: 1000}, hiring: {approaches_per_week: 1, targeting: {companies: {A: 1}}}, pay: {cap: )" +
                cap + R"(}}
  - {name: C, researchers: 1, pay: {median: 100}}
)");
  const std::uint32_t hub = market.person("A").value();
  const std::uint32_t first = market.person("unemployed").value();
  market.connect({{hub, first},
                  {hub, first + 1},
                  {hub, first + 2},
                  {hub, first + 3},
                  {hub, market.person("C").value()},
                  {first, first + 4}});
  return market;
}

TEST_CASE(
    "An approach below the reserve goes to one unemployed collaborator, all with the same chance") {
  Market market = star("unemployed");
  std::map<ResearcherId, int> receivers;
  for (int t = 0; t < 2000; ++t) {
    market.partial_tick({shocks, planning, search});
    const auto approaches = market.approaches();
    REQUIRE(approaches.size() == 1);
    CHECK(approaches[0].channel == Channel::pass_on);
    CHECK(approaches[0].company == market.company("B"));
    ++receivers[approaches[0].researcher];
  }
  CHECK(receivers.size() == 4);
  for (const auto& [r, count] : receivers) {
    CHECK(std::abs(z_score(count, 2000, 0.25)) < 4);
    CHECK(market.world.state.is_unemployed(r));
  }
}

TEST_CASE("The employed receive too when approaches go to anyone") {
  Market market = star("anyone");
  int employed = 0;
  for (int t = 0; t < 1000; ++t) {
    market.partial_tick({shocks, planning, search});
    REQUIRE(market.approaches().size() == 1);
    employed += market.employer(market.approaches()[0].researcher) ? 1 : 0;
  }
  // One hop: what the employed collaborator cannot use goes nowhere else.
  CHECK(std::abs(z_score(employed, 1000, 0.2)) < 4);
}

TEST_CASE("Usable approaches stay, and so do all when nobody passes on") {
  Market usable = star("unemployed", "500");
  usable.partial_tick({shocks, planning, search});
  REQUIRE(usable.approaches().size() == 1);
  CHECK(usable.approaches()[0].channel == Channel::rival);
  Market nobody = star("nobody");
  nobody.partial_tick({shocks, planning, search});
  REQUIRE(nobody.approaches().size() == 1);
  CHECK(nobody.approaches()[0].researcher == nobody.person("A"));
}

TEST_CASE("A posted wage is unusable where skill times the wage is below the reserve") {
  for (const auto& [skill, usable] : {std::pair(2.0, true), std::pair(0.5, false)}) {
    Market market = star("unemployed", "50, posted: 100", "{rule: posted}");
    market.world.state.set_skill(market.person("A"), skill);
    market.world.state.researchers.pay.set(market.person("A"), 100.0);
    market.partial_tick({shocks, planning, search});
    REQUIRE(market.approaches().size() == 1);
    CHECK((market.approaches()[0].researcher == market.person("A")) == usable);
  }
}

TEST_CASE("An offer of the own company is passed on") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 1}
network: {kind: copies}
market:
  bidding: {rule: posted}
  search: {pass_on: unemployed, random_meetings: {employed: 1 per tick}}
companies: [{name: A, researchers: 1, pay: {posted: 100}}]
)");
  market.run_ticks(1);
  CHECK(market.headcount("A") == 2);
  CHECK(market.world.tick.log.blocks[0].counts.passed_on == 1);
  REQUIRE(market.moves().size() == 1);
  CHECK(market.moves()[0].channel == Channel::pass_on);
}

TEST_CASE("Nobody is left to receive when all collaborators are employed, separated or gone") {
  Market market = star("unemployed");
  for (std::uint32_t k = 0; k < 4; ++k) {
    market.world.state.researchers.employer.set(market.person("unemployed", k),
                                                market.company("C"));
  }
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().empty());
}

}  // namespace
