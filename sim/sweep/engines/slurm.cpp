// Submission to Slurm, its queue, and cancelling.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/shell_words.hpp"
#include "sweep/engines.hpp"
#include "sweep/engines/slurm_commands.hpp"
#include "sweep/run_index.hpp"

namespace poach::sweep {
namespace {

constexpr const char* jobs_file = "slurm.jobs";
constexpr double seconds_per_task = 1200.0;

// The list goes to squeue as one argument, which Linux lets be 128 KiB long.
constexpr std::size_t largest_jobs_file = 100'000;

std::vector<std::string> job_numbers(const SweepPlan& plan) {
  std::vector<std::string> jobs;
  const auto path = plan.directory / jobs_file;
  if (!is_there(path)) return jobs;
  const std::string text = read_file(path, largest_jobs_file);
  for (std::size_t at = 0; at < text.size();) {
    const std::string line = first_line(std::string_view(text).substr(at));
    at += line.size() + 1;
    if (line.empty()) continue;
    if (!is_job_number(line)) {
      throw InputError(fmt::format("error: {} holds {}, which is no number of a job", path.string(),
                                   line.substr(0, 100)));
    }
    jobs.push_back(line);
  }
  return jobs;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

// What squeue says about these jobs.
Answer ask_queue(const std::string& jobs) {
  return ask({"squeue", "-h", "-o", "%i|%T|%r", "-j", jobs});
}

// The number of the job.
std::string submit_script(const std::vector<std::string>& options,
                          const std::filesystem::path& script) {
  std::vector<std::string> words = {"sbatch", "--parsable"};
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(script.string());
  const Answer answer = ask(words);
  if (answer.code != 0) {
    throw RunError("sbatch refused the job: " + first_line(answer.error));
  }
  const std::string line = first_line(answer.text);
  const std::string job = line.substr(0, line.find(';'));
  if (!is_job_number(job)) throw RunError("sbatch gave no number of a job but: " + line);
  return job;
}

// A line of a script for sbatch. What comes after a line break would be a line of its own, which
// the node runs.
std::string setting(const std::string& text) {
  if (text.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos) {
    throw InputError(
        fmt::format("error: a batch script cannot hold {}: there is a line break in it", text));
  }
  return "#SBATCH " + text + "\n";
}

// As sbatch reads a text in double quotes.
std::string in_double_quotes(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return "\"" + result + "\"";
}

// sbatch replaces % in the names of logs, and nothing at all where there is a backslash.
std::string log_setting(const std::filesystem::path& folder, const std::string& pattern) {
  if (folder.string().find('\\') != std::string::npos) {
    throw InputError(fmt::format(
        "error: Slurm names no logs in {}: there is a backslash in it; choose another directory",
        folder.string()));
  }
  std::string path;
  for (const char c : folder.string()) path += c == '%' ? std::string("%%") : std::string(1, c);
  return setting("--output=" + in_double_quotes(path + "/" + pattern));
}

// Letters, digits and what is not ASCII; all else means something to sbatch or squeue.
std::string job_name(const std::string& name) {
  std::string result = name;
  const auto is_other = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && std::isalnum(byte) == 0 && c != '.' && c != '_' && c != '-';
  };
  std::replace_if(result.begin(), result.end(), is_other, '_');
  return result;
}

// What both scripts say: name, log, where, and the user's own settings.
std::string common_settings(const SweepPlan& plan, const SlurmOptions& options, const char* job) {
  std::string text = setting(fmt::format("--job-name=poach-{}{}", job, job_name(plan.name)));
  text += setting("--requeue") + setting("--open-mode=append") + setting("--ntasks=1") +
          setting("--cpus-per-task=1");
  if (!options.partition.empty()) text += setting("--partition=" + options.partition);
  for (const std::string& own : options.sbatch) text += setting(own);
  return text;
}

// The last line of a script. The program replaces the shell, so that it receives the signals of the
// batch step.
std::string exec_line(const std::vector<std::string>& command, const std::string& more) {
  return "exec " + shell_command(command) + more + "\n";
}

std::string collect_script(const SweepPlan& plan, const SlurmOptions& options) {
  const auto directory = std::filesystem::absolute(plan.directory);
  return "#!/bin/bash\n" + common_settings(plan, options, "collect-") +
         log_setting(directory / "logs", "collect.log") +
         exec_line({options.program, "sweep", "collect", directory.string(), "--partial"}, {});
}

// Slurm may send the signal up to a minute early; of a short limit a fifth is enough.
std::int64_t warning_seconds(std::int64_t minutes) {
  return std::clamp<std::int64_t>(minutes * 12, 10, 120);
}

void require_time_for_a_run(const SweepPlan& plan, const SlurmOptions& options) {
  const double least =
      2.0 * plan.pilot_seconds + static_cast<double>(warning_seconds(options.minutes));
  if (static_cast<double>(options.minutes) * 60.0 >= least) return;
  throw InputError(fmt::format(
      "error: a run takes {:.0f} s by the pilot: --minutes {} is too short; give {} or more",
      plan.pilot_seconds, options.minutes, std::ceil((2.0 * plan.pilot_seconds + 120.0) / 60.0)));
}

}  // namespace

std::uint64_t largest_array() {
  const Answer answer = ask({"scontrol", "show", "config"});
  const std::size_t at = answer.text.find("MaxArraySize");
  if (answer.code != 0 || at == std::string::npos) return 1000;
  const std::size_t number = answer.text.find_first_of("0123456789", at);
  if (number == std::string::npos) return 1000;
  const auto size = std::strtoull(answer.text.c_str() + number, nullptr, 10);
  return size > 1 ? size - 1 : 1;
}

std::uint64_t array_tasks(const SweepPlan& plan, const SlurmOptions& options, std::uint64_t runs) {
  const std::uint64_t most = std::max<std::uint64_t>(1, runs);
  if (options.tasks > 0) return std::min(static_cast<std::uint64_t>(options.tasks), most);
  const double seconds = static_cast<double>(runs) * std::max(plan.pilot_seconds, 1e-3);
  // Half of the limit is left for runs that take longer than those of the pilot.
  const double each = std::min(seconds_per_task, static_cast<double>(options.minutes) * 30.0);
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(seconds / each) + 1, 1, most);
}

std::vector<TaskRange> split_tasks(std::uint64_t tasks, std::uint64_t largest) {
  std::vector<TaskRange> arrays;
  for (std::uint64_t first = 0; first < tasks; first += largest) {
    arrays.push_back({first, std::min(largest, tasks - first), tasks});
  }
  return arrays;
}

std::string batch_script(const SweepPlan& plan, const SlurmOptions& options,
                         const TaskRange& range) {
  const auto directory = std::filesystem::absolute(plan.directory);
  std::string text = "#!/bin/bash\n" + common_settings(plan, options, "");
  text += setting(
      fmt::format("--array=0-{}{}", range.count - 1,
                  options.throttle > 0 ? fmt::format("%{}", options.throttle) : std::string{}));
  text += setting(fmt::format("--time={}", options.minutes));
  text += setting(fmt::format("--signal=B:USR1@{}", warning_seconds(options.minutes)));
  text += log_setting(directory / "logs", "task-%A-%a.log");
  std::string flags;
  if (options.retry_failed) flags += " --retry-failed";
  if (options.max_failures > 0) flags += fmt::format(" --max-failures {}", options.max_failures);
  // The worker puts itself back into the queue when it stops early.
  const std::string shard =
      fmt::format(" --shard \"$((SLURM_ARRAY_TASK_ID + {}))/{}\"", range.first, range.tasks);
  return text + exec_line({options.program, "sweep", "worker", directory.string()}, shard + flags);
}

std::string test_submission(const SweepPlan& plan, const SlurmOptions& options) {
  if (!has_command("sbatch")) return {};
  const auto arrays = split_tasks(array_tasks(plan, options, plan.runs()), largest_array());
  const Answer answer = ask({"sbatch", "--test-only"}, batch_script(plan, options, arrays.front()));
  return answer.text + answer.error;
}

std::vector<std::string> submit(const SweepPlan& plan, const SlurmOptions& wanted) {
  if (!has_command("sbatch")) {
    throw InputError("error: there is no sbatch on this machine; --on local or --on mpi run here");
  }
  require_time_for_a_run(plan, wanted);
  SlurmOptions options = wanted;
  // Workers count the failed records of the whole sweep, old ones too.
  if (options.max_failures > 0) options.max_failures += failed_records(plan.directory);
  const std::uint64_t tasks =
      array_tasks(plan, options, runs_to_do(plan, options.retry_failed).size());
  const auto directory = std::filesystem::absolute(plan.directory);
  make_directory(directory / "logs");
  remove_file(directory / "stop");
  std::vector<std::string> jobs;
  std::string known;
  for (const std::string& job : job_numbers(plan)) known += job + "\n";
  const auto note = [&](const std::string& job) {
    jobs.push_back(job);
    known += job + "\n";
    write_atomically(directory / jobs_file, known);
  };
  std::string after;
  for (const TaskRange& range : split_tasks(tasks, largest_array())) {
    const auto script = directory / fmt::format("array-{}.sbatch", range.first);
    write_atomically(script, batch_script(plan, options, range));
    // A throttle is of one array: throttled arrays go one after another.
    const bool waits = options.throttle > 0 && !jobs.empty();
    std::vector<std::string> dependency;
    if (waits) dependency.push_back("--dependency=afterany:" + jobs.back());
    note(submit_script(dependency, script));
    after += ":" + jobs.back();
  }
  write_atomically(directory / "collect.sbatch", collect_script(plan, options));
  // afterany: after a failed array, afterok would wait for ever.
  note(submit_script({"--dependency=afterany" + after}, directory / "collect.sbatch"));
  return jobs;
}

std::vector<QueuedJob> queued_jobs(std::string_view text) {
  std::vector<QueuedJob> jobs;
  while (!text.empty()) {
    const std::string line = first_line(text);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t first = line.find('|');
    const std::size_t second = line.find('|', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    jobs.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                    line.substr(second + 1)});
  }
  return jobs;
}

SlurmQueue slurm_queue(const SweepPlan& plan) {
  const auto jobs = job_numbers(plan);
  if (jobs.empty() || !has_command("squeue")) return {};
  const Answer answer = ask_queue(joined(jobs));
  // A single job that ended long ago is an error to squeue, one among several is not.
  const bool unknown = answer.error.find("Invalid job id") != std::string::npos;
  return {answer.code == 0 || unknown, queued_jobs(answer.text)};
}

std::uint64_t cancel_jobs(const SweepPlan& plan) {
  std::uint64_t cancelled = 0;
  for (const std::string& job : job_numbers(plan)) {
    const auto tasks = queued_jobs(ask_queue(job).text);
    if (tasks.empty()) continue;
    if (ask({"scancel", job}).code == 0) ++cancelled;
  }
  return cancelled;
}

}  // namespace poach::sweep
