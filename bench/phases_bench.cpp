// Single phases within whole ticks: search in the job ladder, contagion on a graph of mean degree
// 10. The time is that of the phase by the run's own clock.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "load.hpp"
#include "run/simulation.hpp"
#include "world/build.hpp"

namespace {

// Runs a scenario to its end and times one phase; items are researcher-ticks.
void time_phase(benchmark::State& state, const poach::Scenario& scenario,
                const std::string& phase) {
  const poach::Workers workers(static_cast<int>(state.range(0)));
  double people = 0.0;
  for (auto _ : state) {
    poach::Diagnostics diagnostics;
    auto world = poach::build_world(scenario, poach::Seed{1}, workers, diagnostics);
    people = world->fixed.population.size();
    world->tick.wants.without.add(poach::Shortcut::fused_blocks);  // so that phases are not fused
    poach::Simulation run(std::move(*world), poach::record_plan(scenario.record), 0, workers);
    while (!run.finished()) run.advance();
    for (const auto& line : run.times().lines()) {
      if (line.phase == phase) state.SetIterationTime(line.seconds);
    }
  }
  const double ticks = people * static_cast<double>(scenario.clock.ticks);
  state.counters["researcher_ticks"] =
      benchmark::Counter(ticks, benchmark::Counter::kIsIterationInvariantRate);
}

void search_phase(benchmark::State& state) {
  time_phase(state, bench::load("bench/scenarios/ladder.yaml", {}), "search");
}
BENCHMARK(search_phase)->Arg(1)->Arg(2)->UseManualTime()->Unit(benchmark::kMillisecond);

void contagion_phase(benchmark::State& state) {
  time_phase(state, bench::load("bench/scenarios/contagion.yaml", {}), "contagion");
}
BENCHMARK(contagion_phase)->Arg(1)->Arg(2)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
