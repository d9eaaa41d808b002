#pragma once
// A CSV file in memory, column by column, for comparing and checking runs.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace poach::tables {

class ReadTable {
 public:
  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] bool has(std::string_view name) const;
  /// The text of a cell, unquoted; empty means missing. Throws InputError for an unknown column.
  [[nodiscard]] std::string_view text(std::string_view name, std::size_t row) const;
  /// All cells of a column, row by row, unquoted; they refer to this table.
  [[nodiscard]] std::vector<std::string_view> texts(std::string_view name) const;
  /// A column as numbers, NaN where missing. Throws InputError naming every cell that is neither,
  /// or the column when it does not exist.
  [[nodiscard]] std::vector<double> numbers(std::string_view name) const;

 private:
  friend ReadTable read_csv(const std::filesystem::path& path);
  /// Cells one after the other, and where each ends.
  struct Cells {
    std::string bytes;
    std::vector<std::size_t> ends;
    [[nodiscard]] std::string_view at(std::size_t row) const;
  };

  [[nodiscard]] const Cells& cells(std::string_view name) const;

  std::string file_;
  std::vector<std::string> names_;
  std::vector<Cells> columns_;
  std::vector<int> lines_;
};

/// Reads a whole CSV file, plain, .gz or .zst. Throws InputError with every problem of the file.
[[nodiscard]] ReadTable read_csv(const std::filesystem::path& path);

}  // namespace poach::tables
