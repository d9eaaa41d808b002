#include "check/row_filter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/units.hpp"
#include "tables/cell.hpp"

namespace poach::check {
namespace {

// What people write in scenarios: 1M, 12 %.
std::optional<double> written_number(tables::Type type, const std::string& text) {
  const bool number = type == tables::Type::integer || type == tables::Type::number;
  return number ? parse_number(text) : cell_number(type, text);
}

bool is_missing(const config::Node& node) {
  return node.is_null() || (node.is_scalar() && node.text().empty());
}

std::string_view what_a_column_holds(tables::Type type) {
  switch (type) {
    case tables::Type::integer:
    case tables::Type::number:
      return "numbers";
    case tables::Type::date:
      return "dates (YYYY-MM-DD)";
    case tables::Type::boolean:
      return "true and false";
    case tables::Type::string:
      break;
  }
  return "text";
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

std::string suggest_name(std::string_view word, const std::vector<std::string>& names) {
  const std::string near = did_you_mean(word, names);
  return near.empty() ? fmt::format("there are {}", fmt::join(names, ", ")) : near;
}

RowFilter::RowFilter(const config::Node& where, const tables::TableDictionary& table,
                     const std::string& path, Diagnostics& diagnostics) {
  if (where.is_null()) return;
  if (!where.is_map()) {
    diagnostics.error(where.place(), path,
                      "expected a map from columns to values, not " + describe_kind(where));
    return;
  }
  for (const config::Entry& entry : where.entries()) {
    const std::string entry_path = path + "." + entry.key;
    if (const auto* column = find_column(table, entry.key)) {
      add_column(entry.value, {*column, entry_path, diagnostics});
    } else {
      diagnostics.error(entry.key_place, entry_path,
                        fmt::format("the table {} has no column {}", table.name, entry.key),
                        suggest_name(entry.key, column_names(table)));
    }
  }
}

void RowFilter::add_column(const config::Node& value, const Source& source) {
  if (value.is_map()) {
    add_map(value, source);
  } else {
    add_equality(value, Kind::any_of, source);
  }
}

void RowFilter::add_map(const config::Node& map, const Source& source) {
  static const std::vector<std::string> words = {"not", "at_least", "at_most"};
  if (map.entries().empty()) {
    source.diagnostics.error(map.place(), source.path, "an empty condition",
                             "give not, at_least or at_most");
  }
  for (const config::Entry& entry : map.entries()) {
    if (entry.key == "not") {
      add_equality(entry.value, Kind::none_of, source);
    } else if (entry.key == "at_least" || entry.key == "at_most") {
      add_bound(entry.value, entry.key == "at_least" ? Kind::at_least : Kind::at_most, source);
    } else {
      source.diagnostics.error(entry.key_place, source.path + "." + entry.key, "unknown condition",
                               suggest_name(entry.key, words));
    }
  }
}

void RowFilter::add_equality(const config::Node& value, Kind kind, const Source& source) {
  Condition condition{source.column.name, source.column.type, kind, {}, {}, false, 0};
  const std::vector<config::Node> one = {value};
  if (value.is_list() && value.items().empty()) {
    source.diagnostics.error(value.place(), source.path, "an empty list of values");
  }
  for (const config::Node& item : value.is_list() ? value.items() : one) {
    if (is_missing(item)) {
      condition.missing = true;
    } else if (!item.is_scalar()) {
      source.diagnostics.error(item.place(), source.path,
                               "expected a value, not " + describe_kind(item));
    } else if (condition.type == tables::Type::string) {
      condition.texts.push_back(item.text());
      wanted_.push_back({source.column.name, item.text(), item.place()});
    } else if (const auto number = written_number(condition.type, item.text())) {
      condition.numbers.push_back(*number);
    } else {
      source.diagnostics.error(item.place(), source.path,
                               fmt::format("'{}' is never in this column, which holds {}",
                                           item.text(), what_a_column_holds(condition.type)));
    }
  }
  conditions_.push_back(std::move(condition));
}

void RowFilter::add_bound(const config::Node& value, Kind kind, const Source& source) {
  Condition condition{source.column.name, source.column.type, kind, {}, {}, false, 0};
  const auto bound =
      value.is_scalar() ? written_number(condition.type, value.text()) : std::nullopt;
  if (!bound) {
    source.diagnostics.error(
        value.place(), source.path,
        fmt::format("cannot order {} by {}: the column holds {}", source.column.name,
                    describe_kind(value), what_a_column_holds(condition.type)));
    return;
  }
  condition.numbers.push_back(*bound);
  conditions_.push_back(std::move(condition));
}

void RowFilter::bind(std::span<const std::string_view> header) {
  for (Condition& condition : conditions_) {
    const auto found = std::find(header.begin(), header.end(), condition.column);
    if (found == header.end()) {
      throw InputError(fmt::format("error: there is no column {}", condition.column));
    }
    condition.position = static_cast<std::size_t>(found - header.begin());
  }
}

bool RowFilter::is_among(const Condition& condition, std::string_view cell) {
  if (cell.empty()) return condition.missing;
  if (condition.type == tables::Type::string) {
    return std::find(condition.texts.begin(), condition.texts.end(), cell) != condition.texts.end();
  }
  const auto number = cell_number(condition.type, cell);
  return number && std::find(condition.numbers.begin(), condition.numbers.end(), *number) !=
                       condition.numbers.end();
}

bool RowFilter::holds(const Condition& condition, std::string_view cell) {
  if (condition.kind == Kind::any_of) return is_among(condition, cell);
  if (condition.kind == Kind::none_of) return !is_among(condition, cell);
  const auto number = cell_number(condition.type, cell);
  if (!number) return false;
  return condition.kind == Kind::at_least ? *number >= condition.numbers.front()
                                          : *number <= condition.numbers.front();
}

bool RowFilter::passes(std::span<const std::string_view> row) const {
  return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
    return holds(condition, row[condition.position]);
  });
}

}  // namespace poach::check
