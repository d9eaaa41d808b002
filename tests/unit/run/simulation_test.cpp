#include "run/simulation.hpp"

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"

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
  CHECK(world.state.tick == -40);
  const RecordPlan plan = record_plan(world.fixed.scenario.record);
  Simulation simulation(std::move(world), plan, 0, workers);
  CHECK(simulation.world().state.tick == 0);
  const auto employed = simulation.world().tick.aggregates.market.employed;
  CHECK(employed > 20);
  CHECK(simulation.recorder().take()[0].rows == 1);
  while (!simulation.finished()) simulation.advance();
  CHECK(simulation.world().state.tick == 5);
  CHECK(simulation.world().tick.aggregates.market.employed < employed);
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
    return state_hash(simulation.world().state);
  };
  const std::string all = hash_with(table_names());
  CHECK(hash_with({}) == all);
  CHECK(hash_with({"market"}) == all);
}

std::string saved(const Simulation& simulation) {
  ByteWriter out;
  simulation.save(out);
  return out.bytes();
}

TEST_CASE("A saved state continues under its own schedule and no other") {
  const Workers workers(1);
  Schedule schedule = standard_schedule();
  schedule.add_after("decisions", {"idle", Scope::market, [](World&, const Services&) {}});
  Simulation simulation(world_of(market_with_burn_in(0)), {}, 0, workers, nullptr, schedule);
  simulation.advance();
  const std::string bytes = saved(simulation);
  ByteReader same(bytes);
  Simulation again(world_of(market_with_burn_in(0)), {}, 0, workers, same, schedule);
  again.advance();
  simulation.advance();
  CHECK(state_hash(again.world().state) == state_hash(simulation.world().state));
  ByteReader other(bytes);
  CHECK(support::message_of<InputError>(
            [&] { Simulation(world_of(market_with_burn_in(0)), {}, 0, workers, other); }) ==
        "error: the saved state is of a market with the added phases: idle after decisions; this "
        "one has: none");
}

TEST_CASE("Phase times count a call of every phase in every tick") {
  const Workers workers(1);
  World world = world_of(market_with_burn_in(0));
  world.tick.wants.without.add(Shortcut::fused_blocks);
  Simulation simulation(std::move(world), {}, 0, workers);
  while (!simulation.finished()) simulation.advance();
  REQUIRE(simulation.times().lines().size() == standard_schedule().rows().size());
  for (const PhaseTimes::Line& line : simulation.times().lines()) {
    CHECK(line.calls == 5);
    CHECK(line.seconds >= 0.0);
  }
}

TEST_CASE("Phase times have a line of its own for phases that are fused") {
  const Workers workers(1);
  Simulation simulation(world_of(market_with_burn_in(0)), {}, 0, workers);
  while (!simulation.finished()) simulation.advance();
  PhaseTimes times;
  times.add(simulation.times());
  times.add(simulation.times());
  REQUIRE(times.lines().size() == standard_schedule().rows().size() + 1);
  CHECK(times.lines().back().phase == "search to decisions");
  CHECK(times.lines().back().calls == 10);
  for (const PhaseTimes::Line& line : times.lines()) {
    const bool fused =
        line.phase == "search" || line.phase == "bidding" || line.phase == "decisions";
    CHECK(line.calls == (fused ? 0 : 10));
  }
}

}  // namespace

namespace {

TEST_CASE("A run of no ticks ends as it begins") {
  World world = support::world_of(
      "clock: {tick: week, start: 2025-01-06, ticks: 0}\n"
      "companies: [{name: A, researchers: 5, pay: {median: 9}}]");
  const RecordPlan plan = record_plan(world.fixed.scenario.record);
  const Simulation simulation(std::move(world), plan, 0, Workers(1));
  const std::string text = simulation.summary().print("x");
  CHECK(text.find("2025-01-06 to 2025-01-06") != std::string::npos);
  CHECK(text.find("A                           5        5") != std::string::npos);
}

}  // namespace
