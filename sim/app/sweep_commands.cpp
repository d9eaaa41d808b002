#include "app/sweep_commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <thread>

#include "app/print.hpp"
#include "app/progress.hpp"
#include "app/signals.hpp"
#include "app/sweep_control.hpp"
#include "base/error.hpp"
#include "base/shell_words.hpp"
#include "poach/version.hpp"
#include "run/run.hpp"
#include "sweep/collect.hpp"
#include "sweep/engines.hpp"
#include "sweep/plan.hpp"
#include "sweep/run_index.hpp"
#include "sweep/status.hpp"
#include "sweep/work.hpp"
#include "tables/output_directory.hpp"

namespace poach::app {
namespace {

namespace files = std::filesystem;
using sweep::Ending;
using sweep::SweepPlan;

constexpr std::chrono::seconds between_looks{2};
constexpr int most_looks_unanswered = 300;

// Where there is no /proc to ask, the tasks look for the program on their path.
std::string own_program() {
  std::error_code failure;
  const files::path program = files::read_symlink("/proc/self/exe", failure);
  return failure ? "poach" : program.string();
}

sweep::SlurmOptions slurm_options(const SweepArguments& a) {
  sweep::SlurmOptions options;
  options.program = own_program();
  options.tasks = a.tasks;
  options.throttle = a.throttle;
  options.minutes = a.minutes;
  options.partition = a.partition;
  options.sbatch = a.sbatch;
  options.max_failures = a.fail_fast ? 1 : static_cast<std::uint64_t>(a.max_failures);
  options.retry_failed = a.retry_failed;
  return options;
}

void preview(const SweepPlan& plan, const SweepArguments& a) {
  const sweep::SlurmOptions options = slurm_options(a);
  const double seconds = static_cast<double>(plan.runs()) * plan.pilot_seconds;
  const std::uint64_t tasks = sweep::array_tasks(plan, options, plan.runs());
  const auto arrays = sweep::split_tasks(tasks, sweep::largest_array());
  print_out("{}: {} points x {} replicates = {} runs of {} parameters\n", plan.name, plan.points(),
            plan.replicates, plan.runs(), plan.paths.size());
  print_out("pilot: {:.3f} s a run, about {:.2g} core hours in all\n", plan.pilot_seconds,
            seconds / 3600.0);
  if (!plan.pilot_error.empty()) {
    print_out("a run of the pilot failed, so these figures are too low: {}\n", plan.pilot_error);
  }
  print_out("disk: about {:.1f} MB in shards, {:.1f} MB as tables\n",
            static_cast<double>(plan.runs()) * plan.pilot_stored_bytes / 1e6,
            static_cast<double>(plan.runs()) * plan.pilot_bytes / 1e6);
  print_out("on Slurm: tasks: {}, arrays: {}, about {} runs a task\n", tasks, arrays.size(),
            (plan.runs() + tasks - 1) / tasks);
  if (!a.dry_run) return;
  print_out("\n{}\n", sweep::batch_script(plan, options, arrays.front()));
  const std::string answer = sweep::test_submission(plan, options);
  print_out("{}", answer.empty() ? "(no sbatch here to test it with)\n" : answer);
}

// A verb of sweeps with a directory, to be pasted into a shell.
std::string on_directory(const char* verb, const std::string& directory,
                         const std::string& more = {}) {
  return shell_command({"poach", "sweep", verb}) + " " + shell_path(directory) + more;
}

std::string how_to_go_on(const SweepArguments& a) {
  return "the same command goes on: " + on_directory("run", a.directory, " --on " + a.on);
}

int exit_code(const SweepPlan& plan, Ending ending, const SweepArguments& a) {
  if (ending == Ending::stopped) {
    print_err("poach: interrupted; {}\n", how_to_go_on(a));
    return exit_interrupted_sweep;
  }
  std::uint64_t failed = 0;
  const sweep::RunIndex recorded(plan.directory);
  for (const sweep::RecordPlace& record : recorded.records()) {
    failed += record.status == sweep::Status::failed ? 1 : 0;
  }
  if (failed == 0) return 0;
  print_err("poach: {} runs failed; `{}` shows why\n", failed, on_directory("status", a.directory));
  return exit_some_failed;
}

sweep::Limits limits_of(const SweepPlan& plan, const SweepArguments& a) {
  sweep::Limits limits;
  limits.max_failures = a.fail_fast ? 1 : static_cast<std::uint64_t>(a.max_failures);
  limits.stop = [&plan] { return stop_signal().load() || stop_file(plan); };
  return limits;
}

int run_local(const SweepPlan& plan, const SweepArguments& a) {
  const auto indices = sweep::runs_to_do(plan, a.retry_failed);
  if (!a.quiet && indices.size() < plan.runs()) {
    print_err("{} of {} runs are left\n", indices.size(), plan.runs());
  }
  Progress progress(choose_progress(a.progress, a.quiet), plan.name);
  const Ending ending = sweep::run_on_threads(
      plan, indices, a.threads, limits_of(plan, a),
      [&](std::uint64_t done, std::uint64_t all) { progress.report(done, all); });
  return exit_code(plan, ending, a);
}

// The queue; repeats the question while Slurm's controller does not answer.
sweep::SlurmQueue patient_queue(const SweepPlan& plan, int looks) {
  sweep::SlurmQueue queue = sweep::slurm_queue(plan);
  for (int look = 1; !queue.answered && look < looks && !stop_signal().load(); ++look) {
    std::this_thread::sleep_for(between_looks);
    queue = sweep::slurm_queue(plan);
  }
  if (queue.answered || stop_signal().load()) return queue;
  throw RunError("squeue does not report the jobs of this sweep; nothing was submitted");
}

bool are_ending(const sweep::SlurmQueue& queue) {
  return std::all_of(queue.jobs.begin(), queue.jobs.end(),
                     [](const sweep::QueuedJob& job) { return job.state == "COMPLETING"; });
}

// Jobs of the sweep that run or wait. Cancelled ones get a minute to end; jobs that a lost node
// still shows as ending after that are ignored, as runs may be repeated.
bool has_jobs(const SweepPlan& plan) {
  sweep::SlurmQueue queue = patient_queue(plan, 3);
  for (int look = 0; look < 30 && !queue.jobs.empty() && are_ending(queue); ++look) {
    if (stop_signal().load()) break;
    std::this_thread::sleep_for(between_looks);
    queue = patient_queue(plan, 3);
  }
  return !are_ending(queue);
}

// Submits what is left, unless jobs are at work on it; returns whether anything was left. Two
// commands at once would submit it twice, and each would note its own jobs only.
bool submit_to_slurm(const SweepPlan& plan, const SweepArguments& a) {
  tables::OutputDirectory home(plan.directory);
  home.lock();
  if (has_jobs(plan)) {
    print_out("jobs of this sweep are in the queue; `{}` follows them\n",
              on_directory("status", a.directory));
  } else if (sweep::runs_to_do(plan, a.retry_failed).empty()) {
    print_out("nothing is left to run; `{}` makes the tables\n",
              on_directory("collect", a.directory));
    return false;
  } else {
    const auto jobs = sweep::submit(plan, slurm_options(a));
    print_out("array job {}, collect job {}; `{}` follows them\n",
              fmt::join(jobs.begin(), jobs.end() - 1, " "), jobs.back(),
              on_directory("status", a.directory));
  }
  return true;
}

int run_slurm(const SweepPlan& plan, const SweepArguments& a) {
  if (!submit_to_slurm(plan, a)) return exit_code(plan, Ending::complete, a);
  if (!a.wait) return 0;
  while (!stop_signal().load() && !patient_queue(plan, most_looks_unanswered).jobs.empty()) {
    std::this_thread::sleep_for(between_looks);
  }
  const bool whole = sweep::runs_to_do(plan, false).empty();
  return exit_code(plan, whole ? Ending::complete : Ending::stopped, a);
}

}  // namespace

int sweep_plan(const SweepArguments& a) {
  if (a.output.empty() && !a.dry_run) {
    throw InputError("error: a plan needs a directory: poach sweep plan SPEC -o DIR");
  }
  Diagnostics warnings;
  const SweepPlan plan = sweep::make_plan(a.spec, {a.output, a.dry_run, &warnings});
  print_err("{}", warnings.report());
  preview(plan, a);
  if (!a.dry_run) print_out("\nplan in {}; {}\n", a.output, on_directory("run", a.output));
  return 0;
}

int sweep_run(const SweepArguments& a) {
  const SweepPlan plan = sweep::read_plan(a.directory);
  if (!a.quiet && plan.commit != program::commit) {
    print_err("poach: {} was planned by another commit of the same results revision\n",
              a.directory);
  }
  listen_for_signals();
  if (a.on == "slurm") return run_slurm(plan, a);
  remove_stop_file(plan);
  if (a.on == "mpi") {
    const auto ending = sweep::run_on_mpi(plan, a.retry_failed, limits_of(plan, a));
    return ending ? exit_code(plan, *ending, a) : 0;
  }
  return run_local(plan, a);
}

int sweep_status(const SweepArguments& a) {
  const SweepPlan plan = sweep::read_plan(a.directory);
  listen_for_signals();
  for (;;) {
    const sweep::SweepStatus status = sweep::status_of(plan);
    if (a.watch && isatty(STDOUT_FILENO) == 1) control_terminal(stdout, "\033[H\033[2J");
    print_out(a.json ? print_json(status, plan) : print(status, plan));
    std::fflush(stdout);
    if (!a.watch || stop_signal().load() || status.missing + status.running == 0) return 0;
    std::this_thread::sleep_for(std::chrono::seconds(2));
  }
}

int sweep_collect(const SweepArguments& a) {
  const SweepPlan plan = sweep::read_plan(a.directory);
  sweep::CollectOptions options;
  options.output = a.output.empty() ? plan.directory / "tables" : files::path(a.output);
  options.partial = a.partial;
  options.existing = a.force ? Existing::overwrite : Existing::keep;
  const sweep::CollectResult r = sweep::collect(plan, options);
  if (!a.quiet) {
    print_out(
        "{} runs done, {} failed, {} missing; {} torn records and {} repeats dropped; {:.1f} "
        "MB in {}\n",
        r.done, r.failed, r.missing, r.dropped, r.duplicates, static_cast<double>(r.bytes) / 1e6,
        options.output.string());
  }
  if (r.commits.size() > 1) {
    print_err("poach: the runs were made by {} commits of one results revision\n",
              r.commits.size());
  }
  return r.failed > 0 ? exit_some_failed : 0;
}

int sweep_extend(const SweepArguments& a) {
  const SweepPlan before = sweep::read_plan(a.directory);
  const SweepPlan plan = sweep::extend_plan(a.directory, {a.spec, a.replicates, a.points});
  print_out("{}: {} points x {} replicates, {} runs more; {}\n", plan.name, plan.points(),
            plan.replicates, plan.runs() - before.runs(), on_directory("run", a.directory));
  return 0;
}

int sweep_rerun(const SweepArguments& a) {
  const SweepPlan plan = sweep::read_plan(a.directory);
  for (std::uint64_t index = 0; index < plan.runs(); ++index) {
    if (sweep::key_text(plan.key(index)) != a.key) continue;
    const auto run = plan.run(index);
    RunOptions options;
    options.directory =
        a.output.empty() ? plan.directory / "reruns" / a.key : files::path(a.output);
    options.existing = a.force ? Existing::overwrite : Existing::keep;
    options.resume = a.force ? Resume::from_start : Resume::from_checkpoint;
    options.command = on_directory("rerun", a.directory, " " + a.key);
    const RunResult result =
        run_scenario(sweep::PointScenarios(plan).of(run.point, run.replicate), options);
    const std::string directory = result.directory.string();
    if (result.was_finished_before) {
      print_err("{} already holds this run, finished; nothing to do\n", directory);
    } else {
      print_out("{}\nresults in {}\n", result.summary, directory);
    }
    return 0;
  }
  throw InputError(fmt::format("error: {} has no run {}; runs.csv and `{}` name them", a.directory,
                               a.key, on_directory("status", a.directory)));
}

int sweep_cancel(const SweepArguments& a) {
  const SweepPlan plan = sweep::read_plan(a.directory);
  write_stop_file(plan, "cancelled");
  const std::uint64_t jobs = sweep::cancel_jobs(plan);
  print_out("workers stop at their next run boundary\n");
  if (jobs > 0) print_out("{} jobs are taken out of Slurm's queue\n", jobs);
  return 0;
}

}  // namespace poach::app
