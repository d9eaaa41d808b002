#include "check/row_filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/error.hpp"
#include "base/units.hpp"
#include "tables/cell.hpp"

namespace poach::check {
namespace {

config::Values values_of(tables::Type type) {
  switch (type) {
    case tables::Type::integer:
    case tables::Type::number:
      return config::Values::numbers;
    case tables::Type::date:
      return config::Values::dates;
    case tables::Type::boolean:
      return config::Values::truths;
    case tables::Type::string:
      break;
  }
  return config::Values::texts;
}

}  // namespace

std::optional<double> cell_number(tables::Type type, std::string_view cell) {
  switch (type) {
    case tables::Type::integer:
    case tables::Type::number:
      return tables::parse_number(cell);
    case tables::Type::boolean:
      if (cell == "true") return 1.0;
      if (cell == "false") return 0.0;
      return std::nullopt;
    case tables::Type::date:
      if (const auto date = Date::parse(cell)) return date->days_since_1970();
      return std::nullopt;
    case tables::Type::string:
      break;
  }
  return std::nullopt;
}

std::vector<std::string> column_names(const tables::TableDictionary& table) {
  std::vector<std::string> names;
  for (const tables::ColumnDictionary& column : table.columns) names.push_back(column.name);
  return names;
}

RowFilter::RowFilter(const config::Node& where, const tables::TableDictionary& table,
                     const std::string& path, Diagnostics& diagnostics) {
  std::vector<config::Quantity> columns;
  for (const tables::ColumnDictionary& column : table.columns) {
    columns.push_back({.name = column.name, .values = values_of(column.type)});
  }
  const std::string unknown = fmt::format("the table {} has no column", table.name);
  const config::Vocabulary vocabulary{columns, "a map from columns to values", unknown};
  conditions_ = config::read_conditions(where, vocabulary, path, diagnostics);
  for (const config::Condition& condition : conditions_) {
    const tables::ColumnDictionary& column = table.columns[condition.quantity];
    columns_.push_back({column.name, column.type});
    for (const auto& [text, place] : condition.texts) wanted_.push_back({column.name, text, place});
  }
}

void RowFilter::bind(std::span<const std::string_view> header) {
  for (Column& column : columns_) {
    const auto found = std::find(header.begin(), header.end(), column.name);
    if (found == header.end()) {
      throw InputError(fmt::format("error: there is no column {}", column.name));
    }
    column.position = static_cast<std::size_t>(found - header.begin());
  }
}

bool RowFilter::holds(const config::Condition& condition, const Column& column,
                      std::string_view cell) {
  const bool is_text = column.type == tables::Type::string;
  if (cell.empty())
    return is_text ? condition.holds_for(std::nullopt) : condition.holds(std::nullopt);
  if (is_text) return condition.holds_for(cell);
  // A value that is not of the column's type equals nothing and has no order.
  constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
  return condition.holds(cell_number(column.type, cell).value_or(no_number));
}

bool RowFilter::passes(std::span<const std::string_view> row) const {
  for (std::size_t k = 0; k < conditions_.size(); ++k) {
    if (!holds(conditions_[k], columns_[k], row[columns_[k].position])) return false;
  }
  return true;
}

}  // namespace poach::check
