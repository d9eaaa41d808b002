#pragma once
// The rows of a table that an expectation counts.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/conditions.hpp"
#include "config/node.hpp"
#include "tables/description.hpp"

namespace poach::check {

/// The number in a cell: of a date the days since 1970, of a boolean 1 or 0. Nothing for an empty
/// cell, for text, and for values of another type.
[[nodiscard]] std::optional<double> cell_number(tables::Type type, std::string_view cell);

/// The `where` of an expectation: conditions on columns, in the grammar of config/conditions.hpp.
/// All columns must pass; an empty cell is a missing value.
class RowFilter {
 public:
  /// Compiles `where` for a table. `path` is that of `where` in the scenario, for messages about
  /// unknown columns, values that cannot be in a column, and malformed conditions.
  RowFilter(const config::Node& where, const tables::TableDictionary& table,
            const std::string& path, Diagnostics& diagnostics);

  /// Finds the columns in a header. Throws InputError when one is not there.
  void bind(std::span<const std::string_view> header);
  /// Whether a row passes; bind() comes first.
  [[nodiscard]] bool passes(std::span<const std::string_view> row) const;

  /// The texts that a column is compared with for equality, and their places.
  struct Wanted {
    std::string column;
    std::string text;
    SourcePlace place;
  };
  [[nodiscard]] const std::vector<Wanted>& wanted() const { return wanted_; }

 private:
  struct Column {
    std::string name;
    tables::Type type = tables::Type::string;
    std::size_t position = 0;
  };

  [[nodiscard]] static bool holds(const config::Condition& condition, const Column& column,
                                  std::string_view cell);

  std::vector<config::Condition> conditions_;
  std::vector<Column> columns_;  // of each condition
  std::vector<Wanted> wanted_;
};

/// The names of a table's columns.
[[nodiscard]] std::vector<std::string> column_names(const tables::TableDictionary& table);

}  // namespace poach::check
