#pragma once
// manifest.json: the contents of a run directory and their origin. Written last, so a directory
// with a manifest has all its files. Nothing in it depends on the clock; durations are elsewhere.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "tables/file_record.hpp"

namespace poach::tables {

inline constexpr int manifest_schema_version = 1;
inline constexpr std::string_view manifest_file_name = "manifest.json";

enum class RunStatus { complete, failed, interrupted };

[[nodiscard]] std::string_view to_string(RunStatus status);

struct Manifest {
  RunStatus status = RunStatus::complete;
  std::string version;                 ///< of the program
  std::string commit;                  ///< of the source; empty when unknown
  std::uint64_t results_revision = 0;  ///< of the program; 0 in manifests before there was one
  std::string compiler;                ///< name and version
  std::string command;                 ///< the command line that made the run
  std::uint64_t seed = 0;
  std::uint64_t replicates = 1;
  std::string scenario;                   ///< its name
  std::string scenario_sha256;            ///< of scenario.resolved.yaml
  std::string identity;                   ///< of the run; empty in manifests before there was one
  std::string state_hash;                 ///< of all replicates together
  std::vector<std::string> state_hashes;  ///< of each replicate, in order
  std::vector<FileRecord> files;          ///< in the order they were finished
  std::optional<std::string> error;       ///< why the run failed
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Writes `directory`/manifest.json atomically. Throws RunError.
void write_manifest(const std::filesystem::path& directory, const Manifest& manifest);

/// Reads `directory`/manifest.json. Nothing without a diagnostic when there is none; nothing with
/// diagnostics when it is damaged, incomplete or of a later schema version.
[[nodiscard]] std::optional<Manifest> read_manifest(const std::filesystem::path& directory,
                                                    Diagnostics& diagnostics);

}  // namespace poach::tables
