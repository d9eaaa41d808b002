#pragma once
// Rows of a described table into a CSV file.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "tables/description.hpp"
#include "tables/table_file.hpp"

namespace poach::tables {

/// Writes rows to `directory`/NAME.csv as a TableFile does. The description must outlive the
/// writer.
template <class Row>
class TableWriter {
 public:
  /// Creates the file with its header.
  TableWriter(const std::filesystem::path& directory, const TableDescription<Row>& table)
      : table_(&table), file_(directory, table.file_name(), header_of(table)) {}
  /// Goes on where a checkpoint left the .partial file. Throws InputError when it is not there.
  TableWriter(const std::filesystem::path& directory, const TableDescription<Row>& table,
              const TableProgress& progress)
      : table_(&table), file_(directory, table.file_name(), progress) {}

  void write(const Row& row) {
    table_->append_row(text_, row);
    ++waiting_;
    if (text_.size() >= block_bytes) hand_over();
  }
  void write(std::span<const Row> rows) {
    for (const Row& row : rows) write(row);
  }
  /// Appends `rows` rows that append_row has formatted elsewhere, for example in parallel blocks.
  void write_formatted(std::string_view text, std::uint64_t rows) {
    hand_over();
    file_.append(text, rows);
  }

  [[nodiscard]] std::uint64_t rows() const { return file_.rows() + waiting_; }
  /// Puts every row so far on disk and reports where that is, for a checkpoint.
  TableProgress sync() {
    hand_over();
    return file_.sync();
  }
  /// Gives the file its name, compresses it, and describes it; see TableFile.
  FileRecord finish(Compression compression = Compression::none) {
    hand_over();
    return file_.finish(compression);
  }

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 16;

  void hand_over() {
    file_.append(text_, waiting_);
    text_.clear();
    waiting_ = 0;
  }

  const TableDescription<Row>* table_;
  TableFile file_;
  std::string text_;  // rows that the file has not got yet
  std::uint64_t waiting_ = 0;
};

}  // namespace poach::tables
