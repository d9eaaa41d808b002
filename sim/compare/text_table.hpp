#pragma once
// Tables for readers: aligned columns in a terminal.

#include <string>
#include <string_view>
#include <vector>

namespace poach::compare {

/// A number in few characters, with the given number of significant digits: 9876.5, 98.765k, 1.2M,
/// 3B; `-` for NaN.
[[nodiscard]] std::string short_number(double value, int digits = 6);

/// Rows of text under a header; the first `left_columns` columns are aligned left, the others
/// right.
class TextTable {
 public:
  TextTable(std::vector<std::string> header, std::size_t left_columns);

  /// Adds a row. Throws std::logic_error when it does not have a cell per column.
  void add(std::vector<std::string> cells);
  /// Lines of the table; characters, not bytes, are counted. Empty without rows.
  [[nodiscard]] std::string print() const;

 private:
  std::size_t left_columns_;
  std::vector<std::vector<std::string>> rows_;  ///< the header first
};

}  // namespace poach::compare
