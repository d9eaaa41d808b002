// The people to whom a company's policies extend.

#include "phases/eligibility.hpp"

#include <set>

#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// Four people at A, whom B and A's recruiters could want: they differ in everything. Number k has
// skill k + 1, pay 100 (k + 1) and k years of tenure; 0 and 1 are in the team T and know each
// other, 0 knows 2 as well, 3 knows nobody at A; 0 and 3 are in the field a, the others in b.
Market different(const std::string& a, const std::string& rest = "", const std::string& pay = "") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.1, fields: {a: 1, b: 1}, unemployed: 1}
teams: [{name: T, company: A, members: 2, tie_probability: 0}]
network: {kind: copies}
market: {search: {everyone_meets: true}, decisions: {pay_cuts: true}}
companies:
  - {name: A, researchers: 4, productivity: {level: 3k}, pay: {median: 100)" +
                pay + "}, " + a + "}\n  - {name: B, researchers: 1, productivity: {level: 2k}}\n" +
                rest);
  const std::uint32_t first = market.person("A").value();
  market.connect({{first, first + 1},
                  {first, first + 2},
                  {market.person("B").value(), market.person("unemployed").value()}});
  State& state = market.world.state;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const ResearcherId r = market.person("A", k);
    state.set_skill(r, k + 1.0);
    state.researchers.pay.set(r, 100.0 * (k + 1));
    state.researchers.joined.set(r, 1 - static_cast<std::int32_t>(k));
    state.researchers.field.set(r, k == 0 || k == 3 ? 0 : 1);
  }
  return market;
}

using People = std::set<std::uint32_t>;

// Numbers of A's people whose offers A answers in the first tick.
People countered(const std::string& filter) {
  Market market = different("counter_offers: {probability: 1, to: {" + filter + "}}");
  market.partial_tick({shocks, planning, search, bidding});
  People people;
  for (std::uint32_t k = 0; k < 4; ++k) {
    if (market.contest(market.person("A", k)).may_counter) people.insert(k);
  }
  return people;
}

TEST_CASE("Counter-offers go to people whom the filter chooses", "[filter]") {
  CHECK(countered("") == People{0, 1, 2, 3});
  // Collaborators are counted although nobody cares for them.
  CHECK(countered("collaborators: {at_least: 1}") == People{0, 1, 2});
  CHECK(countered("collaborators: {at_least: 2}") == People{0});
  CHECK(countered("collaborators: 0") == People{3});
  CHECK(countered("skill: {at_least: 2, at_most: 3}") == People{1, 2});
  CHECK(countered("skill: {not: [1, 4]}") == People{1, 2});
  CHECK(countered("field: a") == People{0, 3});
  CHECK(countered("field: {not: a}") == People{1, 2});
  CHECK(countered("team: T") == People{0, 1});
  CHECK(countered("team: ''") == People{2, 3});
  CHECK(countered("team: [T, '']") == People{0, 1, 2, 3});
  CHECK(countered("tenure: {at_least: 2}") == People{2, 3});
  CHECK(countered("pay: [100, 300]") == People{0, 2});
  CHECK(countered("pay: {at_least: 0.15k}, field: b, team: T") == People{1});
}

TEST_CASE("Retention grants go to those whom the filter chooses", "[filter]") {
  Market market = different("retention: {budget: 100k, to: {collaborators: {at_least: 2}}}");
  market.partial_tick({shocks, planning, production});
  REQUIRE(market.world.tick.log.grants.size() == 1);
  CHECK(market.world.tick.log.grants[0].researcher == market.person("A", 0));
}

// Whom B's recruiters approach.
std::set<ResearcherId> recruited(const std::string& targeting) {
  Market market = different("morale: 0",
                            "events: [{name: hiring, tick: 1, set: {"
                            "companies.B.hiring.approaches_per_week: 1k, "
                            "companies.B.hiring.targeting: " +
                                targeting + "}}]\n");
  market.world.state.parameters.market.search.everyone_meets = false;
  market.partial_tick({shocks, planning});
  market.world.state.parameters.market.search.everyone_meets = false;
  market.carry_out(search);
  std::set<ResearcherId> people;
  for (const Approach& approach : market.approaches()) {
    if (approach.company == market.company("B")) people.insert(approach.researcher);
  }
  return people;
}

TEST_CASE("Recruiters approach those whom the filter chooses, by whatever channel", "[filter]") {
  const Market market = different("morale: 0");
  const ResearcherId jobless = market.person("unemployed");
  CHECK(recruited("{anyone: 1}").size() == 5);
  CHECK(recruited("{anyone: 1, to: {skill: {at_least: 3}}}") ==
        std::set<ResearcherId>{market.person("A", 2), market.person("A", 3)});
  CHECK(recruited("{visible: 1, to: {field: b, pay: {at_least: 0}}}") ==
        std::set<ResearcherId>{market.person("A", 1), market.person("A", 2)});
  CHECK(recruited("{companies: {A: 1}, to: {team: T}}") ==
        std::set<ResearcherId>{market.person("A", 0), market.person("A", 1)});
  // Collaborators are counted at the recruiting company.
  CHECK(recruited("{anyone: 1, to: {collaborators: {at_least: 1}}}") ==
        std::set<ResearcherId>{jobless});
  CHECK(recruited("{referrals: 1, to: {collaborators: 0}}").empty());
  // Without a job there is neither pay nor tenure.
  CHECK(recruited("{anyone: 1, to: {tenure: ''}}") == std::set<ResearcherId>{jobless});
  CHECK(recruited("{anyone: 1, to: {pay: {at_least: 0}}}").size() == 4);
  CHECK(recruited("{anyone: 1, to: {pay: {not: 100}}}").count(jobless) == 1);
}

TEST_CASE("The filter chooses among the exceptional", "[filter]") {
  const std::string caps = ", cap: 500, exceptional_cap: 900, exceptional_to: {team: T}, ";
  Market all = different("morale: 0", "", caps + "exceptional_share: 1");
  all.partial_tick({shocks, planning});
  const CompanyId a = all.company("A");
  CHECK(Appraiser<Terms::any>(all.world, all.world.tick.start).cap_for(all.person("A", 1), a) ==
        900);
  CHECK(Appraiser<Terms::any>(all.world, all.world.tick.start).cap_for(all.person("A", 2), a) ==
        500);
  // People who are not skilled enough are not among them. The most skilled tenth start at skill
  // 1.14.
  Market few = different("morale: 0", "", caps + "exceptional_share: 0.1");
  few.partial_tick({shocks, planning});
  CHECK(Appraiser<Terms::any>(few.world, few.world.tick.start).cap_for(few.person("A", 0), a) ==
        500);
  CHECK(Appraiser<Terms::any>(few.world, few.world.tick.start).cap_for(few.person("A", 1), a) ==
        900);
  CHECK(Appraiser<Terms::any>(few.world, few.world.tick.start).cap_for(few.person("A", 3), a) ==
        500);
}

TEST_CASE("Events set filters, change one bound of them, and shift it", "[filter]") {
  Market market = different("counter_offers: {probability: 1, to: {pay: {at_least: 50}}}", R"(
events:
  - {name: choose, tick: 1, set: {companies.A.counter_offers.to: {pay: {at_least: 350}}}}
  - {name: relax, tick: 2, set: {companies.A.counter_offers.to.pay.at_least: 250}}
  - {name: narrow, tick: 3, set: {companies.A.counter_offers.to.team: ''}}
  - {name: shift, tick: 4, shock: {companies.A.counter_offers.to.pay.at_least: 100}}
  - {name: end, tick: 5, set: {companies.A.counter_offers.to: everyone}}
)");
  const auto filter = [&] {
    const PeopleFilter& to = market.world.spec_of(market.company("A")).counter_offers.to;
    People people;
    for (std::uint32_t k = 0; k < 4; ++k) {
      if (extends_to(market.world, to, market.company("A"), market.person("A", k))) {
        people.insert(k);
      }
    }
    return people;
  };
  CHECK(filter() == People{0, 1, 2, 3});
  for (const People& expected :
       {People{3}, People{2, 3}, People{2, 3}, People{3}, People{0, 1, 2, 3}}) {
    market.partial_tick({shocks, planning});
    CHECK(filter() == expected);
  }
}

// Job ladders are settled in closed form, whole blocks at a time, with terms written down once.
constexpr const char* ladder = R"(
clock: {tick: month, ticks: 60}
researchers: {unemployed: 100}
market:
  search: {random_meetings: {employed: 0.2 per tick, unemployed: 0.5 per tick, own_company: nothing}}
  bidding: {rule: ascending}
  decisions: {utility: linear, pay_cuts: true, unemployment_income: 1k}
companies:
  - name: A
    count: 20
    researchers: 200
    productivity: {level: {distribution: uniform, spacing: even, low: 10k, high: 50k}}
    pay: {cap: 20k, exceptional_cap: 40k, exceptional_share: 1, exceptional_to: EXCEPTIONAL}
    counter_offers: {probability: 1, to: COUNTERED}
)";

Market job_ladder(const std::string& countered, const std::string& exceptional, bool details) {
  std::string yaml = ladder;
  yaml.replace(yaml.find("COUNTERED"), 9, countered);
  yaml.replace(yaml.find("EXCEPTIONAL"), 11, exceptional);
  Market market(yaml);
  market.world.tick.wants.details = details;
  market.run_ticks(60);
  return market;
}

TEST_CASE("Quick ways of bidding keep to filters", "[filter]") {
  const auto hash = [](const std::string& countered, const std::string& exceptional, bool details) {
    return state_hash(job_ladder(countered, exceptional, details).world.state);
  };
  const std::string plain = hash("everyone", "everyone", false);
  for (const auto& [countered, exceptional] : {std::pair("{tenure: {at_least: 0.5}}", "everyone"),
                                               std::pair("everyone", "{pay: {at_least: 15k}}")}) {
    CHECK(hash(countered, exceptional, false) == hash(countered, exceptional, true));
    CHECK(hash(countered, exceptional, false) != plain);
    CHECK(job_ladder(countered, exceptional, false).world.tick.start.standard_terms.empty());
  }
  CHECK_FALSE(job_ladder("everyone", "everyone", false).world.tick.start.standard_terms.empty());
}

TEST_CASE("Nobody outside the filter is countered on a job ladder", "[filter]") {
  const Market market = job_ladder("{tenure: {at_least: 1k}}", "everyone", false);
  std::uint64_t raises = 0;
  for (const BlockLog& log : market.world.tick.log.blocks) raises += log.counts.raises;
  CHECK(raises == 0);
}

}  // namespace
