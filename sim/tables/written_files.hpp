#pragma once
// Files that poach wrote and described, compared with their description before anyone relies on
// them: the size of each always, and the bytes of those that are read.

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "tables/file_record.hpp"

namespace poach::tables {

/// Records without a SHA-256, of an earlier poach, say nothing but that the file is there.
class WrittenFiles {
 public:
  WrittenFiles() = default;
  /// `described_in` is the name of the file that describes them, for messages.
  WrittenFiles(std::filesystem::path directory, std::vector<FileRecord> records,
               std::string_view described_in);

  [[nodiscard]] const std::vector<FileRecord>& records() const { return records_; }
  /// Reports each file that is missing or has another size.
  void compare_sizes(Diagnostics& diagnostics) const;
  /// Reports each file that is missing or has other bytes. Reads all of them.
  void compare_bytes(Diagnostics& diagnostics) const;
  /// The path of a described file, whose bytes are compared the first time. Throws InputError, with
  /// the name of the file, when it is not what was written.
  [[nodiscard]] std::filesystem::path checked(const FileRecord& record) const;

 private:
  [[nodiscard]] std::string difference_in_size(const FileRecord& record) const;
  [[nodiscard]] std::string difference(const FileRecord& record) const;
  void report(Diagnostics& diagnostics, const FileRecord& record, std::string difference) const;

  std::filesystem::path directory_;
  std::vector<FileRecord> records_;
  std::string described_in_;
  mutable std::set<std::string> checked_;  ///< names of files whose bytes were compared
};

}  // namespace poach::tables
