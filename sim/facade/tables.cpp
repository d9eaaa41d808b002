#include "poach/tables.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "facade/errors.hpp"
#include "record/tables.hpp"

namespace poach_api {
namespace {

Table public_table(const poach::tables::TableDictionary& dictionary) {
  Table table{
      dictionary.name, dictionary.meaning, dictionary.one_row_per, dictionary.primary_key, {}};
  for (const poach::tables::ColumnDictionary& column : dictionary.columns) {
    table.columns.push_back(
        {column.name, std::string(to_string(column.type)), column.unit, column.meaning});
  }
  return table;
}

std::vector<Table> public_tables() {
  std::vector<Table> all;
  for (const poach::tables::TableDictionary& dictionary : poach::table_dictionaries()) {
    all.push_back(public_table(dictionary));
  }
  return all;
}

}  // namespace

const std::vector<Table>& tables() {
  static const std::vector<Table> all = public_tables();
  return all;
}

std::string csv_header(std::string_view table) {
  for (const Table& known : tables()) {
    if (known.name != table) continue;
    std::string line;
    for (const Column& column : known.columns) line += (line.empty() ? "" : ",") + column.name;
    return line + "\n";
  }
  throw public_error(poach::InputError(fmt::format("error: there is no table '{}'", table)));
}

}  // namespace poach_api
