// Slurm through its commands: sbatch, squeue, scancel, scontrol.

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "poach/base/error.hpp"
#include "poach/base/files.hpp"
#include "poach/sweep/engines.hpp"

namespace poach::sweep {
namespace {

constexpr const char* jobs_file = "slurm.jobs";
constexpr double seconds_per_task = 1200.0;

struct Answer {
  int code = -1;
  std::string text;
};

Answer ask(const std::string& command) {
  Answer answer;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return answer;
  std::array<char, 4096> block;
  std::size_t count = 0;
  while ((count = std::fread(block.data(), 1, block.size(), pipe)) > 0) {
    answer.text.append(block.data(), count);
  }
  const int status = ::pclose(pipe);
  answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return answer;
}

// In single quotes for the shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::vector<std::string> job_numbers(const Plan& plan) {
  std::vector<std::string> jobs;
  const auto path = plan.directory / jobs_file;
  if (!std::filesystem::exists(path)) return jobs;
  const std::string text = read_file(path, std::size_t{1} << 20);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) jobs.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return jobs;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::string submit_script(const std::string& options, const std::filesystem::path& script) {
  const Answer answer = ask("sbatch --parsable " + options + " " + quoted(script.string()));
  if (answer.code != 0) {
    throw RunError("sbatch refused the job: " + first_line(answer.text));
  }
  const std::string line = first_line(answer.text);
  return line.substr(0, line.find(';'));
}

std::string collect_script(const Plan& plan, const SlurmOptions& options) {
  return fmt::format(
      "#!/bin/bash\n#SBATCH --job-name=poach-collect-{}\n#SBATCH --output={}\n"
      "#SBATCH --open-mode=append\n#SBATCH --requeue\n#SBATCH --cpus-per-task=1\n{}"
      "exec {} sweep collect {} --partial\n",
      plan.name, (plan.directory / "logs" / "collect.log").string(),
      options.partition.empty() ? "" : "#SBATCH --partition=" + options.partition + "\n",
      quoted(options.program), quoted(std::filesystem::absolute(plan.directory).string()));
}

}  // namespace

std::uint64_t largest_array() {
  const Answer answer = ask("scontrol show config");
  const std::size_t at = answer.text.find("MaxArraySize");
  if (answer.code != 0 || at == std::string::npos) return 1000;
  const std::size_t number = answer.text.find_first_of("0123456789", at);
  const auto size = std::strtoull(answer.text.c_str() + number, nullptr, 10);
  return size > 1 ? size - 1 : 1;
}

std::uint64_t array_tasks(const Plan& plan, std::uint64_t runs) {
  const double seconds = static_cast<double>(runs) * std::max(plan.pilot_seconds, 1e-3);
  const auto wanted = static_cast<std::uint64_t>(seconds / seconds_per_task) + 1;
  return std::clamp<std::uint64_t>(wanted, 1, std::max<std::uint64_t>(1, runs));
}

std::vector<TaskRange> split_tasks(std::uint64_t tasks, std::uint64_t largest) {
  std::vector<TaskRange> arrays;
  for (std::uint64_t first = 0; first < tasks; first += largest) {
    arrays.push_back({first, std::min(largest, tasks - first), tasks});
  }
  return arrays;
}

std::string batch_script(const Plan& plan, const SlurmOptions& options, const TaskRange& range) {
  const auto directory = std::filesystem::absolute(plan.directory);
  std::string text = fmt::format(
      "#!/bin/bash\n#SBATCH --job-name=poach-{}\n#SBATCH --array=0-{}{}\n#SBATCH --requeue\n"
      "#SBATCH --open-mode=append\n#SBATCH --signal=B:USR1@120\n#SBATCH --ntasks=1\n"
      "#SBATCH --cpus-per-task=1\n#SBATCH --time={}\n#SBATCH --output={}\n",
      plan.name, range.count - 1,
      options.throttle > 0 ? fmt::format("%{}", options.throttle) : std::string{}, options.minutes,
      (directory / "logs" / "task-%A-%a.log").string());
  if (!options.partition.empty()) text += "#SBATCH --partition=" + options.partition + "\n";
  std::string flags;
  if (options.retry_failed) flags += " --retry-failed";
  if (options.max_failures > 0) flags += fmt::format(" --max-failures {}", options.max_failures);
  // The worker replaces the shell, so that it receives the signals of the batch step; it puts
  // itself back into the queue when it stops early.
  text += fmt::format("exec {} sweep worker {} --shard \"$((SLURM_ARRAY_TASK_ID + {}))/{}\"{}\n",
                      quoted(options.program), quoted(directory.string()), range.first, range.tasks,
                      flags);
  return text;
}

std::string test_submission(const Plan& plan, const SlurmOptions& options) {
  if (ask("command -v sbatch").code != 0) return {};
  const auto arrays = split_tasks(array_tasks(plan, plan.runs()), largest_array());
  const auto script =
      std::filesystem::temp_directory_path() /
      fmt::format("poach-{}-{}.sbatch", plan.name, plan.scenario_sha256.substr(0, 8));
  write_atomically(script, batch_script(plan, options, arrays.front()));
  const Answer answer = ask("sbatch --test-only " + quoted(script.string()));
  std::filesystem::remove(script);
  return answer.text;
}

std::vector<std::string> submit(const Plan& plan, const SlurmOptions& options) {
  if (ask("command -v sbatch").code != 0) {
    throw InputError("error: there is no sbatch on this machine; --on local or --on mpi run here");
  }
  const std::uint64_t left =
      std::max<std::uint64_t>(1, runs_to_do(plan, options.retry_failed).size());
  const std::uint64_t tasks = options.tasks > 0
                                  ? std::min(static_cast<std::uint64_t>(options.tasks), left)
                                  : array_tasks(plan, left);
  std::filesystem::create_directories(plan.directory / "logs");
  std::filesystem::remove(plan.directory / "stop");
  const auto directory = std::filesystem::absolute(plan.directory);
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
    note(submit_script(waits ? "--dependency=afterany:" + jobs.back() : "", script));
    after += ":" + jobs.back();
  }
  write_atomically(directory / "collect.sbatch", collect_script(plan, options));
  // afterany: after a failed array, afterok would wait for ever.
  note(submit_script("--dependency=afterany" + after, directory / "collect.sbatch"));
  return jobs;
}

std::string slurm_queue(const Plan& plan) {
  const auto jobs = job_numbers(plan);
  if (jobs.empty()) return {};
  const std::string me = std::getenv("USER") != nullptr ? std::getenv("USER") : "";
  const Answer answer = ask("squeue -h -o '%i %T %R' -j " + joined(jobs));
  if (answer.code == 0) return answer.text;
  // One unknown (long finished) job makes squeue refuse the list: ask one by one.
  std::string text;
  for (const std::string& job : jobs) {
    const Answer one = ask("squeue -h -o '%i %T %R' -j " + job);
    if (one.code == 0) text += one.text;
  }
  return text;
}

std::uint64_t cancel_jobs(const Plan& plan) {
  std::uint64_t cancelled = 0;
  for (const std::string& job : job_numbers(plan)) {
    if (ask("squeue -h -j " + job).text.find(job) == std::string::npos) continue;
    if (ask("scancel " + job).code == 0) ++cancelled;
  }
  return cancelled;
}

double seconds_left() {
  const char* job = std::getenv("SLURM_JOB_ID");
  if (job == nullptr) return 1e18;
  const std::string left = first_line(ask(fmt::format("squeue -h -j {} -o %L", job)).text);
  // [days-][hours:]minutes:seconds; anything else means no limit is known.
  double seconds = 0.0;
  double part = 0.0;
  for (const char c : left) {
    if (c >= '0' && c <= '9') {
      part = part * 10.0 + (c - '0');
    } else if (c == '-') {
      seconds = part * 24.0;
      part = 0.0;
    } else if (c == ':') {
      seconds = (seconds + part) * 60.0;
      part = 0.0;
    } else {
      return 1e18;
    }
  }
  return left.empty() ? 1e18 : seconds + part;
}

void requeue_this_task() {
  const char* job = std::getenv("SLURM_JOB_ID");
  if (job != nullptr) (void)ask(fmt::format("scontrol requeue {}", job));
}

}  // namespace poach::sweep
