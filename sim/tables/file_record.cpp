#include "tables/file_record.hpp"

#include <algorithm>

#include "base/files.hpp"

namespace poach::tables {

bool stays_inside(const std::filesystem::path& name) {
  return !name.empty() && name.is_relative() &&
         std::find(name.begin(), name.end(), "..") == name.end();
}

std::vector<FileRecord> write_text_files(const std::filesystem::path& directory,
                                         const std::vector<NamedText>& texts) {
  std::vector<OutputFile> files;
  std::vector<FileRecord> records;
  for (const NamedText& named : texts) {
    OutputFile& file = files.emplace_back(directory / named.name);
    file.append(named.text);
    file.flush();
    records.push_back({named.name, std::nullopt, file.bytes(), file.sha256()});
  }
  for (OutputFile& file : files) file.commit(NameOnDisk::with_folder);
  return records;
}

FileRecord write_text_file(const std::filesystem::path& directory, const std::string& name,
                           std::string_view text) {
  return write_text_files(directory, {{name, text}}).front();
}

}  // namespace poach::tables
