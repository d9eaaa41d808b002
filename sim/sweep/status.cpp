#include "sweep/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/regular_file.hpp"
#include "sweep/run_index.hpp"

namespace poach::sweep {
namespace {

constexpr std::size_t most_slowest = 5;
constexpr std::size_t most_failures = 10;

bool holds(const std::vector<std::uint64_t>& sorted, std::uint64_t key) {
  return std::binary_search(sorted.begin(), sorted.end(), key);
}

void note_slow(std::vector<RunNote>& slowest, const RunNote& note) {
  slowest.push_back(note);
  std::stable_sort(slowest.begin(), slowest.end(),
                   [](const RunNote& a, const RunNote& b) { return a.seconds > b.seconds; });
  if (slowest.size() > most_slowest) slowest.pop_back();
}

nlohmann::ordered_json to_json(const std::vector<RunNote>& notes) {
  auto list = nlohmann::ordered_json::array();
  for (const RunNote& note : notes) {
    list.push_back({{"run_id", key_text(note.key)},
                    {"point", note.run.point},
                    {"replicate", note.run.replicate},
                    {"seconds", note.seconds},
                    {"error", note.error},
                    {"log", note.log}});
  }
  return list;
}

nlohmann::ordered_json to_json(const SlurmQueue& queue) {
  auto list = nlohmann::ordered_json::array();
  for (const QueuedJob& job : queue.jobs) {
    list.push_back({{"job", job.job}, {"state", job.state}, {"reason", job.reason}});
  }
  return list;
}

// Logs are read as far as this: they may be long, and hold anything.
constexpr std::size_t most_log_bytes = std::size_t{64} << 20;

// The beginning of a log; nothing of what is no file.
std::string log_text(const std::filesystem::path& path) {
  RegularFile file(path);
  if (!file.is_open()) return {};
  std::string text(std::min<std::uint64_t>(file.bytes(), most_log_bytes), '\0');
  const ssize_t count = file.read(text.data(), text.size());
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return text;
}

// Which logs name these runs: a worker starts the line about a failed run with its key.
void find_logs(const SweepPlan& plan, std::vector<RunNote>& failures) {
  for (const auto& log : names_in(plan.directory / "logs")) {
    const std::string text = "\n" + log_text(log);
    for (RunNote& note : failures) {
      if (text.find("\n" + key_text(note.key)) != std::string::npos) note.log = log.string();
    }
  }
}

std::string stop_reason(const SweepPlan& plan) {
  constexpr std::size_t longest_reason = 10'000;
  const auto path = plan.directory / "stop";
  if (!is_there(path)) return {};
  const std::string text = read_file(path, longest_reason);
  const std::string line = text.substr(0, text.find('\n'));
  return line.empty() ? "cancelled" : line;
}

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  if (whole < 100) return fmt::format("{} s", whole);
  if (whole < std::int64_t{100} * 60) return fmt::format("{} min", (whole + 30) / 60);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

}  // namespace

std::uint64_t SweepStatus::lanes() const {
  const auto tasks = std::count_if(queue.jobs.begin(), queue.jobs.end(),
                                   [](const QueuedJob& job) { return job.state == "RUNNING"; });
  return std::max({std::uint64_t{1}, running, static_cast<std::uint64_t>(tasks)});
}

double SweepStatus::core_hours_left() const {
  return static_cast<double>(missing + running) * seconds_per_run / 3600.0;
}

double SweepStatus::seconds_left() const {
  return core_hours_left() * 3600.0 / static_cast<double>(lanes());
}

SweepStatus status_of(const SweepPlan& plan) {
  const RunIndex recorded(plan.directory);
  SweepStatus status;
  status.dropped = recorded.scan().dropped;
  std::vector<std::uint64_t> open = recorded.scan().open;
  std::vector<std::uint64_t> left = recorded.scan().left;
  std::sort(open.begin(), open.end());
  std::sort(left.begin(), left.end());
  std::vector<bool> counted(recorded.records().size(), false);
  double seconds = 0.0;
  for (std::uint64_t index = 0; index < plan.runs(); ++index) {
    const std::uint64_t key = plan.key(index);
    const RecordPlace* place = recorded.find(key);
    if (place == nullptr) {
      ++status.runs;
      ++(holds(open, key) ? status.running : status.missing);
      if (holds(left, key) && !holds(open, key)) ++status.interrupted;
      continue;
    }
    const auto number = static_cast<std::size_t>(place - recorded.records().data());
    if (counted[number]) continue;
    counted[number] = true;
    ++status.runs;
    seconds += place->seconds;
    RunNote note{key, plan.run(index), place->seconds, {}, {}};
    if (place->status == Status::done) {
      ++status.done;
    } else if (++status.failed <= most_failures) {
      note.error = read_record(recorded.shards()[place->shard], *place).error;
      status.failures.push_back(note);
    }
    if (status.slowest.size() < most_slowest || note.seconds > status.slowest.back().seconds) {
      note_slow(status.slowest, note);
    }
  }
  const std::uint64_t finished = status.done + status.failed;
  status.seconds_per_run =
      finished > 0 ? seconds / static_cast<double>(finished) : plan.pilot_seconds;
  status.queue = slurm_queue(plan);
  status.stop = stop_reason(plan);
  if (!status.failures.empty()) find_logs(plan, status.failures);
  return status;
}

std::string print(const SweepStatus& s, const SweepPlan& plan) {
  std::string text = fmt::format(
      "{}: {} runs: {} done, {} failed, {} running, {} missing ({} of them interrupted)\n",
      plan.name, s.runs, s.done, s.failed, s.running, s.missing, s.interrupted);
  if (s.missing + s.running > 0) {
    text +=
        fmt::format("about {:.3g} s a run, {:.3g} core hours left, {} with {} at a time\n",
                    s.seconds_per_run, s.core_hours_left(), duration(s.seconds_left()), s.lanes());
  }
  if (!s.stop.empty() && s.missing > 0) text += "stopped: " + s.stop + "\n";
  if (s.dropped > 0) text += fmt::format("{} torn or damaged records dropped\n", s.dropped);
  for (const RunNote& note : s.slowest) {
    text += fmt::format("slow    {}  point {} replicate {}  {:.3g} s\n", key_text(note.key),
                        note.run.point, note.run.replicate, note.seconds);
  }
  for (const RunNote& note : s.failures) {
    text += fmt::format("failed  {}  point {} replicate {}: {}\n", key_text(note.key),
                        note.run.point, note.run.replicate, note.error);
    if (!note.log.empty()) text += "        log: " + note.log + "\n";
  }
  if (s.failed > s.failures.size()) {
    text +=
        fmt::format("        and {} more; runs.csv names them all\n", s.failed - s.failures.size());
  }
  if (!s.queue.answered) text += "Slurm does not answer about the jobs of this sweep\n";
  for (const QueuedJob& job : s.queue.jobs) {
    text += fmt::format("queue   {}  {}", job.job, job.state);
    text += job.reason == "None" ? "\n" : "  " + job.reason + "\n";
  }
  return text;
}

std::string print_json(const SweepStatus& s, const SweepPlan& plan) {
  const nlohmann::ordered_json json = {{"name", plan.name},
                                       {"runs", s.runs},
                                       {"done", s.done},
                                       {"failed", s.failed},
                                       {"running", s.running},
                                       {"missing", s.missing},
                                       {"interrupted", s.interrupted},
                                       {"dropped_records", s.dropped},
                                       {"seconds_per_run", s.seconds_per_run},
                                       {"core_hours_left", s.core_hours_left()},
                                       {"seconds_left", s.seconds_left()},
                                       {"at_a_time", s.lanes()},
                                       {"stopped", s.stop},
                                       {"slowest", to_json(s.slowest)},
                                       {"failures", to_json(s.failures)},
                                       {"queue_answered", s.queue.answered},
                                       {"queue", to_json(s.queue)}};
  return json.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace poach::sweep
