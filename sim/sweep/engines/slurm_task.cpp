#include "sweep/slurm_task.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "sweep/engines/slurm_commands.hpp"

namespace poach::sweep {
namespace {

constexpr double no_limit = 1e18;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : value;
}

std::string this_task() {
  const std::string array = variable("SLURM_ARRAY_JOB_ID");
  const std::string task = variable("SLURM_ARRAY_TASK_ID");
  const std::string id =
      array.empty() || task.empty() ? variable("SLURM_JOB_ID") : array + "_" + task;
  return is_job_number(id) ? id : std::string{};
}

// [days-][hours:]minutes:seconds; anything else means that no limit is known.
double seconds_in(const std::string& text) {
  double seconds = 0.0;
  double part = 0.0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      part = part * 10.0 + (c - '0');
    } else if (c == '-') {
      seconds = part * 24.0;
      part = 0.0;
    } else if (c == ':') {
      seconds = (seconds + part) * 60.0;
      part = 0.0;
    } else {
      return no_limit;
    }
  }
  return text.empty() ? no_limit : seconds + part;
}

// The size of the log this process writes its messages to; 0 when it is no file.
std::int64_t log_size() {
  struct stat about {};
  if (::fstat(STDERR_FILENO, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
  return about.st_size;
}

// What was written into the log from `start` on, its last 64 KiB at most.
std::string log_since(std::int64_t start) {
  const std::int64_t end = log_size();
  if (end <= start) return {};
  const int file = ::open("/proc/self/fd/2", O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  const std::int64_t from = std::max(start, end - (std::int64_t{64} << 10));
  std::string text(static_cast<std::size_t>(end - from), '\0');
  const ssize_t count = ::pread(file, text.data(), text.size(), from);
  ::close(file);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

}  // namespace

Return return_of(const QueuedJob& task, std::string_view log) {
  const auto says = [&](std::string_view words) {
    return log.find(words) != std::string_view::npos;
  };
  if (task.state != "COMPLETING") {
    return task.state == "RUNNING" ? Return::requested : Return::by_slurm;
  }
  if (says("DUE TO JOB REQUEUE") || says("DUE TO NODE FAILURE")) return Return::by_slurm;
  const bool limit = task.reason == "TimeLimit" || says("DUE TO TIME LIMIT");
  // Where preemption requeues, Slurm does it by itself and a second request changes nothing.
  return limit || says("DUE TO PREEMPTION") ? Return::requested : Return::none;
}

SlurmTask::SlurmTask() : id_(this_task()), log_start_(log_size()) {
  if (id_.empty()) return;
  seconds_left_ = seconds_in(first_line(ask({"squeue", "-h", "-o", "%L", "-j", id_}).text));
}

Return SlurmTask::come_back() const {
  if (id_.empty()) return Return::none;
  const Answer answer = ask({"squeue", "-h", "-o", "%i|%T|%r", "-j", id_});
  const auto jobs = queued_jobs(answer.text);
  // A controller that does not answer this would not answer the request either.
  const Return what =
      jobs.empty() ? Return::by_slurm : return_of(jobs.front(), log_since(log_start_));
  if (what == Return::requested && ask({"scontrol", "requeue", id_}).code != 0) {
    return Return::by_slurm;
  }
  return what;
}

}  // namespace poach::sweep
