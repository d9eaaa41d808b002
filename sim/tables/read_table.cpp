#include "tables/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/error.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::tables {

std::string_view ReadTable::Cells::at(std::size_t row) const {
  const std::size_t start = row == 0 ? 0 : ends.at(row - 1);
  return std::string_view(bytes).substr(start, ends.at(row) - start);
}

bool ReadTable::has(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

const ReadTable::Cells& ReadTable::cells(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found != names_.end()) return columns_[static_cast<std::size_t>(found - names_.begin())];
  Diagnostics diagnostics;
  diagnostics.error({file_, 1, 1}, {}, fmt::format("there is no column {}", name),
                    did_you_mean(name, names_));
  throw InputError(diagnostics);
}

std::string_view ReadTable::text(std::string_view name, std::size_t row) const {
  return cells(name).at(row);
}

std::vector<std::string_view> ReadTable::texts(std::string_view name) const {
  const Cells& column = cells(name);
  std::vector<std::string_view> result;
  result.reserve(rows());
  for (std::size_t row = 0; row < rows(); ++row) result.push_back(column.at(row));
  return result;
}

std::vector<double> ReadTable::numbers(std::string_view name) const {
  const Cells& column = cells(name);
  std::vector<double> result;
  result.reserve(rows());
  Diagnostics diagnostics;
  for (std::size_t row = 0; row < rows(); ++row) {
    const std::string_view text = column.at(row);
    const std::optional<double> number = parse_number(text);
    result.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    if (number || text.empty()) continue;
    diagnostics.error({file_, lines_[row], 1}, std::string(name),
                      fmt::format("\"{}\" is not a number", text.substr(0, 60)));
    if (diagnostics.error_count() == CsvReader::most_errors) break;
  }
  if (diagnostics.has_errors()) throw InputError(diagnostics);
  return result;
}

ReadTable read_csv(const std::filesystem::path& path) {
  Diagnostics diagnostics;
  CsvReader reader(path, diagnostics);
  ReadTable table;
  table.file_ = path.string();
  table.names_ = reader.header();
  table.columns_.resize(table.names_.size());
  while (reader.next()) {
    for (std::size_t i = 0; i < table.columns_.size(); ++i) {
      ReadTable::Cells& cells = table.columns_[i];
      cells.bytes += reader.fields()[i];
      cells.ends.push_back(cells.bytes.size());
    }
    table.lines_.push_back(reader.place(0).line);
  }
  if (diagnostics.has_errors()) throw InputError(diagnostics);
  return table;
}

}  // namespace poach::tables
