#pragma once
// A worker as Slurm sees it: how long it may still run, and whether it comes back after a stop.

#include <cstdint>
#include <string>
#include <string_view>

#include "sweep/engines.hpp"

namespace poach::sweep {

/// What becomes of a task that stopped before its work was done.
enum class Return {
  requested,  ///< the task has to put itself back into the queue
  by_slurm,   ///< Slurm has put it back already, or is about to
  none        ///< the user cancelled it
};

/// `task` is what squeue says after the stop, `log` what Slurm wrote into the task's log:
/// - a task that still runs was told to stop (USR1, TERM, little time): it returns;
/// - one that Slurm is ending has reached its limit or was preempted, and returns; or somebody
///   requeued it, or its node was lost, and Slurm returns it; or a user cancelled it.
/// Slurm shows all of those as COMPLETING, so the log tells them apart.
[[nodiscard]] Return return_of(const QueuedJob& task, std::string_view log);

/// This process as a task. Outside of Slurm it has no limit and never returns.
class SlurmTask {
 public:
  SlurmTask();
  [[nodiscard]] bool is_in_slurm() const { return !id_.empty(); }
  /// Seconds that were left at the start; very large when there is no limit.
  [[nodiscard]] double seconds_left() const { return seconds_left_; }
  /// Puts the task back into the queue where that is right. A task that is cancelled between the
  /// question and the request, some milliseconds, comes back all the same.
  Return come_back() const;

 private:
  std::string id_;  ///< JOB or ARRAY_TASK: the number of an array names all its tasks
  double seconds_left_ = 1e18;
  std::int64_t log_start_ = 0;
};

}  // namespace poach::sweep
