#include <cmath>
#include <map>
#include <set>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using graph::Tie;
using support::Market;
using support::z_score;

Market referring(const std::string& approaches, const std::string& rest = "") {
  return Market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 4, hiring: {targeting: {referrals: 1}, approaches_per_week: )" +
                approaches + R"(}}
  - {name: B, researchers: 4}
  - {name: C, researchers: 400}
)" + rest);
}

std::uint32_t number(const Market& market, const std::string& cohort, std::uint32_t k) {
  return market.person(cohort, k).value();
}

TEST_CASE("Referrals name collaborators of the staff, the more ties the likelier") {
  Market market = referring("1");
  const auto a = [&](std::uint32_t k) { return number(market, "A", k); };
  const auto b = [&](std::uint32_t k) { return number(market, "B", k); };
  market.connect(
      {{a(0), b(0)}, {a(1), b(0)}, {a(2), b(0)}, {a(0), b(1)}, {a(0), a(1)}, {b(2), b(3)}});
  int first = 0;
  for (int t = 0; t < 2000; ++t) {
    market.partial_tick({shocks, planning, search});
    REQUIRE(market.approaches().size() == 1);
    const Approach approach = market.approaches()[0];
    CHECK(approach.channel == Channel::referral);
    const std::uint32_t r = approach.researcher.value();
    REQUIRE((r == b(0) || r == b(1)));
    first += r == b(0) ? 1 : 0;
  }
  CHECK(std::abs(z_score(first, 2000, 0.75)) < 4);
}

// A's person 0 came from B at tick 0, has two mates there, one collaborator who has left B since,
// and many at C.
Market with_newcomer(const std::string& approaches, const std::string& rest) {
  Market market = referring(approaches, rest);
  const auto newcomer = market.person("A");
  market.world.state.researchers.last_employer.set(newcomer, market.company("B"));
  market.world.state.researchers.joined.set(newcomer, 0);
  std::vector<Tie> ties;
  for (std::uint32_t k = 0; k < 3; ++k) ties.push_back({newcomer.value(), number(market, "B", k)});
  market.world.state.researchers.employer.set(market.person("B", 2), market.company("C"));
  for (std::uint32_t k = 0; k < 400; ++k) {
    ties.push_back({newcomer.value(), number(market, "C", k)});
  }
  market.connect(ties);
  return market;
}

std::set<std::uint32_t> named(Market& market) {
  market.partial_tick({shocks, planning, search});
  std::set<std::uint32_t> people;
  for (const Approach& a : market.approaches()) people.insert(a.researcher.value());
  return people;
}

TEST_CASE("Newcomers name former team-mates first") {
  Market market = with_newcomer("2", "market: {search: {newcomer_window: 5 weeks}}");
  const std::set<std::uint32_t> mates = {number(market, "B", 0), number(market, "B", 1)};
  for (int t = 1; t <= 5; ++t) CHECK(named(market) == mates);
  int later = 0;
  for (int t = 0; t < 20; ++t) later += named(market) == mates ? 1 : 0;
  CHECK(later == 0);
}

TEST_CASE("A mate named twice takes one place, and the others go to further collaborators") {
  Market market = with_newcomer("3", R"(
market: {search: {newcomer_window: 10 years}}
company_graph: {no_poach: [{name: P, companies: [A, C]}]}
)");
  // Nearly all collaborators are behind a pact, so that few people pass for the places left.
  for (std::uint32_t k = 0; k < 3; ++k) {
    market.world.state.researchers.employer.set(market.person("C", k), {});
  }
  for (int t = 0; t < 200; ++t) {
    const std::set<std::uint32_t> people = named(market);
    REQUIRE(people.size() == 3);
    CHECK(people.contains(number(market, "B", 0)));
    CHECK(people.contains(number(market, "B", 1)));
  }
}

TEST_CASE("Entrants are not named and name no one") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 1, hiring: {targeting: {referrals: 1}, approaches_per_week: 5}}
  - {name: B, researchers: 2, separations: {exits: 0.001 per year}}
)");
  market.connect({{number(market, "A", 0), number(market, "B", 0)},
                  {number(market, "A", 0), number(market, "B", 1)}});
  market.world.state.researchers.generation.set(market.person("B", 0), 1);
  CHECK(named(market) == std::set<std::uint32_t>{number(market, "B", 1)});
  market.world.state.researchers.generation.set(market.person("A"), 1);
  CHECK(named(market).empty());
}

}  // namespace
