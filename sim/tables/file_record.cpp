#include "poach/tables/file_record.hpp"

#include "poach/base/checksum.hpp"
#include "poach/base/files.hpp"

namespace poach::tables {

FileRecord write_text_file(const std::filesystem::path& directory, const std::string& name,
                           std::string_view text) {
  write_atomically(directory / name, text, NameOnDisk::with_folder);
  return {name, std::nullopt, text.size(), sha256_hex(text)};
}

}  // namespace poach::tables
