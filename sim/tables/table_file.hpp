#pragma once
// A CSV file of rows that are formatted elsewhere.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/files.hpp"
#include "tables/compression.hpp"
#include "tables/file_record.hpp"

namespace poach::tables {

/// The length of a table at a checkpoint.
struct TableProgress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< of those bytes; empty for a table that is not written
  friend bool operator==(const TableProgress&, const TableProgress&) = default;
};

/// Writes `directory`/NAME as NAME.partial until finish(). Throws RunError when the file system
/// refuses.
class TableFile {
 public:
  /// Creates the file with its header, a line of column names.
  TableFile(const std::filesystem::path& directory, const std::string& name,
            std::string_view header);
  /// Continues where a checkpoint left the .partial file. Throws InputError when it is not there
  /// or holds other bytes.
  TableFile(const std::filesystem::path& directory, const std::string& name,
            const TableProgress& progress);

  /// Appends `rows` lines.
  void append(std::string_view text, std::uint64_t rows);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// Passes every row so far to the system.
  void flush() { file_.flush(); }
  /// Puts every row so far on disk and returns the length, for a checkpoint.
  TableProgress sync();
  /// Gives the file its name, compresses it, and describes it. A name is on disk with the folder's
  /// next sync. The object is unusable afterwards.
  FileRecord finish(Compression compression = Compression::none);

 private:
  OutputFile file_;
  std::uint64_t rows_ = 0;
};

}  // namespace poach::tables
