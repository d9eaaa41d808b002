#pragma once
// From shards to tidy tables.

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "run/run.hpp"
#include "sweep/plan.hpp"

namespace poach::sweep {

struct CollectOptions {
  std::filesystem::path output;
  bool partial = false;  ///< whether missing runs are allowed
  Existing existing = Existing::overwrite;
};

struct CollectResult {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t missing = 0;
  std::uint64_t dropped = 0;  ///< torn or damaged records
  std::uint64_t duplicates = 0;
  std::uint64_t bytes = 0;        ///< of the tables written
  std::set<std::string> commits;  ///< of the programs that ran them
};

/// Streams the shards into runs.csv, the recorded tables and datapackage.json, in replicate-major
/// order whatever wrote the shards. Torn records are dropped, repeats dropped by key. Throws
/// InputError when repeats differ, or runs are missing and `partial` is not set.
CollectResult collect(const SweepPlan& plan, const CollectOptions& options);

}  // namespace poach::sweep
