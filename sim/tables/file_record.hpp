#pragma once
// The manifest's entry of one finished file.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poach::tables {

struct FileRecord {
  std::string name;                   ///< relative to the run directory
  std::optional<std::uint64_t> rows;  ///< without the header; absent for files that are no tables
  std::uint64_t bytes = 0;            ///< on disk, compressed if so
  std::string sha256;                 ///< of the bytes on disk, 64 lower-case hexadecimal digits
  friend bool operator==(const FileRecord&, const FileRecord&) = default;
};

/// Whether a name that a file gives is of a file in or below its directory.
[[nodiscard]] bool stays_inside(const std::filesystem::path& name);

/// The content of a file without rows.
struct NamedText {
  std::string name;  ///< relative to the directory
  std::string_view text;
};

/// Writes every text to `directory` atomically and describes the files in the same order; their
/// names are on disk with the folder's next sync. Throws RunError.
std::vector<FileRecord> write_text_files(const std::filesystem::path& directory,
                                         const std::vector<NamedText>& texts);
/// The same for one file.
FileRecord write_text_file(const std::filesystem::path& directory, const std::string& name,
                           std::string_view text);

}  // namespace poach::tables
