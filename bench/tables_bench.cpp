// Rows as CSV text, without the disk: the rows of one tick of a market, repeatedly.

#include <benchmark/benchmark.h>

#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "load.hpp"
#include "record/tables.hpp"
#include "run/simulation.hpp"
#include "world/build.hpp"

namespace {

void write_rows(benchmark::State& state, poach::TableName name) {
  poach::Scenario scenario = bench::load("scenarios/superintelligence_spree.yaml", {});
  scenario.record.tables = {std::string(poach::facts_of(name).name)};
  const poach::RecordPlan plan = poach::record_plan(scenario.record);
  const poach::Workers alone(1);
  poach::Diagnostics diagnostics;
  auto world = poach::build_world(scenario, poach::Seed{1}, alone, diagnostics);
  poach::Simulation run(std::move(*world), plan, 0, alone);
  while (!run.finished() && run.world().tick.log.started.size() < 5) run.advance();

  const poach::SinceLastRow since;
  poach::CompanyNames companies;
  const poach::RecordedTick tick{run.world(), plan, since, companies, 0, "2025-06-16", 24};
  const poach::RecordedTable& table = poach::recorded_tables()[poach::index_of(name)];
  poach::TableText out;
  std::int64_t bytes = 0;
  std::int64_t rows = 0;
  for (auto _ : state) {
    out.text.clear();
    out.rows = 0;
    table.write(tick, out);
    bytes += static_cast<std::int64_t>(out.text.size());
    rows += static_cast<std::int64_t>(out.rows);
  }
  state.SetItemsProcessed(rows);
  state.SetBytesProcessed(bytes);
}

void move_rows(benchmark::State& state) { write_rows(state, poach::TableName::moves); }
BENCHMARK(move_rows);

void researcher_rows(benchmark::State& state) { write_rows(state, poach::TableName::researchers); }
BENCHMARK(researcher_rows);

}  // namespace
