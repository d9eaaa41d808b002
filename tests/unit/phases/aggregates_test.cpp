// The aggregates of a market small enough to add up by hand.

#include "phases/aggregates/aggregates.hpp"

#include "phases/phases.hpp"
#include "phases/shortcuts/shortcuts.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// A: three people at 100, 200 and 600, the first two of them collaborators; B: one at 300; one
// without a job and one who waits for a job to start; and as many more without a job as wanted.
Market hand_made(std::uint32_t more = 0) {
  Market market(R"(
clock: {tick: unit}
network: {kind: copies, shape: empty, copy_size: 1}
companies:
  - {name: A, researchers: 3, productivity: {level: 1000, synergy: 0.5}, noncompete: {share: 0.5}, retention: {budget: 1}}
  - {name: B, researchers: 1, productivity: {level: 2000, fields: {y: 2}}, separations: {exits: 0.01 per tick}}
dynamics: {production: {network_exponent: 1}}
researchers: {skill_log_sd: 0.1, fields: {x: 1, y: 1}, unemployed: )" +
                std::to_string(2 + more) + "}");
  market.connect({{market.person("A", 0).value(), market.person("A", 1).value()},
                  {market.person("A", 2).value(), market.person("B").value()}});
  const auto set = [&](ResearcherId r, double pay, double skill) {
    market.world.state.researchers.pay.set(r, pay);
    market.world.state.set_skill(r, skill);
    market.world.state.researchers.field.set(r, 0);
  };
  set(market.person("A", 0), 100, 1);
  set(market.person("A", 1), 200, 2);
  set(market.person("A", 2), 600, 0.5);
  set(market.person("B"), 300, 4);
  market.world.state.researchers.unvested.set(market.person("A", 1), 70);
  market.world.state.researchers.waiting.set(market.person("unemployed", 1), 1);
  market.partial_tick({shocks, planning});
  return market;
}

// Whether aggregates updated from the last ones equal those computed anew.
void check_against_fresh(Market& market) {
  World& world = market.world;
  update_aggregates(world, market.services());
  const auto going_on = world.tick.aggregates.companies;
  const AggregateCache kept = std::move(world.cache);
  world.cache = {};
  update_aggregates(world, market.services());
  world.cache = kept;
  for (const CompanyId c : world.fixed.companies.ids()) {
    const CompanyAggregates& fresh = world.tick.aggregates.companies[c];
    CHECK(going_on[c].headcount == fresh.headcount);
    CHECK(going_on[c].half_ties_inside == fresh.half_ties_inside);
    CHECK(going_on[c].pay == fresh.pay);
    CHECK(going_on[c].output == fresh.output);
    CHECK(going_on[c].skill == fresh.skill);
    CHECK(going_on[c].unvested == fresh.unvested);
  }
}

TEST_CASE("Aggregates updated from the last ones equal those computed anew") {
  Market market = hand_made();
  ResearcherTable& people = market.world.state.researchers;
  const CompanyId b = market.company("B");
  check_against_fresh(market);
  people.pay.set(market.person("A", 2), 600.1);
  people.employer.set(market.person("A", 0), b);  // away from a collaborator
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[market.company("A")].half_ties_inside == 0);
  people.employer.set(market.person("A", 1), b);  // who follows, with 70 unvested
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].half_ties_inside == 2);
  people.generation.set(market.person("A", 1), 1);  // an entrant in the same place has no ties
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].half_ties_inside == 0);
  people.unvested.set(market.person("B"), 30);
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].unvested == 100);
  market.world.state.set_skill(market.person("B"), 5);
  check_against_fresh(market);
  people.field.set(market.person("B"), 1);
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].output == 2000 * (1 + 2 + 2 * 5));
  market.world.state.companies.level.set(b, 2500);
  check_against_fresh(market);
  for (const CompanyId c : market.world.fixed.companies.ids()) {
    market.world.state.companies.level.set(c, 3000);  // of all at once
  }
  check_against_fresh(market);
  people.employer.set(market.person("A", 2), {});
  market.world.state.parameters.companies[1].productivity.factor = 3;
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].output > 3 * 8000);
  for (CompanySpec& company : market.world.state.parameters.companies)
    company.productivity.factor = 4;
  check_against_fresh(market);
  people.employer.set(market.person("A", 1), market.company("A"));  // who has no ties
  market.world.state.parameters.companies[0].productivity.factor = 5;
  check_against_fresh(market);
  people.employer.set(market.person("A", 1), b);  // the same person at another company
  check_against_fresh(market);
  market.connect({{market.person("A", 0).value(), market.person("B").value()}});
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[b].half_ties_inside == 2);
}

TEST_CASE("An entrant like the one before is a match of another product") {
  Market market(R"(
companies:
  - {name: A, researchers: 20, separations: {exits: 0.1 per tick}, productivity: {match: {distribution: uniform, low: 0.5, high: 1.5}}}
)");
  market.partial_tick({shocks, planning});
  check_against_fresh(market);
  const double before = market.world.tick.aggregates.companies[market.company("A")].output;
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    market.world.state.researchers.generation.set(r, 1);
  }
  check_against_fresh(market);
  CHECK(market.world.tick.aggregates.companies[market.company("A")].output != before);
}

TEST_CASE("Each company's aggregates are sums over its staff") {
  const auto more = GENERATE(0U, 70'000U);  // too many to remember their contributions
  Market market = hand_made(more);
  update_aggregates(market.world, market.services());
  const CompanyAggregates& a = market.world.tick.aggregates.companies[market.company("A")];
  const CompanyAggregates& b = market.world.tick.aggregates.companies[market.company("B")];
  CHECK(a.headcount == 3);
  CHECK(a.pay == 900);
  CHECK(a.skill == 3.5);
  CHECK(a.unvested == 70);
  CHECK(a.half_ties_inside == 2);
  // The first two have all their collaborators at A, the third none.
  CHECK(a.output == 1000 * (1.5 * 1 + 1.5 * 2 + 0.5));
  CHECK(b.headcount == 1);
  CHECK(b.pay == 300);
  CHECK(b.half_ties_inside == 0);
  CHECK(b.output == 8000);
  // Skill times 1 + ties per person.
  CHECK(a.research_capital == Approx(3.5 * (1 + 2.0 / 3)));
  CHECK(b.research_capital == Approx(4.0));
  CHECK(a.leadership_share == Approx(a.research_capital / (a.research_capital + 4)));
  CHECK(a.leadership_share + b.leadership_share == Approx(1));
}

TEST_CASE("The market's aggregates are the same with those of companies and without") {
  Market market = hand_made();
  update_aggregates(market.world, market.services());
  const MarketAggregates with = market.world.tick.aggregates.market;
  CHECK(with.employed == 4);
  CHECK(with.between_jobs == 1);
  CHECK(with.unemployed == 1);
  CHECK(with.pay == 1200);
  CHECK(with.output == 13000);
  // By nearest rank among 100, 200, 300, 600.
  CHECK(with.pay_median == 200);
  CHECK(with.pay_p90 == 600);
  CHECK(with.pay_p99 == 600);
  market.world.tick.wants.company_aggregates = false;
  choose_shortcuts(market.world, market.world.tick);
  REQUIRE(market.world.tick.shortcuts.has(Shortcut::market_sums));
  update_aggregates(market.world, market.services());
  const MarketAggregates without = market.world.tick.aggregates.market;
  CHECK(without.employed == with.employed);
  CHECK(without.between_jobs == with.between_jobs);
  CHECK(without.unemployed == with.unemployed);
  CHECK(without.pay == with.pay);
  CHECK(without.output == with.output);
  CHECK(without.pay_median == with.pay_median);
}

TEST_CASE("Quantiles of pay are those of the employed, by nearest rank") {
  // Beside 37 without a job; with many, the last person is in a piece of the population alone.
  const std::uint32_t size = GENERATE(200U, 65'500U);
  Market market(
      "clock: {tick: unit}\nresearchers: {unemployed: 37}\ncompanies: [{name: A, "
      "researchers: " +
      std::to_string(size) + "}]");
  for (std::uint32_t k = 0; k < size; ++k) {
    market.world.state.researchers.pay.set(market.person("A", k), size - k);
  }
  market.partial_tick({shocks, planning});
  update_aggregates(market.world, market.services());
  CHECK(market.world.tick.aggregates.market.pay_median == size / 2);
  CHECK(market.world.tick.aggregates.market.pay_p90 == 9 * size / 10);
  CHECK(market.world.tick.aggregates.market.pay_p99 == 99 * size / 100);
}

TEST_CASE("A market without jobs has no pay, and leads nothing") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 3}
companies: [{name: A}]
)");
  market.partial_tick({shocks, planning});
  update_aggregates(market.world, market.services());
  CHECK(market.world.tick.aggregates.market.employed == 0);
  CHECK(market.world.tick.aggregates.market.unemployed == 3);
  CHECK(market.world.tick.aggregates.market.pay_median == 0);
  CHECK(market.world.tick.aggregates.companies[market.company("A")].leadership_share == 0);
}

}  // namespace
