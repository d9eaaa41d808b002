#pragma once
// A column is described once, next to its row struct; the header, the cells, datapackage.json and
// the generated documentation all come from that description.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tables/cell.hpp"

namespace poach::tables {

/// What the cells of a column describe.
enum class Kind : std::uint8_t {
  state,           ///< the state at the tick of the row, or the subject of the row
  since_last_row,  ///< a count or a sum over the ticks since the last row
  event            ///< something about the one event that the row reports
};

/// The description of a column, without its row type.
struct ColumnDictionary {
  std::string name;     ///< snake case, with the unit in it: pay_median_usd_per_year
  std::string unit;     ///< for example "USD per year"; empty for counts, names and shares
  std::string meaning;  ///< one sentence
  Type type = Type::string;
  Kind kind = Kind::state;
  std::string title = {};       ///< two or three words on charts: "people lost to rivals"; or empty
  std::string shown_unit = {};  ///< on charts: the unit, or "share", or what is counted: "people"
};

/// The description of a table, without its row type: for datapackage.json and the documentation.
struct TableDictionary {
  std::string name;         ///< "market"
  std::string file;         ///< "market.csv", or "market.csv.zst" once compressed
  std::string meaning;      ///< one sentence
  std::string one_row_per;  ///< "tick and company"
  std::vector<std::string> primary_key;
  std::vector<ColumnDictionary> columns;
};

/// The column of a name; nullptr when there is none.
[[nodiscard]] const ColumnDictionary* find_column(const TableDictionary& table,
                                                  std::string_view name);

/// Throws std::logic_error when the description is wrong: a name that is not snake case or occurs
/// twice, a missing meaning, a key that is not a column. Found when the program starts.
void require_consistent(const TableDictionary& dictionary);

/// How charts read and name a column; `shown_unit` where a column has no unit.
struct Shown {
  std::optional<Kind> kind;  ///< nothing: that of the table
  std::string_view title;
  std::string_view shown_unit;
};
[[nodiscard]] constexpr Shown state(std::string_view title, std::string_view shown_unit = {}) {
  return {Kind::state, title, shown_unit};
}
[[nodiscard]] constexpr Shown since_last_row(std::string_view title,
                                             std::string_view shown_unit = {}) {
  return {Kind::since_last_row, title, shown_unit};
}

/// One column of a table of Row: its description and the function that writes its cell.
template <class Row>
struct Column {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  Type type = Type::string;
  void (*append)(std::string& out, const Row& row) = nullptr;
  Shown shown;
};

namespace detail {
template <auto Member>
struct MemberOf;
template <class Row, class Value, Value Row::*Member>
struct MemberOf<Member> {
  using row_type = Row;
  using value_type = Value;
};
}  // namespace detail

/// A column that is a member of the row: column<&MarketRow::tick>("tick", "", "Tick of the row").
/// The names refer to string literals.
template <auto Member>
constexpr auto column(std::string_view name, std::string_view unit, std::string_view meaning,
                      Shown shown = {}) {
  using Row = typename detail::MemberOf<Member>::row_type;
  using Value = typename detail::MemberOf<Member>::value_type;
  return Column<Row>{name,
                     unit,
                     meaning,
                     CellType<Value>::value,
                     [](std::string& out, const Row& row) { append_cell(out, row.*Member); },
                     shown};
}

/// A column that a captureless function computes from the row:
/// column<MarketRow>("employed_share", "", "...", [](const MarketRow& row) { return ...; }).
template <class Row, class Function>
constexpr Column<Row> column(std::string_view name, std::string_view unit, std::string_view meaning,
                             Function) {
  static_assert(std::is_empty_v<Function> && std::is_default_constructible_v<Function>,
                "the function of a column captures nothing");
  using Value = std::remove_cvref_t<std::invoke_result_t<Function, const Row&>>;
  return Column<Row>{name,
                     unit,
                     meaning,
                     CellType<Value>::value,
                     [](std::string& out, const Row& row) { append_cell(out, Function{}(row)); },
                     {}};
}

/// The words of a table; `one_row_per` completes the sentence "One row per ...".
struct TableWords {
  std::string_view name;
  std::string_view meaning;
  std::string_view one_row_per;
  Kind kind = Kind::state;  ///< the default of its columns
};

/// A table of Row, described once. Names refer to string literals.
template <class Row>
class TableDescription {
 public:
  /// Throws std::logic_error when inconsistent; see require_consistent.
  TableDescription(const TableWords& words, std::vector<std::string_view> primary_key,
                   std::vector<Column<Row>> columns);

  [[nodiscard]] std::string_view name() const { return words_.name; }
  [[nodiscard]] std::string_view meaning() const { return words_.meaning; }
  [[nodiscard]] std::string_view one_row_per() const { return words_.one_row_per; }
  [[nodiscard]] Kind kind() const { return words_.kind; }
  [[nodiscard]] const std::vector<std::string_view>& primary_key() const { return primary_key_; }
  [[nodiscard]] const std::vector<Column<Row>>& columns() const { return columns_; }
  /// `name`.csv
  [[nodiscard]] std::string file_name() const { return std::string(words_.name) + ".csv"; }

  /// The line of column names, with its line feed.
  void append_header(std::string& out) const;
  /// The line of one row, with its line feed. Allocates only when `out` must grow.
  void append_row(std::string& out, const Row& row) const;

 private:
  TableWords words_;
  std::vector<std::string_view> primary_key_;
  std::vector<Column<Row>> columns_;
};

template <class Row>
[[nodiscard]] std::string header_of(const TableDescription<Row>& table) {
  std::string header;
  table.append_header(header);
  return header;
}

template <class Row>
[[nodiscard]] TableDictionary dictionary(const TableDescription<Row>& table) {
  TableDictionary result;
  result.name = table.name();
  result.file = table.file_name();
  result.meaning = table.meaning();
  result.one_row_per = table.one_row_per();
  result.primary_key.assign(table.primary_key().begin(), table.primary_key().end());
  for (const Column<Row>& column : table.columns()) {
    const Shown& shown = column.shown;
    result.columns.push_back({std::string(column.name), std::string(column.unit),
                              std::string(column.meaning), column.type,
                              shown.kind.value_or(table.kind()), std::string(shown.title),
                              std::string(column.unit.empty() ? shown.shown_unit : column.unit)});
  }
  return result;
}

template <class Row>
TableDescription<Row>::TableDescription(const TableWords& words,
                                        std::vector<std::string_view> primary_key,
                                        std::vector<Column<Row>> columns)
    : words_(words), primary_key_(std::move(primary_key)), columns_(std::move(columns)) {
  require_consistent(dictionary(*this));
}

template <class Row>
void TableDescription<Row>::append_header(std::string& out) const {
  for (const Column<Row>& column : columns_) {
    if (&column != &columns_.front()) out += ',';
    out += column.name;
  }
  out += '\n';
}

template <class Row>
void TableDescription<Row>::append_row(std::string& out, const Row& row) const {
  const std::size_t start = out.size();
  for (const Column<Row>& column : columns_) {
    column.append(out, row);
    out += ',';
  }
  // Readers skip empty lines, so the only cell of a line is quoted when it is missing.
  if (out.size() == start + 1) out.insert(start, "\"\"");
  out.back() = '\n';
}

}  // namespace poach::tables
