#include "tables/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace poach::tables {
namespace {

bool is_snake_case(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), allowed);
}

void require(bool condition, const TableDictionary& table, std::string_view problem) {  // NOLINT
  if (!condition) throw std::logic_error(fmt::format("table {}: {}", table.name, problem));
}

}  // namespace

const ColumnDictionary* find_column(const TableDictionary& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const ColumnDictionary& c) { return c.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

void require_consistent(const TableDictionary& table) {
  require(is_snake_case(table.name), table, "its name is not snake case");
  require(!table.meaning.empty(), table, "it has no meaning");
  require(!table.one_row_per.empty(), table, "it does not say what a row is");
  require(!table.columns.empty(), table, "it has no columns");
  std::set<std::string_view> names;
  for (const ColumnDictionary& column : table.columns) {
    require(is_snake_case(column.name), table, "column " + column.name + " is not snake case");
    require(!column.meaning.empty(), table, "column " + column.name + " has no meaning");
    require(names.insert(column.name).second, table, "column " + column.name + " occurs twice");
  }
  std::set<std::string_view> keys;
  for (const std::string& key : table.primary_key) {
    require(names.count(key) == 1, table, "its key " + key + " is not a column");
    require(keys.insert(key).second, table, "its key " + key + " occurs twice");
  }
}

}  // namespace poach::tables
