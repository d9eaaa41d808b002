#include "theory/snapshots.hpp"

#include <cmath>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "run/simulation.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "world/build.hpp"

namespace poach::tests {

void take_snapshots(Scenario scenario, const SnapshotTimes& times,
                    const std::function<void(const World&)>& look) {
  scenario.clock.burn_in = times.settle;
  scenario.clock.ticks = times.apart * (times.count - 1);
  scenario.record.tables.clear();
  const Workers alone(1);
  const Seed seed =
      replicate_seed(Seed{static_cast<std::uint64_t>(scenario.seed)}, times.replicate);
  Diagnostics diagnostics;
  auto world = build_world(scenario, seed, alone, diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  Simulation simulation(std::move(*world), record_plan(scenario.record), 0, alone);
  look(simulation.world());
  while (!simulation.finished()) {
    simulation.advance();
    if (simulation.world().state.tick % times.apart == 0) look(simulation.world());
  }
}

void take_snapshots(const SnapshotPlan& plan, const std::function<void(const World&)>& look) {
  Diagnostics diagnostics;
  auto loaded = load_scenario(support::source_file("scenarios/theory/" + plan.scenario + ".yaml"),
                              plan.overrides, diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  take_snapshots(std::move(loaded->scenario), plan.times, look);
}

Found found_in(const std::vector<double>& replicates) {
  const auto n = static_cast<double>(replicates.size());
  double sum = 0.0;
  for (const double value : replicates) sum += value;
  const double mean = sum / n;
  double squares = 0.0;
  for (const double value : replicates) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1.0) / n)};
}

void check_found(const Found& found, double exact, double largest_error) {
  INFO("simulated " << found.mean << ", exact " << exact << ", error " << found.error << ", z "
                    << (found.mean - exact) / found.error);
  CHECK(found.error < largest_error);
  CHECK(std::abs(found.mean - exact) < 4.0 * found.error);
}

std::int64_t employer_number(const World& world, ResearcherId researcher) {
  const OptionalCompany employer = world.state.researchers.employer[researcher];
  return employer ? std::int64_t{(*employer).value()} : -1;
}

}  // namespace poach::tests
