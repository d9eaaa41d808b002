#pragma once
// How far a sweep has come, from its shards.

#include <cstdint>
#include <string>
#include <vector>

#include "sweep/engines.hpp"
#include "sweep/plan.hpp"

namespace poach::sweep {

struct RunNote {
  std::uint64_t key = 0;
  RunId run;
  double seconds = 0.0;
  std::string error;  ///< of a failed run
  std::string log;    ///< the Slurm task's log that reports the failure; empty without
};

struct SweepStatus {
  std::uint64_t runs = 0;  ///< distinct keys
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t running = 0;
  std::uint64_t interrupted = 0;  ///< begun by a worker that is gone; run again by the next
  std::uint64_t missing = 0;      ///< neither done, failed nor running
  std::uint64_t dropped = 0;      ///< torn or damaged records
  double seconds_per_run = 0.0;
  std::vector<RunNote> slowest;   ///< at most five
  std::vector<RunNote> failures;  ///< at most ten
  SlurmQueue queue;               ///< jobs in Slurm's queue; none without
  std::string stop;               ///< why workers stop at their next run; empty when they do not

  /// Runs at a time: those seen, or the tasks that Slurm runs where their locks are not seen.
  [[nodiscard]] std::uint64_t lanes() const;
  [[nodiscard]] double core_hours_left() const;
  /// Until the end, with as many runs at a time as now.
  [[nodiscard]] double seconds_left() const;
};

[[nodiscard]] SweepStatus status_of(const SweepPlan& plan);
/// Lines for people.
[[nodiscard]] std::string print(const SweepStatus& status, const SweepPlan& plan);
[[nodiscard]] std::string print_json(const SweepStatus& status, const SweepPlan& plan);

}  // namespace poach::sweep
