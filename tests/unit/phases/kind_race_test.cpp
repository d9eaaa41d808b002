#include "phases/search/kind_race.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

constexpr std::uint32_t people = 20'000;

// Thirty kinds whose weights span three orders of magnitude, in two sizes of block.
std::string kinds(const std::string& changed = "", const std::string& weight = "",
                  const std::string& meetings = "unemployed: 0.4 per tick") {
  std::string text = R"(
clock: {tick: unit}
researchers: {unemployed: 19k}
market: {search: {random_meetings: {employed: 0.3 per tick, )" +
                     meetings + R"(}}}
companies:
  - {name: Home, researchers: 1000, hiring: {recruiting_weight: 0}}
)";
  for (int k = 0; k < 30; ++k) {
    const std::string name = fmt::format("C{}", k);
    const std::string own = fmt::format("{}", std::pow(1.25, k));
    const std::string given = name == changed ? weight : own;
    if (given.empty()) continue;
    text += fmt::format("  - {{name: {}, count: {}, hiring: {{recruiting_weight: {}}}}}\n", name,
                        1 + k % 3, given);
  }
  return text;
}

// Names of the companies met by each person.
std::vector<std::vector<std::string>> met(const std::string& text) {
  Market market(text);
  market.partial_tick({shocks, planning, search});
  std::vector<std::vector<std::string>> companies(people);
  for (const Approach& a : market.approaches()) {
    companies[a.researcher.value()].push_back(market.world.fixed.companies.name_of(a.company));
  }
  return companies;
}

bool names(const std::vector<std::string>& companies, const std::string& kind) {
  return std::any_of(companies.begin(), companies.end(), [&](const std::string& name) {
    return name == kind || name.starts_with(kind + " ");
  });
}

// How many people's meetings differ; each must have the kind on one side.
int changed_by(const std::string& kind, const std::string& before, const std::string& after) {
  const auto a = met(before);
  const auto b = met(after);
  int changed = 0;
  for (std::uint32_t r = 0; r < people; ++r) {
    if (a[r] == b[r]) continue;
    ++changed;
    if (names(a[r], kind) || names(b[r], kind)) continue;
    FAIL("person " << r << " met others, and " << kind << " neither before nor after");
  }
  return changed;
}

int meeting(const std::string& kind, const std::string& text) {
  const auto all = met(text);
  return static_cast<int>(std::count_if(
      all.begin(), all.end(), [&](const auto& companies) { return names(companies, kind); }));
}

TEST_CASE("A kind that is removed changes the meetings it had and no others") {
  for (const std::string kind : {"C3", "C17", "C29"}) {
    // A meeting goes elsewhere, so that as many people meet somebody as before.
    CHECK(changed_by(kind, kinds(), kinds(kind, "")) == meeting(kind, kinds()));
    const auto a = met(kinds());
    const auto b = met(kinds(kind, ""));
    for (std::uint32_t r = 0; r < people; ++r) CHECK(a[r].size() == b[r].size());
  }
}

TEST_CASE("A kind with another weight is on one side of every meeting that changes") {
  CHECK(changed_by("C17", kinds(), kinds("C17", "400")) > 1000);
  CHECK(changed_by("C29", kinds(), kinds("C29", "31")) > 300);
  CHECK(changed_by("C25", kinds(), kinds("C25", "0")) == meeting("C25", kinds()));
}

TEST_CASE("The same holds for several meetings in a tick") {
  const std::string often = "unemployed: 0.9 per tick, arrival: poisson";
  CHECK(changed_by("C28", kinds("", "", often), kinds("C28", "", often)) ==
        meeting("C28", kinds("", "", often)));
  CHECK(changed_by("C28", kinds("", "", often), kinds("C28", "1000", often)) > 1000);
}

TEST_CASE("People who meet somebody under both of two hazards meet the same companies") {
  const auto seldom = met(kinds("", "", "unemployed: 0.2 per tick"));
  const auto often = met(kinds("", "", "unemployed: 0.7 per tick"));
  int both = 0;
  for (std::uint32_t r = 0; r < people; ++r) {
    if (seldom[r].empty()) continue;
    ++both;
    CHECK(seldom[r] == often[r]);
  }
  CHECK(both > 3000);
}

TEST_CASE("Kinds are met by weight, and by neighbours independently") {
  Market market(kinds("", "", "unemployed: 1 per tick"));
  std::map<std::string, double> shares;
  double total = 0.0;
  for (int k = 0; k < 30; ++k) {
    total += shares[fmt::format("C{}", k)] = std::pow(1.25, k) * (1 + k % 3);
  }
  double same = 0.0;  // chance that two people meet one kind
  for (auto& [name, share] : shares) {
    share /= total;
    same += share * share;
  }
  std::map<std::string, int> seen;
  int alike = 0;
  int pairs = 0;
  for (int tick = 0; tick < 4; ++tick) {
    market.partial_tick({shocks, planning, search});
    std::string last;
    for (const Approach& a : market.approaches()) {
      if (market.employer(a.researcher)) continue;
      const auto& fixed = market.world.fixed;
      const std::string name = fixed.companies.kinds()[fixed.companies.kind_of(a.company)].name;
      ++seen[name];
      ++pairs;
      alike += name == last ? 1 : 0;
      last = name;
    }
    ++market.world.state.tick;
  }
  // One percent more for the heaviest would score 1.6, a tenth 16.
  for (const auto& [name, share] : shares) {
    INFO(name);
    CHECK(std::abs(z_score(seen[name], pairs, share)) < 4);
  }
  // If one in a hundred neighbours shared an arrival, the score would be 10.
  CHECK(std::abs(z_score(alike, pairs, same)) < 4);
}

TEST_CASE("A person's first arrival does not depend on who else is asked for") {
  Market market(kinds());
  market.partial_tick({shocks, planning});
  for (const Block& block : market.world.fixed.population.blocks()) {
    std::vector<std::uint32_t> all(block.researchers.size());
    std::iota(all.begin(), all.end(), 0U);
    std::vector<FirstArrival> arrivals(all.size());
    race_to(market.world, market.world.tick.start, block, 0, all, arrivals);
    for (std::uint32_t k = 0; k < all.size(); k += 97) {
      FirstArrival alone;
      race_to(market.world, market.world.tick.start, block, 0, {&k, 1}, {&alone, 1});
      CHECK(alone.kind == arrivals[k].kind);
      CHECK(alone.time == arrivals[k].time);
    }
  }
}

}  // namespace
