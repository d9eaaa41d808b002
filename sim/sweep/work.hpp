#pragma once
// From a point to a scenario, and from a run to a record.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "config/node.hpp"
#include "scenario/scenario.hpp"
#include "sweep/plan.hpp"
#include "sweep/shard.hpp"

namespace poach::sweep {

/// Scenarios of a plan's points; the base is parsed once.
class PointScenarios {
 public:
  explicit PointScenarios(const SweepPlan& plan);
  /// Throws InputError when the point's values are refused.
  [[nodiscard]] Scenario of(std::uint64_t point, std::uint64_t replicate) const;

 private:
  const SweepPlan& plan_;
  config::Node base_;
};

/// Runs one run on this thread. Its failure is in the record; nothing is thrown.
[[nodiscard]] RunRecord execute(const SweepPlan& plan, const PointScenarios& scenarios,
                                std::uint64_t index);

/// When to end before all is done.
struct Limits {
  std::uint64_t max_failures = 0;  ///< 0: any number
  std::function<bool()> stop;      ///< asked at every run boundary; may be empty
  /// Told of every failed run and its index, by the thread that ran it; may be empty.
  std::function<void(const RunRecord&, std::uint64_t)> failed;
};

enum class Ending { complete, failures, stopped };

/// Indices of runs still to do: without a finished record, or failed ones too when `retry_failed`.
[[nodiscard]] std::vector<std::uint64_t> runs_to_do(const SweepPlan& plan, bool retry_failed);

/// Runs `indices` on `threads` threads, one run a thread, each thread with a shard of its own.
Ending run_on_threads(const SweepPlan& plan, const std::vector<std::uint64_t>& indices, int threads,
                      const Limits& limits,
                      const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace poach::sweep
