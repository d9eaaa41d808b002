#pragma once
// A whole scenario, all replicates, to a directory of tables: what `poach run` does.

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "poach/errors.hpp"
#include "poach/names.hpp"
#include "poach/scenario.hpp"

namespace poach_api {

enum class Compression { none, gz, zst };

struct RunOptions {
  std::filesystem::path directory;
  int threads = 0;  ///< 0: every core that the process may use
  Compression compression = Compression::none;
  bool overwrite = false;  ///< replace other results in the directory
  bool resume = false;     ///< continue from the checkpoint of an interrupted run, if any
  std::int64_t checkpoint_every = 0;  ///< ticks between checkpoints; 0: only when interrupted
  std::string command{};              ///< how the run was started, for the manifest
  /// Called with the ticks done and the total, sometimes by several threads at once. May be empty.
  std::function<void(std::uint64_t, std::uint64_t)> progress{};
  /// When it becomes true, the run ends between two ticks. May be nullptr.
  const std::atomic<bool>* stop = nullptr;
};

struct RunResult {
  std::filesystem::path directory;
  bool was_finished_before = false;       ///< the same run existed already; nothing was done
  std::string state_hash;                 ///< of all replicates together, as in manifest.json
  std::vector<std::string> state_hashes;  ///< of each replicate
  std::string summary;                    ///< text for readers; empty when nothing was done
};

/// Runs all replicates and writes the directory: the tables, their descriptions, the resolved
/// scenario, and last the manifest. Throws InputError before anything is written (wrong input, a
/// directory that holds other results), RunError when writing fails, Interrupted after a request to
/// stop, once a checkpoint is written. May be called from several threads for different
/// directories.
RunResult run_scenario(const Scenario& scenario, const RunOptions& options);

}  // namespace poach_api
