#include "tables/written_files.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/files.hpp"

namespace poach::tables {

namespace files = std::filesystem;

WrittenFiles::WrittenFiles(files::path directory, std::vector<FileRecord> records,
                           std::string_view described_in)
    : directory_(std::move(directory)), records_(std::move(records)), described_in_(described_in) {}

void WrittenFiles::compare_sizes(Diagnostics& diagnostics) const {
  for (const FileRecord& record : records_) {
    report(diagnostics, record, difference_in_size(record));
  }
}

void WrittenFiles::compare_bytes(Diagnostics& diagnostics) const {
  for (const FileRecord& record : records_) report(diagnostics, record, difference(record));
}

files::path WrittenFiles::checked(const FileRecord& record) const {
  if (!checked_.contains(record.name)) {
    Diagnostics diagnostics;
    report(diagnostics, record, difference(record));
    if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
    checked_.insert(record.name);
  }
  return directory_ / record.name;
}

std::string WrittenFiles::difference_in_size(const FileRecord& record) const {
  const files::path path = directory_ / record.name;
  std::error_code unknown;
  if (!files::exists(path, unknown)) return fmt::format("is missing; {} names it", described_in_);
  if (!files::is_regular_file(path, unknown)) return "is not a file";
  const std::uintmax_t bytes = files::file_size(path, unknown);
  if (record.sha256.empty() || bytes == record.bytes) return {};
  return fmt::format("is not the file that poach wrote: it holds {} bytes, and {} says {}", bytes,
                     described_in_, record.bytes);
}

std::string WrittenFiles::difference(const FileRecord& record) const {
  std::string difference = difference_in_size(record);
  if (!difference.empty() || record.sha256.empty() ||
      sha256_of_file(directory_ / record.name) == record.sha256) {
    return difference;
  }
  return fmt::format("is not the file that poach wrote: its SHA-256 is not the one in {}",
                     described_in_);
}

void WrittenFiles::report(Diagnostics& diagnostics, const FileRecord& record,
                          std::string difference) const {
  if (difference.empty()) return;
  diagnostics.error({(directory_ / record.name).string(), 0, 0}, {}, std::move(difference));
}

}  // namespace poach::tables
