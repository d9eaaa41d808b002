#include "run/simulation.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::world_of;

std::string market_with_burn_in(int ticks) {
  return fmt::format(R"(
clock: {{tick: week, ticks: 5, burn_in: {}}}
researchers: {{unemployed: 50}}
market: {{bidding: {{rule: posted}}, search: {{random_meetings: {{unemployed: 0.2 per tick}}}}}}
companies: [{{name: A, pay: {{posted: 9}}, separations: {{quits: 0.1 per tick}}}}]
events: [{{name: close, tick: 1, set: {{companies.A.hiring.recruiting_weight: 0}}}}]
)",
                     ticks);
}

TEST_CASE("A burn-in ends at tick 0, before every event, and is not recorded") {
  const Workers workers(1);
  World world = world_of(market_with_burn_in(40));
  CHECK(world.tick == -40);
  const RecordPlan plan = record_plan(world.scenario.record);
  Simulation simulation(std::move(world), plan, 0, workers);
  CHECK(simulation.world().tick == 0);
  const auto employed = simulation.world().aggregates.market.employed;
  CHECK(employed > 20);
  CHECK(simulation.recorder().take()[0].rows == 1);
  while (!simulation.finished()) simulation.advance();
  CHECK(simulation.world().tick == 5);
  CHECK(simulation.world().aggregates.market.employed < employed);
  CHECK(simulation.summary().print("x").find("burn-in of 40 ticks") != std::string::npos);
}

TEST_CASE("The state does not depend on the tables that are recorded") {
  const Workers workers(1);
  const auto hash_with = [&](const std::vector<std::string>& tables) {
    World world = world_of(market_with_burn_in(3));
    RecordSpec spec;
    spec.tables = tables;
    Simulation simulation(std::move(world), record_plan(spec), 0, workers);
    while (!simulation.finished()) simulation.advance();
    return state_hash(simulation.world());
  };
  const std::string all = hash_with(table_names());
  CHECK(hash_with({}) == all);
  CHECK(hash_with({"market"}) == all);
}

TEST_CASE("Phase times count a call of every phase in every tick") {
  const Workers workers(1);
  World world = world_of(market_with_burn_in(0));
  Simulation simulation(std::move(world), {}, 0, workers);
  while (!simulation.finished()) simulation.advance();
  REQUIRE(simulation.times().lines().size() == schedule().size());
  for (const PhaseTimes::Line& line : simulation.times().lines()) {
    CHECK(line.calls == 5);
    CHECK(line.seconds >= 0.0);
  }
}

}  // namespace
