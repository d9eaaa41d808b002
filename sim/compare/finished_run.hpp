#pragma once
// A finished run directory and the files of its tables.

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostics.hpp"
#include "tables/manifest.hpp"

namespace poach::compare {

struct FinishedRun {
  std::filesystem::path directory;
  std::optional<tables::Manifest> manifest;  ///< nothing when it could not be read

  /// The file of a table, plain or compressed, by the manifest; nothing when it was not recorded.
  [[nodiscard]] std::optional<std::filesystem::path> file_of(const std::string& table) const;
};

/// Reads the manifest. Reports a directory that is missing, damaged or not finished.
[[nodiscard]] FinishedRun open_run(const std::filesystem::path& directory,
                                   Diagnostics& diagnostics);

}  // namespace poach::compare
