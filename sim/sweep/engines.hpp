#pragma once
// Where runs are carried out besides the threads of this process.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sweep/plan.hpp"
#include "sweep/work.hpp"

namespace poach::sweep {

/// Whether this program was built with MPI.
[[nodiscard]] bool has_mpi();
/// Under mpirun: rank 0 hands out chunks of runs, the others carry them out. Throws InputError when
/// the program was built without MPI. Only rank 0 returns the ending.
std::optional<Ending> run_on_mpi(const SweepPlan& plan, bool retry_failed, const Limits& limits);

struct SlurmOptions {
  std::string program;              ///< absolute path of poach
  std::int64_t tasks = 0;           ///< of all arrays; 0: from the pilot
  std::int64_t throttle = 0;        ///< tasks at a time; 0: no limit
  std::int64_t minutes = 60;        ///< time limit of a task
  std::string partition;            ///< empty: the cluster's default
  std::vector<std::string> sbatch;  ///< more options of sbatch, for example --account=lab
  std::uint64_t max_failures = 0;   ///< of the whole sweep; 0: any number
  bool retry_failed = false;
};

/// How many tasks share the runs: those asked for, or about 20 minutes each by the pilot and at
/// most half of the limit; never more than runs.
[[nodiscard]] std::uint64_t array_tasks(const SweepPlan& plan, const SlurmOptions& options,
                                        std::uint64_t runs);

/// The tasks of one array among all tasks of a submission.
struct TaskRange {
  std::uint64_t first = 0;
  std::uint64_t count = 1;
  std::uint64_t tasks = 1;  ///< of all arrays
};
/// Arrays of at most `largest` tasks that make up `tasks`.
[[nodiscard]] std::vector<TaskRange> split_tasks(std::uint64_t tasks, std::uint64_t largest);
/// The batch script of an array job.
[[nodiscard]] std::string batch_script(const SweepPlan& plan, const SlurmOptions& options,
                                       const TaskRange& range);
/// Largest array of the cluster; 1000 when there is no Slurm to ask.
[[nodiscard]] std::uint64_t largest_array();
/// What `sbatch --test-only` says about the script; empty without Slurm.
[[nodiscard]] std::string test_submission(const SweepPlan& plan, const SlurmOptions& options);
/// Submits the arrays and the collect job after them. Returns the job numbers, collect last.
/// Throws InputError when the limit leaves no room for a run, RunError when sbatch refuses.
std::vector<std::string> submit(const SweepPlan& plan, const SlurmOptions& options);

/// A job, or tasks of an array, as squeue shows them.
struct QueuedJob {
  std::string job;
  std::string state;
  std::string reason;
};
/// The jobs in lines of `job|state|reason`.
[[nodiscard]] std::vector<QueuedJob> queued_jobs(std::string_view text);

struct SlurmQueue {
  bool answered = true;  ///< false: this sweep has jobs and Slurm does not answer about them
  std::vector<QueuedJob> jobs;
};
/// The sweep's jobs in the queue; none without Slurm.
[[nodiscard]] SlurmQueue slurm_queue(const SweepPlan& plan);
/// Cancels the sweep's jobs; returns how many.
std::uint64_t cancel_jobs(const SweepPlan& plan);

}  // namespace poach::sweep
