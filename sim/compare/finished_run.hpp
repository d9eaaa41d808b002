#pragma once
// A finished run directory and the files of its tables.

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostics.hpp"
#include "tables/manifest.hpp"
#include "tables/written_files.hpp"

namespace poach::compare {

struct FinishedRun {
  std::filesystem::path directory;
  std::optional<tables::Manifest> manifest;  ///< nothing when it could not be read
  tables::WrittenFiles files;                ///< those of the manifest

  /// The file of a table, plain or compressed, by the manifest; nothing when it was not recorded.
  /// Throws InputError when it is not what the run wrote.
  [[nodiscard]] std::optional<std::filesystem::path> file_of(const std::string& table) const;
  /// A file that every run has. Throws InputError when it is not what the run wrote.
  [[nodiscard]] std::filesystem::path file(const std::string& name) const;
};

/// Reads the manifest. Reports a directory that is missing or not finished, and a file that is
/// missing or has another size than the run gave it.
[[nodiscard]] FinishedRun open_run(const std::filesystem::path& directory,
                                   Diagnostics& diagnostics);

}  // namespace poach::compare
