#include "poach/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "facade/access.hpp"
#include "facade/errors.hpp"
#include "facade/saved_state.hpp"
#include "facade/schedule.hpp"
#include "record/record_plan.hpp"
#include "record/recorder.hpp"
#include "run/replicate_runner.hpp"
#include "run/run.hpp"
#include "run/simulation.hpp"
#include "world/state.hpp"

namespace poach_api {
namespace {

house::Seed first_seed(const house::Scenario& scenario, const SimulationOptions& options) {
  return house::Seed{options.seed.value_or(static_cast<std::uint64_t>(scenario.seed))};
}

house::World build(const house::Scenario& scenario, const SimulationOptions& options,
                   const house::Workers& workers) {
  const house::Seed seed = house::replicate_seed(first_seed(scenario, options), options.replicate);
  return house::build_or_throw(scenario, seed, workers);
}

StateOwner owner_of(const house::Scenario& scenario, const SimulationOptions& options) {
  return {house::resolved_scenario(scenario), first_seed(scenario, options).value,
          options.replicate};
}

house::Simulation start(const house::Scenario& scenario, const SimulationOptions& options,
                        const house::Workers& workers) {
  return {build(scenario, options, workers),
          house::record_plan(scenario.record),
          options.replicate,
          workers,
          options.stop,
          schedule_with(options.phases)};
}

house::Simulation resume(const house::Scenario& scenario, const SimulationOptions& options,
                         const house::Workers& workers, std::string_view saved) {
  house::ByteReader state(unpack_state(owner_of(scenario, options), saved));
  return {build(scenario, options, workers),
          house::record_plan(scenario.record),
          options.replicate,
          workers,
          state,
          schedule_with(options.phases)};
}

SimulationOptions with_phases(SimulationOptions options, std::vector<Phase> phases) {
  options.phases = std::move(phases);
  return options;
}

// The number of a table that the scenario records.
std::size_t number_of(const house::Scenario& scenario, std::string_view table) {
  const std::vector<std::string>& recorded = scenario.record.tables;
  if (std::find(recorded.begin(), recorded.end(), table) == recorded.end()) {
    throw house::InputError(fmt::format(
        "error: the scenario does not record the table '{}'; see record.tables", table));
  }
  return house::index_of(*house::table_named(table));
}

}  // namespace

// Must not move: the engine refers to the workers, the view to the engine.
struct Simulation::Implementation {
  Implementation(const Scenario& of, SimulationOptions chosen)
      : scenario(of),
        options(std::move(chosen)),
        workers(options.threads),
        engine(start(Access::scenario_of(scenario), options, workers)) {
    if (options.keep_log) engine.keep_log();
  }
  Implementation(const Scenario& of, SimulationOptions chosen, std::string_view saved)
      : scenario(of),
        options(std::move(chosen)),
        workers(options.threads),
        engine(resume(Access::scenario_of(scenario), options, workers, saved)) {
    if (options.keep_log) engine.keep_log();
  }
  Implementation(const Implementation& other, std::vector<Phase> phases)
      : scenario(other.scenario),
        options(with_phases(other.options, std::move(phases))),
        workers(options.threads),
        engine(other.engine, workers, schedule_with(options.phases)) {
    (void)engine.recorder().take();
    if (options.keep_log) engine.keep_log();
  }

  // In the middle of a tick the state is inconsistent.
  void require_whole() const {
    if (whole) return;
    throw house::RunError(fmt::format(
        "error: the simulation stopped in the middle of tick {}; continue from an earlier "
        "state",
        engine.world().state.tick));
  }

  void step() {
    whole = false;
    seen.aggregates_are_fresh = false;
    engine.advance();
    whole = true;
  }

  // Keeps the recorded rows for rows().
  void collect_rows() {
    const auto texts = engine.recorder().take();
    for (std::size_t t = 0; t < rows.size(); ++t) rows[t] += texts[t].text;
  }

  Scenario scenario;
  SimulationOptions options;
  house::Workers workers;
  house::Simulation engine;
  std::array<std::string, house::table_count> rows;  // that no caller has taken yet
  bool whole = true;                                 // no tick is incomplete
  Access::ViewImplementation seen{engine.world(), [this] { engine.refresh_aggregates(); }};
};

Simulation::Simulation(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Simulation::Simulation(const Scenario& scenario, SimulationOptions options)
    : Simulation(with_public_errors(
          [&] { return std::make_unique<Implementation>(scenario, std::move(options)); })) {}

Simulation Simulation::restore(const Scenario& scenario, std::string_view saved,
                               SimulationOptions options) {
  return with_public_errors([&] {
    return Simulation(std::make_unique<Implementation>(scenario, std::move(options), saved));
  });
}

Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
Simulation::~Simulation() = default;

void Simulation::step(std::int64_t ticks) {
  with_public_errors([&] {
    implementation_->require_whole();
    const std::atomic<bool>* stop = implementation_->options.stop;
    for (std::int64_t k = 0; k < ticks && !finished(); ++k) {
      if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
        throw house::Interrupted(fmt::format("interrupted at tick {}", tick()));
      }
      implementation_->step();
    }
  });
}

bool Simulation::finished() const {
  with_public_errors([&] { implementation_->require_whole(); });
  return implementation_->engine.finished();
}

std::int64_t Simulation::tick() const { return view().tick(); }

std::string Simulation::date() const { return view().date(); }

std::string Simulation::state_hash() const {
  with_public_errors([&] { implementation_->require_whole(); });
  return house::state_hash(implementation_->engine.world().state);
}

View Simulation::view() const {
  with_public_errors([&] { implementation_->require_whole(); });
  return Access::view(implementation_->seen);
}

std::string Simulation::rows(std::string_view table) {
  return with_public_errors([&] {
    const std::size_t number = number_of(Access::scenario_of(implementation_->scenario), table);
    implementation_->collect_rows();
    return std::exchange(implementation_->rows[number], {});
  });
}

std::string Simulation::save() const {
  return with_public_errors([&] {
    implementation_->require_whole();
    implementation_->collect_rows();
    house::ByteWriter state;
    implementation_->engine.save(state);
    return pack_state(
        owner_of(Access::scenario_of(implementation_->scenario), implementation_->options),
        state.bytes());
  });
}

Simulation Simulation::fork() const { return fork(implementation_->options.phases); }

Simulation Simulation::fork(std::vector<Phase> phases) const {
  return with_public_errors([&] {
    implementation_->require_whole();
    return Simulation(std::make_unique<Implementation>(*implementation_, std::move(phases)));
  });
}

const Scenario& Simulation::scenario() const { return implementation_->scenario; }

int Simulation::threads() const { return implementation_->workers.threads(); }

}  // namespace poach_api
