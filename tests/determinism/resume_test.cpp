// A run that is saved, thrown away and taken up again in a freshly built world goes on as if
// nothing had happened: the same rows, the same state, at another number of threads too.

#include "base/bytes.hpp"
#include "base/parallel.hpp"
#include "config/print.hpp"
#include "property/random_scenario.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"
#include "world/build.hpp"

namespace poach {
namespace {

World build(const Scenario& scenario, const Workers& workers) {
  Diagnostics diagnostics;
  auto world =
      build_world(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, workers, diagnostics);
  REQUIRE(world);
  return std::move(*world);
}

struct Recorded {
  std::string rows;
  std::string hash;
  std::string summary;
};

void add_rows(Simulation& run, std::string& rows) {
  for (const TableText& table : run.recorder().take()) rows += table.text;
}

Recorded run_through(const Scenario& scenario, const RecordPlan& plan) {
  const Workers workers(1);
  Simulation run(build(scenario, workers), plan, 0, workers);
  Recorded recorded;
  add_rows(run, recorded.rows);
  while (!run.finished()) {
    run.advance();
    add_rows(run, recorded.rows);
  }
  recorded.hash = state_hash(run.world().state);
  recorded.summary = run.summary().print("");
  return recorded;
}

Recorded run_with_stops(const Scenario& scenario, const RecordPlan& plan, int ticks_between) {
  Recorded recorded;
  std::string saved;
  for (int part = 0;; ++part) {
    const Workers workers(1 + part % 3);
    World world = build(scenario, workers);
    ByteReader bytes(saved);
    Simulation run = saved.empty() ? Simulation(std::move(world), plan, 0, workers)
                                   : Simulation(std::move(world), plan, 0, workers, bytes);
    add_rows(run, recorded.rows);
    for (int tick = 0; tick < ticks_between && !run.finished(); ++tick) {
      run.advance();
      add_rows(run, recorded.rows);
    }
    if (run.finished()) {
      recorded.hash = state_hash(run.world().state);
      recorded.summary = run.summary().print("");
      return recorded;
    }
    ByteWriter out;
    run.save(out);
    saved = out.bytes();
  }
}

}  // namespace

TEST_CASE("a resumed run is the run", "[resume]") {
  for (std::uint64_t number = 1; number <= 40; ++number) {
    Scenario scenario = tests::random_scenario(number);
    scenario.record.every = 3;
    const RecordPlan plan = record_plan(scenario.record);
    const Recorded whole = run_through(scenario, plan);
    const Recorded parts = run_with_stops(scenario, plan, 7);
    INFO("scenario " << number << "\n" << config::print_yaml(scenario));
    CHECK(whole.hash == parts.hash);
    CHECK(whole.rows == parts.rows);
    CHECK(whole.summary == parts.summary);
  }
}

TEST_CASE("bytes that run out are refused", "[resume]") {
  const Scenario scenario = tests::random_scenario(3);
  const Workers workers(1);
  const RecordPlan plan = record_plan(scenario.record);
  Simulation run(build(scenario, workers), plan, 0, workers);
  (void)run.recorder().take();
  ByteWriter out;
  run.save(out);
  ByteReader half(std::string_view(out.bytes()).substr(0, out.bytes().size() / 2));
  CHECK_THROWS_AS(Simulation(build(scenario, workers), plan, 0, workers, half), InputError);
}

}  // namespace poach
