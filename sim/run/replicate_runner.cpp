#include "run/replicate_runner.hpp"

#include <algorithm>
#include <utility>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "scenario/predicted_size.hpp"
#include "world/build.hpp"

namespace poach {
namespace {

// Markets above this size run one replicate at a time, on all threads.
constexpr std::uint32_t large_market = 200'000;

// Bytes for each thread in which rows of replicates that run side by side wait for their turn.
constexpr double largest_backlog = 64e6;

constexpr const char* how_to_go_on =
    "interrupted; the same command with --resume goes on from here";

bool stop_wanted(const RunnerHooks& hooks) {
  return hooks.stop != nullptr && hooks.stop->load(std::memory_order_relaxed);
}

}  // namespace

World build_or_throw(const Scenario& scenario, Seed seed, const Workers& workers,
                     const TakeWarnings& warn) {
  Diagnostics diagnostics;
  std::optional<World> world = build_world(scenario, seed, workers, diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  if (warn && !diagnostics.all().empty()) warn(diagnostics);
  return std::move(*world);
}

ReplicateRunner::ReplicateRunner(const Scenario& scenario, int threads)
    : scenario_(scenario), workers_(threads), alone_(1), plan_(record_plan(scenario.record)) {}

Seed ReplicateRunner::seed_of(std::uint64_t replicate) const {
  return replicate_seed(Seed{static_cast<std::uint64_t>(scenario_.seed)}, replicate);
}

void ReplicateRunner::run(World first, const RunnerHooks& hooks) {
  const auto replicates = static_cast<std::uint64_t>(scenario_.replicates);
  ticks_done_ = progress_.replicates_done * static_cast<std::uint64_t>(scenario_.clock.ticks);
  const std::uint64_t batch = first.fixed.population.size() > large_market ? 1 : batch_size();
  const bool one_by_one = replicates == 1 || batch < 2;
  // A replicate that a checkpoint left half done goes on by itself, whoever began it.
  const bool goes_on = !progress_.simulation.empty();
  if ((one_by_one || goes_on) && progress_.replicates_done < replicates) {
    run_one(std::move(first), hooks);
  }
  while (progress_.replicates_done < replicates) {
    const std::uint64_t from = progress_.replicates_done;
    if (one_by_one) {
      run_one(build_or_throw(scenario_, seed_of(from), workers_), hooks);
    } else {
      run_batch(from, std::min(from + batch, replicates), hooks);
    }
  }
}

// Replicates side by side: a few for each thread, as long as their rows fit.
std::uint64_t ReplicateRunner::batch_size() const {
  double bytes = 1.0;
  for (const PredictedTable& table : predicted_tables(scenario_)) bytes += table.bytes;
  bytes /= static_cast<double>(scenario_.replicates);
  const auto threads = static_cast<double>(std::max(workers_.threads(), 1));
  return static_cast<std::uint64_t>(std::min(4.0 * threads, threads * largest_backlog / bytes));
}

// A single run streams its rows, so that memory does not grow with the run.
void ReplicateRunner::run_one(World world, const RunnerHooks& hooks) {
  const std::uint64_t run_id = progress_.replicates_done;
  Simulation simulation = begin(std::move(world), hooks);
  while (!simulation.finished()) {
    hooks.rows(run_id, simulation.recorder().take());
    const bool stop = stop_wanted(hooks);
    const std::int32_t tick = simulation.world().state.tick;
    const bool due = hooks.checkpoint_every > 0 && tick > 0 && tick % hooks.checkpoint_every == 0;
    if (stop || due) save(hooks, &simulation);
    if (stop) throw Interrupted(how_to_go_on);
    simulation.advance();
    count_tick(hooks);
  }
  hooks.rows(run_id, simulation.recorder().take());
  keep(state_hash(simulation.world().state), simulation.summary(), simulation.times());
}

// The replicate in progress where a checkpoint left it, or a new one at tick 0.
Simulation ReplicateRunner::begin(World world, const RunnerHooks& hooks) {
  const std::uint64_t run_id = progress_.replicates_done;
  if (progress_.simulation.empty()) {
    try {
      return {std::move(world), plan_, run_id, workers_, hooks.stop};
    } catch (const Interrupted&) {
      // A burn-in is not saved; it starts anew.
      save(hooks, nullptr);
      throw;
    }
  }
  ByteReader saved(progress_.simulation);
  Simulation simulation(std::move(world), plan_, run_id, workers_, saved);
  progress_.simulation = std::string();
  progress_.simulation.shrink_to_fit();
  ticks_done_ += static_cast<std::uint64_t>(simulation.world().state.tick);
  return simulation;
}

ReplicateRunner::Outcome ReplicateRunner::run_alone(std::uint64_t run_id,
                                                    const RunnerHooks& hooks) {
  Simulation simulation(build_or_throw(scenario_, seed_of(run_id), alone_), plan_, run_id, alone_,
                        hooks.stop);
  while (!simulation.finished()) {
    if (stop_wanted(hooks)) {
      throw Interrupted(how_to_go_on);
    }
    simulation.advance();
    count_tick(hooks);
  }
  return {simulation.recorder().take(), state_hash(simulation.world().state), simulation.summary(),
          simulation.times()};
}

void ReplicateRunner::run_batch(std::uint64_t from, std::uint64_t to, const RunnerHooks& hooks) {
  std::vector<Outcome> outcomes(to - from);
  try {
    workers_.for_each(outcomes.size(),
                      [&](std::size_t k) { outcomes[k] = run_alone(from + k, hooks); });
  } catch (const Interrupted&) {
    // The replicates of this batch are short; they start anew.
    save(hooks, nullptr);
    throw;
  }
  for (std::size_t k = 0; k < outcomes.size(); ++k) {
    hooks.rows(from + k, outcomes[k].texts);
    keep(outcomes[k].hash, outcomes[k].summary, outcomes[k].times);
  }
  if (hooks.checkpoint_every > 0) save(hooks, nullptr);
}

void ReplicateRunner::keep(std::string hash, const Summary& summary, const PhaseTimes& times) {
  ++progress_.replicates_done;
  progress_.hashes.push_back(std::move(hash));
  progress_.summary.add(summary);
  times_.add(times);
}

void ReplicateRunner::count_tick(const RunnerHooks& hooks) {
  const std::uint64_t done = ticks_done_.fetch_add(1, std::memory_order_relaxed) + 1;
  const auto total = static_cast<std::uint64_t>(scenario_.clock.ticks) *
                     static_cast<std::uint64_t>(scenario_.replicates);
  if (hooks.progress) hooks.progress(done, total);
}

void ReplicateRunner::save(const RunnerHooks& hooks, const Simulation* simulation) {
  if (hooks.checkpoint) hooks.checkpoint(progress_, simulation);
}

}  // namespace poach
