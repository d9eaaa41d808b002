#pragma once
// A theory scenario, with a snapshot of the whole market every few ticks.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "world/world.hpp"

namespace poach::tests {

struct SnapshotTimes {
  std::int64_t settle = 0;  ///< ticks before the first snapshot
  std::int64_t apart = 0;   ///< ticks between snapshots
  std::int64_t count = 1;   ///< snapshots
  std::uint64_t replicate = 0;
};

/// Runs one replicate and shows the market at each snapshot. Throws InputError.
void take_snapshots(Scenario scenario, const SnapshotTimes& times,
                    const std::function<void(const World&)>& look);

struct SnapshotPlan {
  std::string scenario;                ///< of scenarios/theory, without .yaml
  std::vector<std::string> overrides;  ///< path=value
  SnapshotTimes times;
};

/// The same for a scenario of scenarios/theory.
void take_snapshots(const SnapshotPlan& plan, const std::function<void(const World&)>& look);

/// An estimate from replicates.
struct Found {
  double mean = 0.0;
  double error = 0.0;  ///< standard error of the mean
};
[[nodiscard]] Found found_in(const std::vector<double>& replicates);
/// Whether the error is as small as a test needs and the exact value within four of them.
void check_found(const Found& found, double exact, double largest_error);

/// Number of the employer, or -1 without one.
[[nodiscard]] std::int64_t employer_number(const World& world, ResearcherId researcher);

}  // namespace poach::tests
