// `poach sweep worker`: what a task of an array does, under Slurm or any other scheduler.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/print.hpp"
#include "app/signals.hpp"
#include "app/sweep_commands.hpp"
#include "app/sweep_control.hpp"
#include "base/error.hpp"
#include "sweep/run_index.hpp"
#include "sweep/slurm_task.hpp"
#include "sweep/work.hpp"

namespace poach::app {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Whether a worker may start another run.
class Boundary {
 public:
  Boundary(const sweep::SweepPlan& plan, double seconds_left)
      : plan_(plan), left_(seconds_left), longest_(plan.pilot_seconds) {}

  /// Called before every run. A task that ended before its first run because time is short would be
  /// requeued forever, so time counts from the second run on.
  bool stops() {
    if (runs_ > 0) longest_ = std::max(longest_, seconds_since(last_));
    last_ = Clock::now();
    if (must_stop_now() || stop_file(plan_)) return true;
    const bool short_of_time =
        stop_signal().load() || seconds_since(start_) + 2.0 * longest_ + 10.0 > left_;
    return runs_++ > 0 && short_of_time;
  }

 private:
  const sweep::SweepPlan& plan_;
  double left_;
  double longest_;  ///< seconds of a run
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
  std::uint64_t runs_ = 0;
};

void print_failure(const sweep::SweepPlan& plan, const sweep::RunRecord& record,
                   std::uint64_t index) {
  const sweep::RunId run = plan.run(index);
  print_err("{}: point {} ({}) replicate {} failed: {}\n", sweep::key_text(record.key), run.point,
            plan.row(run.point), run.replicate, record.error);
}

// Failures are counted over all workers: the one that sees the limit reached stops the others.
void stop_all_at(const sweep::SweepPlan& plan, std::uint64_t most) {
  if (most == 0 || sweep::failed_records(plan.directory) < most) return;
  write_stop_file(plan, "too many failed runs (--max-failures, --fail-fast)");
}

// Only Slurm is asked to bring the task back. Others go by the exit code.
int end_early(const sweep::SweepPlan& plan, const sweep::SlurmTask& task, int requeue_code) {
  if (stop_file(plan)) {
    print_err("poach: stopped by the stop file\n");
    return exit_interrupted_sweep;
  }
  if (!task.is_in_slurm()) {
    print_err("poach: interrupted; the same command goes on (exit code {})\n", requeue_code);
    return requeue_code;
  }
  const char* what = "the user cancelled this task: it does not come back";
  switch (task.come_back()) {
    case sweep::Return::requested:
      what = "this task put itself back into the queue";
      break;
    case sweep::Return::by_slurm:
      what = "Slurm puts this task back into the queue";
      break;
    case sweep::Return::none:
      break;
  }
  print_err("poach: interrupted; {}\n", what);
  return exit_interrupted_sweep;
}

struct Shard {
  std::uint64_t number = 0;  ///< from 0
  std::uint64_t count = 1;
};

Shard parse_shard(const std::string& text, std::int64_t from) {
  unsigned long long number = 0;
  unsigned long long count = 0;
  char rest = 0;
  const auto first = static_cast<std::uint64_t>(from);
  if (std::sscanf(text.c_str(), "%llu/%llu%c", &number, &count, &rest) != 2 || number < first ||
      number - first >= count) {
    throw InputError(
        fmt::format("error: --shard is NUMBER/COUNT with NUMBER from {}, not {}; --shard-from {} "
                    "counts from {}",
                    from == 0 ? "0 to COUNT - 1" : "1 to COUNT", text, 1 - from, 1 - from));
  }
  return {number - first, count};
}

}  // namespace

int sweep_worker(const SweepArguments& a) {
  const sweep::SlurmTask task;
  listen_for_signals();
  const Shard shard = parse_shard(a.shard, a.shard_from);
  const sweep::SweepPlan plan = sweep::read_plan(a.directory);
  std::vector<std::uint64_t> mine;
  for (const std::uint64_t index : sweep::runs_to_do(plan, a.retry_failed)) {
    if (index % shard.count == shard.number) mine.push_back(index);
  }
  Boundary boundary(plan, task.seconds_left());
  sweep::Limits limits;
  limits.stop = [&boundary] { return boundary.stops(); };
  limits.failed = [&](const sweep::RunRecord& record, std::uint64_t index) {
    print_failure(plan, record, index);
    stop_all_at(plan, static_cast<std::uint64_t>(a.max_failures));
  };
  const auto ending = sweep::run_on_threads(plan, mine, 1, limits, {});
  return ending == sweep::Ending::stopped ? end_early(plan, task, static_cast<int>(a.requeue_code))
                                          : 0;
}

}  // namespace poach::app
