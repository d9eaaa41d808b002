#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

TEST_CASE("Recruiters make their weekly approaches, whole numbers with the right mean") {
  const std::string companies = R"(
companies: [{name: A, hiring: {approaches_per_week: 2.3}}, {name: B, researchers: 500}]
)";
  Market weekly("clock: {tick: week}" + companies);
  int three = 0;
  for (int t = 0; t < 2000; ++t) {
    weekly.partial_tick({shocks, planning, search});
    const auto made = weekly.approaches().size();
    REQUIRE((made == 2 || made == 3));
    three += made == 3 ? 1 : 0;
  }
  CHECK(std::abs(z_score(three, 2000, 0.3)) < 4);
  Market monthly("clock: {tick: month}" + companies);
  monthly.partial_tick({shocks, planning, search});
  CHECK(std::abs(static_cast<double>(monthly.approaches().size()) - 2.3 * 365.25 / 84) < 1);
}

TEST_CASE("Each approach draws its target by weight") {
  // The targets share no person, since a person whom two targets find is approached once.
  Market market(R"(
clock: {tick: week}
teams:
  - {name: S, company: D, members: 5000, tie_probability: 0}
  - {name: T, company: D, members: 5000, tie_probability: 0}
companies:
  - {name: A, hiring: {approaches_per_week: 1000, targeting: {companies: {B: 3, C: 1}, teams: {S: 4, T: 2}}}}
  - {name: B, researchers: 5000}
  - {name: C, researchers: 5000}
  - {name: D, researchers: 10k}
)");
  std::map<std::string, int> made;
  for (int t = 0; t < 5; ++t) {
    market.partial_tick({shocks, planning, search});
    CHECK(market.approaches().size() == 1000);
    for (const Approach& a : market.approaches()) {
      const auto team = market.world.state.team_of(a.researcher);
      CHECK(a.channel == (team ? Channel::team : Channel::rival));
      ++made[team ? market.world.state.teams[*team].name
                  : market.world.fixed.companies.name_of(*market.employer(a.researcher))];
    }
  }
  CHECK(std::abs(z_score(made["B"], 5000, 0.3)) < 4);
  CHECK(std::abs(z_score(made["C"], 5000, 0.1)) < 4);
  CHECK(std::abs(z_score(made["S"], 5000, 0.4)) < 4);
  CHECK(std::abs(z_score(made["T"], 5000, 0.2)) < 4);
}

TEST_CASE("Approaches to a field find people of that field") {
  Market market(R"(
clock: {tick: week}
researchers: {fields: {language: 0.5, robotics: 0.2, vision: 0.3}}
companies:
  - {name: A, hiring: {approaches_per_week: 300, targeting: {fields: {robotics: 1, vision: 1}}}}
  - {name: B, researchers: 10k}
)");
  market.partial_tick({shocks, planning, search});
  std::map<int, int> fields;
  for (const Approach& a : market.approaches()) {
    CHECK(a.channel == Channel::field);
    ++fields[market.world.state.researchers.field[a.researcher]];
  }
  CHECK(fields[0] == 0);
  CHECK(fields[1] + fields[2] == 300);
  CHECK(std::abs(z_score(fields[1], 300, 0.5)) < 4);
}

TEST_CASE("Where every target's weight is 0 anyone is approached") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, hiring: {approaches_per_week: 20, targeting: {companies: {B: 0}}}}
  - {name: B, researchers: 100}
)");
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().size() == 20);
  for (const Approach& a : market.approaches()) CHECK(a.channel == Channel::anyone);
}

TEST_CASE("A rival that stands for several companies is raided at all of them") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, hiring: {approaches_per_week: 20, targeting: {companies: {Startups: 1}}}}
  - {name: Startups, count: 5, researchers: 20}
)");
  market.partial_tick({shocks, planning, search});
  std::map<std::string, int> approached;
  for (const Approach& a : market.approaches()) {
    ++approached[market.world.fixed.companies.name_of(*market.employer(a.researcher))];
  }
  CHECK(approached.size() == 5);
  for (const auto& [company, people] : approached) CHECK(people == 4);
}

TEST_CASE("Named rivals are raided in proportion to their weights") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, hiring: {approaches_per_week: 100, targeting: {companies: {B: 3, C: 1}}}}
  - {name: B, researchers: 3000}
  - {name: C, researchers: 9000}
  - {name: D, researchers: 3000}
)");
  std::map<std::string, int> raided;
  for (int t = 0; t < 20; ++t) {
    market.partial_tick({shocks, planning, search});
    for (const Approach& a : market.approaches()) {
      ++raided[market.world.fixed.companies.name_of(*market.employer(a.researcher))];
      CHECK(a.channel == Channel::rival);
    }
  }
  CHECK(raided["D"] == 0);
  CHECK(raided["B"] + raided["C"] == 2000);
  CHECK(std::abs(z_score(raided["B"], 2000, 0.75)) < 4);
}

// Approaches, out of 2,000, to the half of B that is three times as skilled.
int skilled_approached(const std::string& hiring) {
  Market market(R"(
clock: {tick: week}
teams: [{name: T, company: B, members: 10k, skill_multiple: 3, tie_probability: 0}]
companies:
  - {name: B, researchers: 20k}
  - {name: A, hiring: {approaches_per_week: 20, )" +
                hiring + "}}");
  int skilled = 0;
  for (int t = 0; t < 100; ++t) {
    market.partial_tick({shocks, planning, search});
    for (const Approach& a : market.approaches()) {
      skilled += market.world.state.team_of(a.researcher) ? 1 : 0;
    }
  }
  return skilled;
}

TEST_CASE("The visible are approached by skill to the visibility exponent, anyone uniformly") {
  CHECK(std::abs(z_score(skilled_approached("visibility_exponent: 2, targeting: {visible: 1}"),
                         2000, 0.9)) < 4);
  CHECK(
      std::abs(z_score(skilled_approached("visibility_exponent: 1, targeting: {companies: {B: 1}}"),
                       2000, 0.75)) < 4);
  CHECK(std::abs(z_score(skilled_approached("visibility_exponent: 0, targeting: {visible: 1}"),
                         2000, 0.5)) < 4);
  CHECK(std::abs(z_score(skilled_approached("visibility_exponent: 2, targeting: {anyone: 1}"), 2000,
                         0.5)) < 4);
  // Without any targeting everyone is alike.
  CHECK(std::abs(z_score(skilled_approached("visibility_exponent: 2"), 2000, 0.5)) < 4);
}

TEST_CASE("Recruiters approach no one of their own, none under a pact, and no one twice") {
  Market market(R"(
clock: {tick: week}
researchers: {unemployed: 10}
company_graph: {no_poach: [{name: P, companies: [A, C]}]}
companies:
  - {name: A, researchers: 10, hiring: {approaches_per_week: 500}}
  - {name: B, researchers: 10}
  - {name: C, researchers: 10}
)");
  market.partial_tick({shocks, planning, search});
  std::set<ResearcherId> people;
  for (const Approach& a : market.approaches()) {
    people.insert(a.researcher);
    CHECK(market.employer(a.researcher) != OptionalCompany(market.company("A")));
    CHECK(market.employer(a.researcher) != OptionalCompany(market.company("C")));
  }
  CHECK(people.size() == 20);
  CHECK(market.approaches().size() == 20);
}

TEST_CASE("Targets that share people find different ones, so no approach is lost") {
  Market market(R"(
clock: {tick: week}
researchers: {fields: {x: 1, y: 1}}
network: {kind: small_world, mean_degree: 8}
companies:
  - {name: A, researchers: 100, hiring: {approaches_per_week: 60, targeting: {referrals: 1, visible: 1, anyone: 1, companies: {B: 1}, fields: {x: 1}}}}
  - {name: B, researchers: 200}
)");
  for (int t = 0; t < 20; ++t) {
    market.partial_tick({shocks, planning, search});
    CHECK(market.approaches().size() == 60);
  }
}

// The people approached in three ticks, with their channels, beside the given number of people who
// wait for a job to start.
std::vector<std::string> approached_beside(std::uint32_t waiting) {
  Market market(R"(
clock: {tick: week}
researchers: {fields: {x: 1, y: 1}, skill_log_sd: 0.5, unemployed: )" +
                std::to_string(waiting) + R"(}
teams: [{name: T, company: C, members: 40, tie_probability: 0}]
companies:
  - {name: A, researchers: 50, noncompete: {share: 0.5}, hiring: {approaches_per_week: 90, visibility_exponent: 2, targeting: {referrals: 3, visible: 1, anyone: 1, companies: {B: 1}, fields: {x: 1}, teams: {T: 1}}}}
  - {name: B, researchers: 300}
  - {name: C, researchers: 300}
)");
  std::vector<graph::Tie> ties;
  for (std::uint32_t k = 0; k < 200; ++k) {
    ties.push_back({market.person("A", k % 50).value(), market.person("B", k % 150).value()});
  }
  market.connect(ties);
  for (std::uint32_t k = 0; k < waiting; ++k) {
    market.world.state.researchers.waiting.set(market.person("unemployed", k), 1);
  }
  std::vector<std::string> approached;
  for (int t = 0; t < 3; ++t) {
    market.partial_tick({shocks, planning, search});
    for (const Approach& a : market.approaches()) {
      approached.push_back(market.world.name_of(a.researcher) + " " +
                           std::string(to_string(a.channel)));
    }
  }
  std::sort(approached.begin(), approached.end());
  return approached;
}

TEST_CASE("In a market too large to draw for everyone recruiters find the same people") {
  const auto approached = approached_beside(0);
  CHECK(approached.size() == 270);
  CHECK(approached_beside(1'100'000) == approached);
}

TEST_CASE("Without open seats recruiters rest") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 2, hiring: {approaches_per_week: 5, seats: 2}}
  - {name: B, researchers: 10}
events: [{name: grow, tick: 2, set: {companies.A.hiring.seats: 3}}]
)");
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().empty());
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().size() == 5);
}

std::set<std::string> reached(const std::string& who) {
  Market market(R"(
teams: [{name: S, company: B, members: 2}, {name: T, company: B, members: 3}]
companies: [{name: A}, {name: B, researchers: 10}]
events: [{name: news, tick: 1, approach: {company: A, team: T, who: )" +
                who + "}}]");
  market.partial_tick({shocks, planning, search});
  std::set<std::string> names;
  for (const Approach& a : market.approaches()) {
    CHECK(a.channel == Channel::news);
    names.insert(market.world.name_of(a.researcher));
  }
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().empty());
  return names;
}

TEST_CASE("News reach the leader, the followers or all members of a team, once") {
  CHECK(reached("leader") == std::set<std::string>{"B/3"});
  CHECK(reached("followers") == std::set<std::string>{"B/4", "B/5"});
  CHECK(reached("members") == std::set<std::string>{"B/3", "B/4", "B/5"});
}

TEST_CASE("One approach of a company to a person remains, by the first channel") {
  Market market(R"(
clock: {tick: week}
teams: [{name: T, company: B, members: 3}]
companies: [{name: A, hiring: {approaches_per_week: 50, targeting: {companies: {B: 1}}}}, {name: B, researchers: 3}]
events: [{name: news, tick: 1, approach: {company: A, team: T}}]
)");
  market.partial_tick({shocks, planning, search});
  REQUIRE(market.approaches().size() == 3);
  for (const Approach& a : market.approaches()) CHECK(a.channel == Channel::rival);
}

}  // namespace
