#include <cmath>
#include <map>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

std::map<ResearcherId, int> meetings_by_person(const Market& market) {
  std::map<ResearcherId, int> meetings;
  for (const Approach& a : market.approaches()) ++meetings[a.researcher];
  return meetings;
}

TEST_CASE("At most one meeting a tick, with the hazard's chance, by employment") {
  Market market(R"(
clock: {tick: week}
researchers: {unemployed: 50k}
market: {search: {random_meetings: {employed: 10 per year, unemployed: 0.6 per tick}}}
companies: [{name: A, researchers: 50k}, {name: B, researchers: 1}]
)");
  market.partial_tick({shocks, planning, search});
  int employed = 0;
  int unemployed = 0;
  for (const auto& [r, meetings] : meetings_by_person(market)) {
    CHECK(meetings == 1);
    ++(market.employer(r) ? employed : unemployed);
  }
  CHECK(std::abs(z_score(employed, 50e3, 1 - std::exp(-10 * 7 / 365.25))) < 4);
  CHECK(std::abs(z_score(unemployed, 50e3, 0.6)) < 4);
}

TEST_CASE("Meetings within a group may go by size") {
  const std::string other = GENERATE("", "  - {name: B, count: 1, hiring: {recruiting_weight: 0}}");
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 120k}
market: {search: {random_meetings: {unemployed: 1 per tick}}}
companies:
  - {name: A, count: 3, sizes: {distribution: zipf, exponent: 1}, hiring: {meetings: by_size}}
)" + other);
  market.partial_tick({shocks, planning, search});
  std::map<std::string, int> met;
  for (const Approach& a : market.approaches())
    ++met[market.world.fixed.companies.name_of(a.company)];
  CHECK(std::abs(z_score(met["A 1"], 120e3, 6 / 11.0)) < 4);
  CHECK(std::abs(z_score(met["A 2"], 120e3, 3 / 11.0)) < 4);
  CHECK(std::abs(z_score(met["A 3"], 120e3, 2 / 11.0)) < 4);
}

TEST_CASE("Poisson meetings come in any number") {
  // Many companies, so that nobody meets the same one twice.
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 50k}
market: {search: {random_meetings: {employed: 0.4 per tick, unemployed: 0.9 per tick, arrival: poisson}}}
companies: [{name: A, count: 1M, researchers: 50k}]
)");
  market.partial_tick({shocks, planning, search});
  std::map<int, int> people;
  int heard = 0;
  int employed_heard = 0;
  int employed_once = 0;
  for (const auto& [r, meetings] : meetings_by_person(market)) {
    if (market.employer(r)) {
      ++employed_heard;
      employed_once += meetings == 1 ? 1 : 0;
      continue;
    }
    ++people[meetings];
    ++heard;
  }
  const double none = std::exp(-0.9);
  CHECK(std::abs(z_score(heard, 50e3, 1 - none)) < 4);
  CHECK(std::abs(z_score(people[1], 50e3, none * 0.9)) < 4);
  CHECK(std::abs(z_score(people[2], 50e3, none * 0.81 / 2)) < 4);
  CHECK(std::abs(z_score(people[3], 50e3, none * 0.729 / 6)) < 4);
  CHECK(std::abs(z_score(employed_heard, 50e3, 1 - std::exp(-0.4))) < 4);
  CHECK(std::abs(z_score(employed_once, 50e3, std::exp(-0.4) * 0.4)) < 4);
}

TEST_CASE("Exclusive arrival makes separation, offer and nothing one event") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 50k}
market: {search: {random_meetings: {employed: 0.2 per tick, unemployed: 0.1 per tick, arrival: exclusive}}}
companies: [{name: A, researchers: 100k, separations: {job_loss: 0.3 per tick, quits: 0.2 per tick, exits: 0.1 per tick}}]
)");
  market.partial_tick({shocks, separation, planning, search});
  int employed = 0;
  for (const Approach& a : market.approaches()) employed += market.employer(a.researcher) ? 1 : 0;
  const double separated = 1 - 0.7 * 0.8 * 0.9;
  CHECK(std::abs(z_score(static_cast<double>(market.separations().size()), 100e3, separated)) < 4);
  CHECK(std::abs(z_score(employed, 100e3, 0.2)) < 4);
  const auto others = static_cast<double>(market.approaches().size()) - employed;
  CHECK(std::abs(z_score(others, 50e3, 0.1)) < 4);
}

const std::string weighted = R"(
clock: {tick: unit}
researchers: {unemployed: 20k}
market: {search: {random_meetings: {unemployed: 1 per tick}}}
companies:
  - {name: A, hiring: {recruiting_weight: 1}}
  - {name: B, count: 2, hiring: {recruiting_weight: 3}}
)";

TEST_CASE("Companies are met by recruiting weight") {
  Market market(weighted + "  - {name: C, hiring: {recruiting_weight: 0}}");
  market.partial_tick({shocks, planning, search});
  std::map<std::string, int> met;
  for (const Approach& a : market.approaches()) {
    ++met[market.world.fixed.companies.name_of(a.company)];
    CHECK(a.channel == Channel::random_meeting);
  }
  CHECK(met["C"] == 0);
  CHECK(std::abs(z_score(met["A"], 20e3, 1.0 / 7)) < 4);
  CHECK(std::abs(z_score(met["B 1"], 20e3, 3.0 / 7)) < 4);
  CHECK(std::abs(z_score(met["B 2"], 20e3, 3.0 / 7)) < 4);
}

TEST_CASE("Where every recruiting weight is 0 nobody is met") {
  Market market(R"(
researchers: {unemployed: 10}
market: {search: {random_meetings: {unemployed: 1 per tick}}}
companies: [{name: A, hiring: {recruiting_weight: 0}}, {name: B, hiring: {recruiting_weight: 0}}]
)");
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().empty());
}

TEST_CASE("A company that comes or goes moves only the meetings it has") {
  // In the order of keys it stands between the others.
  Market with(weighted + "  - {name: AB, hiring: {recruiting_weight: 2}}");
  Market without(weighted);
  for (Market* market : {&with, &without}) market->partial_tick({shocks, planning, search});
  const auto a = with.approaches();
  const auto b = without.approaches();
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    const std::string name = with.world.fixed.companies.name_of(a[k].company);
    if (name != "AB") CHECK(name == without.world.fixed.companies.name_of(b[k].company));
  }
}

std::string own_meetings(const std::string& own_company) {
  return R"(
clock: {tick: unit}
market: {search: {random_meetings: {employed: 1 per tick, own_company: )" +
         own_company + R"(}}}
companies: [{name: A, researchers: 1000}, {name: B}]
)";
}

TEST_CASE("Meeting the own company counts as an approach, or is nothing") {
  Market counts(own_meetings("counts"));
  Market nothing(own_meetings("nothing"));
  for (Market* market : {&counts, &nothing}) market->partial_tick({shocks, planning, search});
  CHECK(counts.approaches().size() == 1000);
  int own = 0;
  for (const Approach& a : counts.approaches()) own += a.company == counts.company("A") ? 1 : 0;
  CHECK(std::abs(z_score(own, 1000, 0.5)) < 4);
  CHECK(nothing.approaches().size() == 1000U - static_cast<unsigned>(own));
  for (const Approach& a : nothing.approaches()) CHECK(a.company == nothing.company("B"));
}

TEST_CASE("Among companies of one entry the own one is met like any other, or is nothing") {
  const auto approaches = [](const std::string& own_company) {
    Market market(R"(
clock: {tick: unit}
market: {search: {random_meetings: {employed: 1 per tick, own_company: )" +
                  own_company + R"(}}}
companies: [{name: A, count: 4, researchers: 4000}]
)");
    market.partial_tick({shocks, planning, search});
    int own = 0;
    for (const Approach& a : market.approaches()) {
      own += market.employer(a.researcher) == OptionalCompany(a.company) ? 1 : 0;
    }
    return std::pair(static_cast<int>(market.approaches().size()), own);
  };
  const auto [all, own] = approaches("counts");
  CHECK(all == 4000);
  CHECK(std::abs(z_score(own, 4000, 0.25)) < 4);
  CHECK(approaches("nothing") == std::pair(all - own, 0));
}

// People whose last employer was A, with B and C next to A in the company graph and D far.
Market job_seekers() {
  Market market(R"(
clock: {tick: unit}
market: {search: {random_meetings: {unemployed: 1 per tick, channel: company_graph}}}
company_graph: {kind: edges, edges: [A -- B, C -- A, B -- D]}
companies:
  - {name: A, researchers: 4000}
  - {name: B, hiring: {hire_probability: 0.4}}
  - {name: C}
  - {name: D}
)");
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    market.world.state.researchers.employer.set(r, {});
    market.world.state.researchers.last_employer.set(r, market.company("A"));
  }
  return market;
}

TEST_CASE("Job-seekers pick an open neighbour of the last employer, all with the same chance") {
  Market market = job_seekers();
  market.partial_tick({shocks, planning, search});
  std::map<std::string, int> hired;
  for (const Approach& a : market.approaches()) {
    ++hired[market.world.fixed.companies.name_of(a.company)];
    CHECK(a.channel == Channel::company_graph);
  }
  CHECK(hired["A"] + hired["D"] == 0);
  CHECK(std::abs(z_score(hired["C"], 4000, 0.5)) < 4);
  CHECK(std::abs(z_score(hired["B"], 4000, 0.2)) < 4);
}

TEST_CASE("The employed apply beside their employer, who never had one anywhere") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 3000}
market: {search: {random_meetings: {employed: 1 per tick, unemployed: 1 per tick, channel: company_graph}}}
company_graph: {kind: edges, edges: [A -- B, C -- D]}
companies: [{name: A, researchers: 100}, {name: B}, {name: C}, {name: D}]
)");
  for (std::uint32_t k = 0; k < 100; ++k) {
    market.world.state.researchers.last_employer.set(market.person("A", k), market.company("C"));
  }
  market.partial_tick({shocks, planning, search});
  std::map<std::string, int> met;
  for (const Approach& a : market.approaches()) {
    if (market.employer(a.researcher)) {
      CHECK(a.company == market.company("B"));
    } else {
      ++met[market.world.fixed.companies.name_of(a.company)];
    }
  }
  CHECK(market.approaches().size() == 3100);
  for (const auto& [company, people] : met) CHECK(std::abs(z_score(people, 3000, 0.25)) < 4);
}

TEST_CASE("People who wait for a job to start meet nobody") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 2}
market: {search: {random_meetings: {unemployed: 1 per tick}}}
companies: [{name: A, count: 2, noncompete: {share: 1}}]
)");
  market.world.state.researchers.waiting.set(market.person("unemployed"), 1);
  market.partial_tick({shocks, planning, search});
  REQUIRE(market.approaches().size() == 1);
  CHECK(market.approaches()[0].researcher == market.person("unemployed", 1));
}

TEST_CASE("Closed neighbours are not applied to") {
  Market market = job_seekers();
  market.partial_tick({shocks, planning});
  market.world.tick.start.open[market.company("B")] = 0;
  market.carry_out(search);
  CHECK(market.approaches().size() == 4000);
  for (const Approach& a : market.approaches()) CHECK(a.company == market.company("C"));
  market.partial_tick({shocks, planning});
  market.world.tick.start.open[market.company("B")] = 0;
  market.world.tick.start.open[market.company("C")] = 0;
  market.carry_out(search);
  CHECK(market.approaches().empty());
}

TEST_CASE("Everyone meets every other company once") {
  Market market(R"(
clock: {tick: unit}
market: {search: {everyone_meets: true, random_meetings: {employed: 1 per tick, own_company: nothing}}}
researchers: {unemployed: 2}
companies: [{name: A, researchers: 3}, {name: B}, {name: C}]
)");
  market.partial_tick({shocks, planning, search});
  CHECK(market.approaches().size() == 3 * 2 + 2 * 3);
  CHECK(market.world.tick.log.blocks[0].counts.approaches == 6);
}

TEST_CASE("A pact keeps chance meetings apart") {
  Market market(R"(
clock: {tick: unit}
market: {search: {random_meetings: {employed: 1 per tick, own_company: nothing}}}
company_graph: {no_poach: [{name: P, companies: [A, B]}]}
companies: [{name: A, researchers: 500}, {name: B}, {name: C}]
)");
  market.partial_tick({shocks, planning, search});
  CHECK_FALSE(market.approaches().empty());
  for (const Approach& a : market.approaches()) CHECK(a.company == market.company("C"));
}

}  // namespace
