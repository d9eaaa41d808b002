#pragma once
// The tables of a sweep as `sweep collect` wrote them, compared with their datapackage.json.

#include <filesystem>
#include <string>

#include "tables/written_files.hpp"

namespace poach::report {

class CollectedTables {
 public:
  /// Throws InputError when the folder has no datapackage.json, without which its tables are not
  /// whole, or when a table is missing or has another size than collect gave it.
  explicit CollectedTables(const std::filesystem::path& folder);

  /// The file of a table, plain or compressed by hand since; empty when it was not collected.
  /// Throws InputError when it is not what collect wrote.
  [[nodiscard]] std::filesystem::path file_of(const std::string& table) const;

  /// Whether there are tables of a sweep in a folder, whole or not.
  [[nodiscard]] static bool are_in(const std::filesystem::path& folder);

 private:
  std::filesystem::path folder_;
  tables::WrittenFiles plain_;
  std::vector<tables::FileRecord> compressed_;  ///< of the plain bytes of compressed files
};

}  // namespace poach::report
