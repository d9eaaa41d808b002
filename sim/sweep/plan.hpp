#pragma once
// A plan on disk: the runs to be carried out, which never change. An extension adds a generation
// beside it and changes nothing that is there.
//   sweep.yaml, scenario.resolved.yaml   copies; input files by absolute path and SHA-256
//   points-1.csv, points-2.csv, ...      one row per point; a point's number is its row over all
//   plan-1.json, plan-2.json, ...        the last one is in force
//   shards/                              what was run, see shard.hpp

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stream.hpp"
#include "sweep/spec.hpp"

namespace poach::sweep {

/// Limits that keep a hostile or mistaken plan from taking all time and memory.
inline constexpr std::uint64_t most_runs = 10'000'000;
inline constexpr std::size_t largest_points = std::size_t{1} << 30;  ///< bytes of a points file

/// One run of a plan: a point and a replicate, in replicate-major order.
struct RunId {
  std::uint64_t point = 0;
  std::uint64_t replicate = 0;
};

class SweepPlan {
 public:
  std::filesystem::path directory;
  std::string name;
  std::string scenario_text;  ///< resolved, with the sweep's record
  std::string scenario_sha256;
  std::string identity;  ///< of that scenario
  std::string commit;    ///< of the program that made the newest generation
  std::uint64_t seed = 1;
  std::uint64_t replicates = 1;
  std::uint64_t generation = 1;
  double pilot_seconds = 0.0;       ///< mean of a run, measured when the plan was made
  double pilot_bytes = 0.0;         ///< of its tables
  double pilot_stored_bytes = 0.0;  ///< of its record
  std::string pilot_error;          ///< of a failed run of the pilot; empty when all went well
  bool last_tick_only = false;
  std::vector<std::string> paths;  ///< of the varied parameters

  [[nodiscard]] std::uint64_t points() const { return ends_.size(); }
  [[nodiscard]] std::uint64_t runs() const { return points() * replicates; }
  [[nodiscard]] RunId run(std::uint64_t index) const {
    return {index % points(), index / points()};
  }
  [[nodiscard]] Seed seed_of(std::uint64_t replicate) const;
  /// The values of a point, unquoted, one per path.
  [[nodiscard]] std::vector<std::string> values(std::uint64_t point) const;
  /// The CSV text of a point, without line break: values as they stand in the points file.
  [[nodiscard]] std::string_view row(std::uint64_t point) const;
  /// Of the scenario's identity, which holds the results revision, the point's values and the seed:
  /// never of the attempt, the number or the commit, so that extensions keep it.
  [[nodiscard]] std::uint64_t key(std::uint64_t index) const;

  /// Appends rows, each with its line feed.
  void add_points(std::string_view csv_rows);

 private:
  std::string rows_;
  std::vector<std::uint64_t> ends_;
};

/// `r` and 16 hexadecimal digits: never taken for a number.
[[nodiscard]] std::string key_text(std::uint64_t key);
/// The key that a text of key_text names; nothing for another text.
[[nodiscard]] std::optional<std::uint64_t> parse_key(std::string_view text);

/// What a new plan costs and where it goes.
struct PlanOptions {
  std::filesystem::path directory;
  bool dry_run = false;             ///< only validate and preview
  Diagnostics* warnings = nullptr;  ///< takes what is worth a warning; may be nullptr
};

/// Validates a spec against its scenario and writes the plan. Every problem in one pass as
/// InputError; nothing is written then.
SweepPlan make_plan(const std::filesystem::path& spec, const PlanOptions& options);

/// What an extension changes; 0 leaves it.
struct Extension {
  std::string spec;  ///< another spec file; empty: the plan's own
  std::int64_t replicates = 0;
  std::int64_t points = 0;  ///< points in all, or trajectories of morris
};
SweepPlan extend_plan(const std::filesystem::path& directory, const Extension& extension);

/// Throws InputError when there is no plan, or anything in it is not what was planned, or it is of
/// another results revision.
[[nodiscard]] SweepPlan read_plan(const std::filesystem::path& directory);

/// Every problem of a spec that was read from `file` into `root`, its scenario and its points.
/// Nothing is written.
LoadedSpec validate_spec(const config::Node& root, const std::filesystem::path& file,
                         Diagnostics& diagnostics);

}  // namespace poach::sweep
