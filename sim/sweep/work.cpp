#include "sweep/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "config/load.hpp"
#include "config/override.hpp"
#include "poach/version.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"
#include "sweep/run_index.hpp"

namespace poach::sweep {
namespace {

// The rows of a table without its header; of the last tick only, without those of tick 0.
std::string rows_of(const std::string& text, bool without_start) {
  std::size_t at = text.find('\n');
  at = at == std::string::npos ? text.size() : at + 1;
  while (without_start && text.compare(at, 4, "0,0,") == 0) {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return text.substr(at);
}

config::Node scenario_of(const SweepPlan& plan) {
  Diagnostics diagnostics;
  config::Node root = config::parse_text(plan.scenario_text, "scenario.resolved.yaml", diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  return root;
}

}  // namespace

PointScenarios::PointScenarios(const SweepPlan& plan) : plan_(plan), base_(scenario_of(plan)) {}

Scenario PointScenarios::of(std::uint64_t point, std::uint64_t replicate) const {
  Diagnostics diagnostics;
  config::Node root = base_;
  const std::vector<std::string> values = plan_.values(point);
  for (std::size_t k = 0; k < values.size(); ++k) {
    config::apply_override(root, plan_.paths[k] + "=" + values[k], diagnostics);
  }
  auto loaded = read_scenario(root, "scenario.resolved.yaml", diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  loaded->scenario.seed = static_cast<std::int64_t>(plan_.seed_of(replicate).value);
  loaded->scenario.replicates = 1;
  return std::move(loaded->scenario);
}

RunRecord execute(const SweepPlan& plan, const PointScenarios& scenarios, std::uint64_t index) {
  const auto started = std::chrono::steady_clock::now();
  RunRecord record;
  record.key = plan.key(index);
  record.commit = program::commit;
  const RunId run = plan.run(index);
  try {
    std::vector<ReplicateOutput> outputs = run_in_memory(scenarios.of(run.point, run.replicate), 1);
    record.state_hash = outputs.front().state_hash;
    for (std::size_t t = 0; t < table_count; ++t) {
      record.tables[t] = rows_of(outputs.front().tables[t], plan.last_tick_only);
    }
  } catch (const std::exception& error) {
    record.status = Status::failed;
    record.error = error.what();
  }
  record.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  return record;
}

std::vector<std::uint64_t> runs_to_do(const SweepPlan& plan, bool retry_failed) {
  const RunIndex recorded(plan.directory);
  std::vector<std::uint64_t> indices;
  std::vector<std::uint64_t> chosen;
  for (std::uint64_t index = 0; index < plan.runs(); ++index) {
    const std::uint64_t key = plan.key(index);
    const RecordPlace* found = recorded.find(key);
    if (found != nullptr && (found->status == Status::done || !retry_failed)) continue;
    indices.push_back(index);
    chosen.push_back(key);
  }
  // Points that say the same are one run.
  std::vector<std::uint64_t> order(indices.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint64_t a, std::uint64_t b) { return chosen[a] < chosen[b]; });
  std::vector<std::uint64_t> unique;
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k > 0 && chosen[order[k]] == chosen[order[k - 1]]) continue;
    unique.push_back(indices[order[k]]);
  }
  std::sort(unique.begin(), unique.end());
  return unique;
}

Ending run_on_threads(const SweepPlan& plan, const std::vector<std::uint64_t>& indices, int threads,
                      const Limits& limits,
                      const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  const PointScenarios scenarios(plan);
  const Workers workers(threads);
  std::atomic<std::uint64_t> next = 0;
  std::atomic<std::uint64_t> done = 0;
  std::atomic<std::uint64_t> failures = 0;
  std::atomic<bool> stopped = false;
  const auto too_many = [&] {
    return limits.max_failures > 0 && failures.load() >= limits.max_failures;
  };
  workers.for_each(static_cast<std::size_t>(workers.threads()), [&](std::size_t lane) {
    if (next.load() >= indices.size()) return;
    ShardWriter shard(plan.directory, fmt::format("t{}", lane));
    while (!too_many()) {
      if (limits.stop && limits.stop()) stopped = true;
      if (stopped) return;
      const std::uint64_t at = next.fetch_add(1);
      if (at >= indices.size()) return;
      shard.append_start(plan.key(indices[at]));
      const RunRecord record = execute(plan, scenarios, indices[at]);
      shard.append(record);
      if (record.status == Status::failed) {
        ++failures;
        if (limits.failed) limits.failed(record, indices[at]);
      }
      const std::uint64_t count = done.fetch_add(1) + 1;
      if (progress) progress(count, indices.size());
    }
  });
  if (too_many()) return Ending::failures;
  return done.load() < indices.size() ? Ending::stopped : Ending::complete;
}

}  // namespace poach::sweep
