// Whole runs: the base scenario with its tables as text, and the job ladder.

#include <benchmark/benchmark.h>

#include <string>

#include "base/parallel.hpp"
#include "load.hpp"
#include "run/run.hpp"
#include "run/simulation.hpp"
#include "world/build.hpp"

namespace {

void flagship(benchmark::State& state) {
  const poach::Scenario scenario = bench::load("scenarios/superintelligence_spree.yaml", {});
  for (auto _ : state) benchmark::DoNotOptimize(poach::run_in_memory(scenario, 1));
}
BENCHMARK(flagship)->Unit(benchmark::kMillisecond);

// Random meetings and sequential auctions.
void ladder(benchmark::State& state) {
  const poach::Scenario scenario = bench::load(
      "bench/scenarios/ladder.yaml", {"researchers.unemployed=" + std::to_string(state.range(0))});
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
