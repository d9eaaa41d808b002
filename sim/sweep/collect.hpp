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
  bool partial = false;                ///< whether missing runs are allowed
  Existing existing = Existing::keep;  ///< of files that are not tables of this sweep
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
/// order whatever wrote the shards. Torn records are dropped, repeats dropped by key. Earlier
/// tables of this sweep are replaced; datapackage.json makes the set whole. Throws InputError when
/// repeats differ, when runs are missing and `partial` is not set, when another process collects
/// there, and when the directory holds a run, a sweep or other tables; RunError when writing fails.
CollectResult collect(const SweepPlan& plan, const CollectOptions& options);

}  // namespace poach::sweep
