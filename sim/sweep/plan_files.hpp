#pragma once
// The files of a plan.

#include <cstdint>
#include <filesystem>
#include <string>

#include "sweep/plan.hpp"
#include "tables/output_directory.hpp"

namespace poach::sweep {

/// Writes points-G.csv with `rows`, then plan-G.json, without which there is no generation G, to
/// the plan's directory. Throws RunError.
void write_generation(const SweepPlan& plan, const std::string& rows,
                      const std::filesystem::path& source, const tables::OutputDirectory& home);
/// The rows of a plan's points from `first` on.
[[nodiscard]] std::string plan_rows(const SweepPlan& plan, std::uint64_t first);
/// The spec that the newest generation was made from.
[[nodiscard]] std::string plan_source(const SweepPlan& plan);
/// Really runs a few runs spread over the points and notes their mean cost in the plan.
void run_pilot(SweepPlan& plan);

}  // namespace poach::sweep
