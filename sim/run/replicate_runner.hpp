#pragma once
// Runs the replicates of a scenario in order of their number, side by side when they are small, and
// hands over each one's rows in that order.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "record/recorder.hpp"
#include "record/summary.hpp"
#include "run/run.hpp"
#include "run/simulation.hpp"

namespace poach {
struct Scenario;

/// Builds the world of a replicate; throws InputError with every problem. Warnings go to `warn`.
[[nodiscard]] World build_or_throw(const Scenario& scenario, Seed seed, const Workers& workers,
                                   const TakeWarnings& warn = {});

/// How far a run has come.
struct RunProgress {
  std::uint64_t replicates_done = 0;
  std::vector<std::string> hashes;  ///< of the replicates done
  Summary summary;                  ///< of the replicates done
  std::string simulation;           ///< bytes of the replicate to go on with, or empty
};

struct RunnerHooks {
  /// Takes the rows of a replicate; called in order.
  std::function<void(std::uint64_t, const TableTexts&)> rows;
  /// Ticks done and ticks in all; may be empty.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
  /// Writes a checkpoint of the replicates done and the one in progress, if any; may be empty.
  std::function<void(const RunProgress&, const Simulation*)> checkpoint;
  const std::atomic<bool>* stop = nullptr;
  std::int64_t checkpoint_every = 0;  ///< ticks; 0: only when stopped
};

class ReplicateRunner {
 public:
  ReplicateRunner(const Scenario& scenario, int threads);

  [[nodiscard]] const Workers& workers() const { return workers_; }
  [[nodiscard]] const RecordPlan& plan() const { return plan_; }
  [[nodiscard]] const RunProgress& progress() const { return progress_; }
  [[nodiscard]] const PhaseTimes& times() const { return times_; }

  /// Goes on from earlier progress instead of the start.
  void resume(RunProgress progress) { progress_ = std::move(progress); }
  /// Runs what is left. `first` is the world of replicate 0 or of the next one, freshly built.
  /// Throws Interrupted, after a checkpoint, when asked to stop.
  void run(World first, const RunnerHooks& hooks);
  /// The seed of a replicate.
  [[nodiscard]] Seed seed_of(std::uint64_t replicate) const;

 private:
  struct Outcome {
    TableTexts texts;
    std::string hash;
    Summary summary;
    PhaseTimes times;
  };

  void run_one(World world, const RunnerHooks& hooks);
  [[nodiscard]] Simulation begin(World world, const RunnerHooks& hooks);
  [[nodiscard]] std::uint64_t batch_size() const;
  void run_batch(std::uint64_t from, std::uint64_t to, const RunnerHooks& hooks);
  [[nodiscard]] Outcome run_alone(std::uint64_t run_id, const RunnerHooks& hooks);
  void keep(std::string hash, const Summary& summary, const PhaseTimes& times);
  void count_tick(const RunnerHooks& hooks);
  void save(const RunnerHooks& hooks, const Simulation* simulation);

  const Scenario& scenario_;
  Workers workers_;
  Workers alone_;
  RecordPlan plan_;
  std::atomic<std::uint64_t> ticks_done_ = 0;
  RunProgress progress_;
  PhaseTimes times_;
};

}  // namespace poach
