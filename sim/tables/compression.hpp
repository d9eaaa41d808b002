#pragma once
// Compression of finished files, and reading of plain and compressed ones.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "tables/file_record.hpp"

namespace poach::tables {

enum class Compression { none, gz, zst };

/// ".gz", ".zst", or nothing.
[[nodiscard]] std::string_view suffix(Compression compression);

/// Replaces the finished file `path` by `path`.gz or `path`.zst and returns its name and bytes
/// (rows unknown). The bytes depend only on the content and the version of the library: no time, no
/// name. The original is removed when the compressed file is whole. Throws RunError when writing
/// fails, InputError when `path` cannot be read. Compression::none only describes the file.
FileRecord compress_file(const std::filesystem::path& path, Compression compression);

/// Bytes of a file, decompressed when it starts like gzip or zstd, whatever its name.
class InputFile {
 public:
  /// Throws InputError naming the file and the reason.
  explicit InputFile(const std::filesystem::path& path);
  InputFile(InputFile&&) noexcept;
  InputFile& operator=(InputFile&&) noexcept;
  ~InputFile();

  /// Fills `buffer` from the front and returns the number of bytes; 0 only at the end of the file.
  /// Throws InputError when the file cannot be read or its compression is cut off or damaged.
  std::size_t read(std::span<char> buffer);

 private:
  class Decoder;
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace poach::tables
