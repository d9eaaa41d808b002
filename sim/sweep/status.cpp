#include "poach/sweep/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "poach/sweep/engines.hpp"
#include "poach/sweep/ledger.hpp"

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
                    {"error", note.error}});
  }
  return list;
}

}  // namespace

SweepStatus status_of(const Plan& plan) {
  const Ledger ledger(plan.directory);
  SweepStatus status;
  status.dropped = ledger.scan().dropped;
  std::vector<std::uint64_t> open = ledger.scan().open;
  std::vector<std::uint64_t> left = ledger.scan().left;
  std::sort(open.begin(), open.end());
  std::sort(left.begin(), left.end());
  std::vector<bool> counted(ledger.records().size(), false);
  double seconds = 0.0;
  for (std::uint64_t index = 0; index < plan.runs(); ++index) {
    const std::uint64_t key = plan.key(index);
    const RecordPlace* place = ledger.find(key);
    if (place == nullptr) {
      ++status.runs;
      ++(holds(open, key) ? status.running : status.missing);
      if (holds(left, key) && !holds(open, key)) ++status.interrupted;
      continue;
    }
    const auto number = static_cast<std::size_t>(place - ledger.records().data());
    if (counted[number]) continue;
    counted[number] = true;
    ++status.runs;
    seconds += place->seconds;
    RunNote note{key, plan.run(index), place->seconds, {}};
    if (place->status == Status::done) {
      ++status.done;
    } else if (++status.failed <= most_failures) {
      note.error = read_record(ledger.shards()[place->shard], *place).error;
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
  return status;
}

std::string print(const SweepStatus& s, const Plan& plan) {
  const std::uint64_t lanes = std::max<std::uint64_t>(1, s.running);
  std::string text = fmt::format(
      "{}: {} runs: {} done, {} failed, {} running, {} missing ({} of them interrupted)\n",
      plan.name, s.runs, s.done, s.failed, s.running, s.missing, s.interrupted);
  if (s.missing + s.running > 0) {
    text += fmt::format(
        "about {:.1f} s a run, {:.2f} core hours left, {:.0f} s with {} at a time\n",
        s.seconds_per_run, static_cast<double>(s.missing + s.running) * s.seconds_per_run / 3600.0,
        static_cast<double>(s.missing + s.running) * s.seconds_per_run / static_cast<double>(lanes),
        lanes);
  }
  if (s.dropped > 0) text += fmt::format("{} torn or damaged records dropped\n", s.dropped);
  for (const RunNote& note : s.slowest) {
    text += fmt::format("slow    {}  point {} replicate {}  {:.2f} s\n", key_text(note.key),
                        note.run.point, note.run.replicate, note.seconds);
  }
  for (const RunNote& note : s.failures) {
    text += fmt::format("failed  {}  point {} replicate {}: {}\n", key_text(note.key),
                        note.run.point, note.run.replicate, note.error);
  }
  if (!s.queue.empty()) text += "in the queue (job, state, reason):\n" + s.queue;
  return text;
}

std::string print_json(const SweepStatus& s, const Plan& plan) {
  const nlohmann::ordered_json json = {{"name", plan.name},
                                       {"runs", s.runs},
                                       {"done", s.done},
                                       {"failed", s.failed},
                                       {"running", s.running},
                                       {"missing", s.missing},
                                       {"interrupted", s.interrupted},
                                       {"dropped_records", s.dropped},
                                       {"seconds_per_run", s.seconds_per_run},
                                       {"slowest", to_json(s.slowest)},
                                       {"failures", to_json(s.failures)},
                                       {"queue", s.queue}};
  return json.dump(2) + "\n";
}

}  // namespace poach::sweep
