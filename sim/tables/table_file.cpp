#include "tables/table_file.hpp"

namespace poach::tables {

TableFile::TableFile(const std::filesystem::path& directory, const std::string& name,
                     std::string_view header)
    : file_(directory / name) {
  file_.append(header);
}

TableFile::TableFile(const std::filesystem::path& directory, const std::string& name,
                     const TableProgress& progress)
    : file_(OutputFile::continued(directory / name, progress.bytes, progress.sha256)),
      rows_(progress.rows) {}

void TableFile::append(std::string_view text, std::uint64_t rows) {
  file_.append(text);
  rows_ += rows;
}

TableProgress TableFile::sync() {
  file_.sync();
  return {rows_, file_.bytes(), file_.sha256()};
}

FileRecord TableFile::finish(Compression compression) {
  file_.commit(NameOnDisk::with_folder);
  FileRecord record{file_.path().filename().string(), rows_, file_.bytes(), file_.sha256()};
  if (compression == Compression::none) return record;
  record = compress_file(file_.path(), compression);
  record.rows = rows_;
  return record;
}

}  // namespace poach::tables
