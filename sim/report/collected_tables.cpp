#include "report/collected_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "tables/compression.hpp"
#include "tables/dictionary.hpp"
#include "tables/output_directory.hpp"

namespace poach::report {
namespace {

namespace files = std::filesystem;

// The file in the place of a plain one that somebody compressed; empty when there is none.
files::path compressed_file(const files::path& plain) {
  std::error_code ignored;
  for (const char* suffix : {".gz", ".zst"}) {
    files::path file = plain;
    file += suffix;
    if (!files::exists(plain, ignored) && files::exists(file, ignored)) return file;
  }
  return {};
}

std::string sha256_of_plain(const files::path& compressed) {
  tables::InputFile input(compressed);
  Sha256 hash;
  std::string block(std::size_t{256} << 10, '\0');
  while (const std::size_t count = input.read(block)) hash.add({block.data(), count});
  return hash.hex();
}

const tables::FileRecord* find(const std::vector<tables::FileRecord>& records,
                               const std::string& name) {
  const auto found =
      std::find_if(records.begin(), records.end(),
                   [&](const tables::FileRecord& record) { return record.name == name; });
  return found == records.end() ? nullptr : &*found;
}

}  // namespace

CollectedTables::CollectedTables(const files::path& folder) : folder_(folder) {
  const files::path package = folder / tables::package_file_name;
  std::error_code unknown;
  if (!files::exists(package, unknown)) {
    throw InputError(
        fmt::format("error: the tables in {} are not whole, as they have no {}; collect them again",
                    folder.string(), tables::package_file_name));
  }
  std::vector<tables::FileRecord> plain;
  for (tables::FileRecord& record : tables::read_datapackage(package)) {
    const bool is_compressed = !compressed_file(folder / record.name).empty();
    (is_compressed ? compressed_ : plain).push_back(std::move(record));
  }
  plain_ = {folder, std::move(plain), tables::package_file_name};
  Diagnostics differences;
  plain_.compare_sizes(differences);
  if (differences.has_errors()) throw InputError(std::move(differences));
}

files::path CollectedTables::file_of(const std::string& table) const {
  const std::string name = table + ".csv";
  if (const auto* record = find(plain_.records(), name)) return plain_.checked(*record);
  const auto* record = find(compressed_, name);
  if (record == nullptr) return {};
  files::path file = compressed_file(folder_ / name);
  if (record->sha256.empty() || sha256_of_plain(file) == record->sha256) return file;
  throw InputError(fmt::format("{}: error: holds other bytes than {} of {}", file.string(), name,
                               tables::package_file_name));
}

bool CollectedTables::are_in(const files::path& folder) {
  if (tables::holding_of(folder) == tables::Holding::collection) return true;
  const files::path package = folder / tables::package_file_name;
  std::error_code unknown;
  if (!files::is_regular_file(package, unknown)) return false;
  try {
    return find(tables::read_datapackage(package), "runs.csv") != nullptr;
  } catch (const InputError&) {
    return false;  // it may be anybody's
  }
}

}  // namespace poach::report
