#pragma once
// Rows of a described table into a CSV file.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/files.hpp"
#include "tables/compression.hpp"
#include "tables/description.hpp"

namespace poach::tables {

/// How far a table had come at a checkpoint.
struct TableProgress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  friend bool operator==(const TableProgress&, const TableProgress&) = default;
};

/// Writes `directory`/NAME.csv as NAME.csv.partial until finish(). Throws RunError when the file
/// system refuses. The description must outlive the writer.
template <class Row>
class TableWriter {
 public:
  /// Creates the file with its header.
  TableWriter(const std::filesystem::path& directory, const TableDescription<Row>& table)
      : table_(&table), file_(directory / table.file_name()) {
    table_->append_header(text_);
  }
  /// Goes on where a checkpoint left the .partial file. Throws InputError when it is not there.
  TableWriter(const std::filesystem::path& directory, const TableDescription<Row>& table,
              TableProgress progress)
      : table_(&table),
        file_(OutputFile::continued(directory / table.file_name(), progress.bytes)),
        rows_(progress.rows) {}

  void write(const Row& row) {
    table_->append_row(text_, row);
    ++rows_;
    if (text_.size() >= block_bytes) hand_over();
  }
  void write(std::span<const Row> rows) {
    for (const Row& row : rows) write(row);
  }
  /// Appends `rows` rows that append_row has formatted elsewhere, for example in parallel blocks.
  void write_formatted(std::string_view text, std::uint64_t rows) {
    hand_over();
    file_.append(text);
    rows_ += rows;
  }

  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  /// Hands every row so far to the system.
  void flush() {
    hand_over();
    file_.flush();
  }
  /// Puts every row so far on disk and tells where that is, for a checkpoint.
  TableProgress sync() {
    hand_over();
    file_.sync();
    return {rows_, file_.bytes()};
  }
  /// Gives the file its name, compresses it, and describes it. A name is on disk with the folder's
  /// next sync. The writer is spent afterwards.
  FileRecord finish(Compression compression = Compression::none) {
    hand_over();
    file_.commit(NameOnDisk::with_folder);
    FileRecord record{table_->file_name(), rows_, file_.bytes(), file_.sha256()};
    if (compression != Compression::none) {
      record = compress_file(file_.path(), compression);
      record.rows = rows_;
    }
    return record;
  }

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 16;

  void hand_over() {
    file_.append(text_);
    text_.clear();
  }

  const TableDescription<Row>* table_;
  OutputFile file_;
  std::string text_;
  std::uint64_t rows_ = 0;
};

}  // namespace poach::tables
