#include <cmath>
#include <map>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

std::map<SeparationKind, int> count_kinds(const Market& market) {
  std::map<SeparationKind, int> kinds;
  for (const Separation& s : market.separations()) ++kinds[s.kind];
  return kinds;
}

// With 200,000 people a hazard wrong by 4 % is more than 4 standard deviations off.
TEST_CASE("Each separation hazard acts at its own rate") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 200k, separations: {exits: 2 per year, job_loss: 0.03 per tick, quits: 4 per year}}
  - {name: B, researchers: 1000}
)");
  market.partial_tick({shocks, separation});
  auto kinds = count_kinds(market);
  const double people = 200e3;
  const double exit = 1.0 - std::exp(-2.0 * 7.0 / 365.25);
  const double quit = 1.0 - std::exp(-4.0 * 7.0 / 365.25);
  INFO(kinds[SeparationKind::exit] << " " << kinds[SeparationKind::job_loss] << " "
                                   << kinds[SeparationKind::quit]);
  CHECK(std::abs(z_score(kinds[SeparationKind::exit], people, exit)) < 4);
  // People who exit cannot be laid off, and people laid off cannot quit.
  CHECK(std::abs(z_score(kinds[SeparationKind::job_loss], people, 0.03 * (1 - exit))) < 4);
  CHECK(std::abs(z_score(kinds[SeparationKind::quit], people, quit * 0.97 * (1 - exit))) < 4);
  CHECK(market.headcount("B") == 1000);
  // The counts of the log, which outlive the list, are those of the list.
  std::uint64_t separations = 0;
  std::uint64_t exits = 0;
  for (const BlockLog& block : market.world.tick.log.blocks) {
    separations += block.counts.separations;
    exits += block.counts.exits;
  }
  CHECK(separations == market.separations().size());
  CHECK(exits == static_cast<std::uint64_t>(kinds[SeparationKind::exit]));
}

TEST_CASE("Separated people have no job, no pay and no equity, and are remembered as leavers") {
  Market market(R"(
clock: {tick: unit}
dynamics: {contagion: {drop: 0.1}}
companies: [{name: A, researchers: 1, pay: {median: 100}, separations: {job_loss: 1 per tick}, retention: {budget: 1}}]
)");
  const ResearcherId r = market.person("A");
  market.world.state.researchers.unvested.set(r, 50.0);
  market.world.state.researchers.bond.set(r, 2.0F);
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, separation});
  CHECK_FALSE(market.employer(r));
  CHECK(market.world.state.is_unemployed(r));
  CHECK(market.world.state.researchers.pay[r] == 0.0);
  CHECK(market.world.state.researchers.unvested[r] == 0.0);
  CHECK(market.world.state.researchers.bond[r] == 0.0F);
  CHECK(market.world.state.researchers.last_employer[r] == OptionalCompany(a));
  CHECK(market.world.state.researchers.left[r] == 1);
}

TEST_CASE(
    "Who separates before search neither meets anyone nor gets news or passed-on approaches") {
  const std::string text = R"(
clock: {tick: unit}
teams: [{name: T, company: A, members: 2}]
network: {kind: copies, shape: complete, copy_size: 2}
market:
  search: {random_meetings: {unemployed: 1 per tick, employed: 1 per tick}, pass_on: anyone, everyone_meets: true}
companies:
  - {name: A, researchers: 2, separations: {job_loss: 1 per tick}}
  - {name: B, hiring: {approaches_per_week: 10}}
)";
  Market market(text + "events: [{name: n, tick: 1, approach: {company: B, team: T}}]");
  market.partial_tick({shocks, separation, planning, search});
  REQUIRE(market.separations().size() == 2);
  CHECK(market.approaches().empty());
  // In the next tick they are approached like any other.
  market.partial_tick({shocks, separation, planning, search});
  CHECK_FALSE(market.approaches().empty());
}

TEST_CASE("An exit opens the seat to an entrant of other traits, without past or ties") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 1}
network: {kind: copies, shape: complete, copy_size: 2}
dynamics: {contagion: {drop: 0.1}}
market: {decisions: {collaborators: 1}}
companies: [{name: A, researchers: 2, hiring: {seats: 2}, separations: {exits: 1 per tick}}]
)");
  const ResearcherId r = market.person("A");
  const float skill = market.world.state.researchers.skill[r];
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.open_seats[market.company("A")] == 0);
  market.partial_tick({shocks, separation, planning});
  CHECK(market.world.tick.start.open_seats[market.company("A")] == 2);
  CHECK(market.world.state.researchers.generation[r] == 1);
  CHECK(market.world.name_of(r) == "A/1.1");
  CHECK(market.world.state.researchers.skill[r] != skill);
  CHECK_FALSE(market.world.state.researchers.last_employer[r]);
  CHECK(market.world.state.is_unemployed(r));
  CHECK(market.world.tick.log.blocks[0].counts.exits == 2);
}

const std::string hiring_and_firing = R"(
clock: {tick: unit}
market:
  bidding: {rule: posted}
  search: {random_meetings: {unemployed: 1 per tick}}
researchers: {unemployed: 1000}
companies: [{name: A, pay: {posted: 2}, separations: {job_loss: 0.5 per tick}}]
)";

TEST_CASE("Late separation hits this tick's hires, early separation does not") {
  Market early(hiring_and_firing);
  early.run_ticks(1);
  CHECK(early.headcount("A") == 1000);
  Market late(hiring_and_firing + "dynamics: {separation: after_hiring}");
  late.partial_tick({shocks, separation, planning, search, bidding, decisions});
  CHECK(late.headcount("A") == 1000);
  late.carry_out(contagion);
  late.carry_out(late_separation);
  CHECK(std::abs(z_score(late.headcount("A"), 1000, 0.5)) < 4);
  // The separated search in the next tick.
  late.partial_tick({shocks, separation, planning, search, bidding, decisions});
  CHECK(late.headcount("A") == 1000);
}

}  // namespace
