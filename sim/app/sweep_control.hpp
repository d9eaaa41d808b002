#pragma once
// How the verbs of a sweep end, and how they stop other workers.

#include <string>

#include "sweep/plan.hpp"

namespace poach::app {

inline constexpr int exit_some_failed = 3;
inline constexpr int exit_interrupted_sweep = 75;

/// Whether a stop file asks every worker of a sweep to end at its next run boundary.
[[nodiscard]] bool stop_file(const sweep::SweepPlan& plan);
/// Leaves a stop file with the reason.
void write_stop_file(const sweep::SweepPlan& plan, const std::string& reason);
void remove_stop_file(const sweep::SweepPlan& plan);

}  // namespace poach::app
