// Whole runs: the base scenario with its tables as text, and the job ladder.

#include <benchmark/benchmark.h>

#include <string>

#include "poach/base/error.hpp"
#include "poach/base/parallel.hpp"
#include "poach/run/run.hpp"
#include "poach/run/simulation.hpp"
#include "poach/scenario/load.hpp"
#include "poach/world/build.hpp"

namespace {

poach::Scenario load(const std::string& name, const std::vector<std::string>& overrides) {
  poach::Diagnostics diagnostics;
  const std::string file = std::string(POACH_SOURCE_DIR) + "/scenarios/" + name;
  auto loaded = poach::load_scenario(file, overrides, diagnostics);
  if (!loaded) throw poach::InputError(std::move(diagnostics));
  return std::move(loaded->scenario);
}

void flagship(benchmark::State& state) {
  const poach::Scenario scenario = load("superintelligence_spree.yaml", {});
  for (auto _ : state) benchmark::DoNotOptimize(poach::run_in_memory(scenario, 1));
}
BENCHMARK(flagship)->Unit(benchmark::kMillisecond);

// Random meetings and sequential auctions: l0 = .30, l1 = .10, d = .02, 1,000 companies.
void ladder(benchmark::State& state) {
  const poach::Scenario scenario =
      load("theory/postel_vinay_robin.yaml",
           {"clock.burn_in=0", "clock.ticks=24", "record.tables=[market]", "record.every=24",
            "market.search.random_meetings.unemployed=0.30 per tick",
            "market.search.random_meetings.employed=0.10 per tick",
            "market.search.random_meetings.arrival=at_most_one",
            "researchers.unemployed=" + std::to_string(state.range(0))});
  const poach::Workers workers(static_cast<int>(state.range(1)));
  for (auto _ : state) {
    state.PauseTiming();
    poach::Diagnostics diagnostics;
    auto world = poach::build_world(scenario, poach::Seed{1}, workers, diagnostics);
    poach::Simulation run(std::move(*world), poach::record_plan(scenario.record), 0, workers);
    state.ResumeTiming();
    while (!run.finished()) run.advance();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * 24);
}
BENCHMARK(ladder)
    ->Args({1'000'000, 1})
    ->Args({1'000'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
