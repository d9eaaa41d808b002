#pragma once
// Which rows of a table an expectation counts.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/node.hpp"
#include "tables/description.hpp"

namespace poach::check {

/// The number in a cell: of a date the days since 1970, of a boolean 1 or 0. Nothing for an empty
/// cell, for text, and for what is not of the type.
[[nodiscard]] std::optional<double> cell_number(tables::Type type, std::string_view cell);

/// The `where` of an expectation: column to scalar, list of scalars (any of them), or a map of
/// `not` (scalar or list), `at_least` and `at_most`. All columns must pass. An empty scalar, or
/// nothing, stands for a missing cell; a missing cell passes neither at_least nor at_most. Numbers
/// are compared as numbers (1M is 1000000), dates as dates, names letter by letter.
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

  /// The texts that a column is compared with for equality, and where they stand.
  struct Wanted {
    std::string column;
    std::string text;
    SourcePlace place;
  };
  [[nodiscard]] const std::vector<Wanted>& wanted() const { return wanted_; }

 private:
  enum class Kind { any_of, none_of, at_least, at_most };
  struct Condition {
    std::string column;
    tables::Type type = tables::Type::string;
    Kind kind = Kind::any_of;
    std::vector<std::string> texts;
    std::vector<double> numbers;  ///< of types other than string
    bool missing = false;         ///< whether a missing cell is among the values
    std::size_t position = 0;
  };
  struct Source {
    const tables::ColumnDictionary& column;
    std::string path;
    Diagnostics& diagnostics;
  };

  void add_column(const config::Node& value, const Source& source);
  void add_map(const config::Node& map, const Source& source);
  void add_equality(const config::Node& value, Kind kind, const Source& source);
  void add_bound(const config::Node& value, Kind kind, const Source& source);
  [[nodiscard]] static bool holds(const Condition& condition, std::string_view cell);
  [[nodiscard]] static bool is_among(const Condition& condition, std::string_view cell);

  std::vector<Condition> conditions_;
  std::vector<Wanted> wanted_;
};

/// The names of a table's columns.
[[nodiscard]] std::vector<std::string> column_names(const tables::TableDictionary& table);
/// `did you mean X?` or, when nothing is near, the list of names.
[[nodiscard]] std::string suggest_name(std::string_view word,
                                       const std::vector<std::string>& names);

}  // namespace poach::check
