#pragma once
// From a checked scenario to a finished run directory.

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/files.hpp"
#include "scenario/scenario.hpp"
#include "tables/compression.hpp"
#include "tables/manifest.hpp"

namespace poach {

/// Whether a run goes on from its checkpoint. Without one it starts at tick 0.
enum class Resume { from_start, from_checkpoint };

/// Takes what is worth a warning about a market that was built.
using TakeWarnings = std::function<void(const Diagnostics&)>;

struct RunOptions {
  std::filesystem::path directory;
  int threads = 0;  ///< 0: every core the process may use
  tables::Compression compression = tables::Compression::none;
  Existing existing = Existing::keep;
  Resume resume = Resume::from_start;
  std::int64_t checkpoint_every = 0;  ///< ticks between checkpoints; 0: only when interrupted
  std::string command;                ///< for the manifest
  /// Called now and then with ticks done and ticks in all; may be empty.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
  TakeWarnings warn;  ///< called before the first tick, if at all; may be empty
  /// Set to true from outside (a signal) to stop between two ticks; may be nullptr.
  const std::atomic<bool>* stop = nullptr;
};

struct RunResult {
  std::filesystem::path directory;
  bool was_finished_before = false;  ///< the same run was already there; nothing was done
  tables::Manifest manifest;
  std::string summary;  ///< for people; empty when nothing was done
};

/// The text of scenario.resolved.yaml: every default filled in, input files by absolute path and
/// SHA-256. Running it gives the same data.
[[nodiscard]] std::string resolved_scenario(const Scenario& scenario);

/// Runs all replicates and writes the run directory: tables as .partial until they are whole, the
/// manifest last. Throws InputError (wrong input, a directory that holds other results) before
/// anything is written, RunError when writing fails, Interrupted when asked to stop, after writing
/// a checkpoint.
RunResult run_scenario(const Scenario& scenario, const RunOptions& options);

/// What a run leaves behind without a directory: rows of each replicate in order, for `check`.
struct ReplicateOutput {
  std::uint64_t run_id = 0;
  std::vector<std::string> tables;  ///< CSV text with header, in the order of TableName
  std::string state_hash;
};
[[nodiscard]] std::vector<ReplicateOutput> run_in_memory(const Scenario& scenario, int threads);

}  // namespace poach
