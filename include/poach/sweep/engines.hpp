#pragma once
// Where runs are carried out besides the threads of this process.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "poach/sweep/plan.hpp"
#include "poach/sweep/work.hpp"

namespace poach::sweep {

/// Whether this program was built with MPI.
[[nodiscard]] bool has_mpi();
/// Under mpirun: rank 0 hands out chunks of runs, the others carry them out. Throws InputError when
/// the program was built without MPI. Only rank 0 tells the ending.
std::optional<Ending> run_on_mpi(const Plan& plan, bool retry_failed, const Limits& limits);

struct SlurmOptions {
  std::string program;        ///< absolute path of poach
  std::int64_t tasks = 0;     ///< of all arrays; 0: from the pilot
  std::int64_t throttle = 0;  ///< tasks at a time; 0: no limit
  std::int64_t minutes = 60;  ///< time limit of a task
  std::string partition;      ///< empty: the cluster's default
  std::uint64_t max_failures = 0;
  bool retry_failed = false;
};

/// How many tasks share the runs: about 20 minutes each by the pilot, at most one per run.
[[nodiscard]] std::uint64_t array_tasks(const Plan& plan, std::uint64_t runs);

/// The tasks of one array among all tasks of a submission.
struct TaskRange {
  std::uint64_t first = 0;
  std::uint64_t count = 1;
  std::uint64_t tasks = 1;  ///< of all arrays
};
/// Arrays of at most `largest` tasks that make up `tasks`.
[[nodiscard]] std::vector<TaskRange> split_tasks(std::uint64_t tasks, std::uint64_t largest);
/// The batch script of an array job.
[[nodiscard]] std::string batch_script(const Plan& plan, const SlurmOptions& options,
                                       const TaskRange& range);
/// Largest array of the cluster; 1000 when there is no Slurm to ask.
[[nodiscard]] std::uint64_t largest_array();
/// What `sbatch --test-only` says about the script; empty without Slurm.
[[nodiscard]] std::string test_submission(const Plan& plan, const SlurmOptions& options);
/// Submits the arrays and the collect job after them. Returns the job numbers, collect last.
std::vector<std::string> submit(const Plan& plan, const SlurmOptions& options);
/// squeue's lines about the sweep's jobs; empty without Slurm or jobs.
[[nodiscard]] std::string slurm_queue(const Plan& plan);
/// Cancels the sweep's jobs; returns how many.
std::uint64_t cancel_jobs(const Plan& plan);
/// Seconds this Slurm job may still run; a very large number outside of Slurm.
[[nodiscard]] double seconds_left();
/// Puts this task of the array back into the queue, when it is one.
void requeue_this_task();

}  // namespace poach::sweep
