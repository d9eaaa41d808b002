#pragma once
// The tables that a run can record.

#include <string>
#include <string_view>
#include <vector>

#include "poach/errors.hpp"
#include "poach/names.hpp"

namespace poach_api {

struct Column {
  std::string name;
  std::string type;  ///< as in datapackage.json: integer, number, string, boolean or date
  std::string unit;  ///< for example USD per year; empty for counts, names and shares
  std::string meaning;
};

struct Table {
  std::string name;  ///< as in record.tables: market, companies, moves, ...
  std::string meaning;
  std::string one_row_per;  ///< for example: tick and company
  std::vector<std::string> key;
  std::vector<Column> columns;
};

/// Every table, in the order in which they are documented. Safe to call from any thread; valid
/// until the program ends.
[[nodiscard]] const std::vector<Table>& tables();

/// The first line of a table's CSV file, with its line feed. Throws InputError for an unknown name.
[[nodiscard]] std::string csv_header(std::string_view table);

}  // namespace poach_api
