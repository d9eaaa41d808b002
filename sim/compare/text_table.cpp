#include "compare/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace poach::compare {
namespace {

// Code points: close enough to columns for the names of companies.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

std::string short_number(double value, int digits) {
  if (std::isnan(value)) return "-";
  const double size = std::abs(value);
  if (size >= 1e9) return fmt::format("{:.{}g}B", value / 1e9, digits);
  if (size >= 1e6) return fmt::format("{:.{}g}M", value / 1e6, digits);
  if (size >= 1e4) return fmt::format("{:.{}g}k", value / 1e3, digits);
  return fmt::format("{:.{}g}", value, digits);
}

TextTable::TextTable(std::vector<std::string> header, std::size_t left_columns)
    : left_columns_(left_columns) {
  rows_.push_back(std::move(header));
}

void TextTable::add(std::vector<std::string> cells) {
  if (cells.size() != rows_.front().size()) {
    throw std::logic_error("a row with another number of cells than the header");
  }
  rows_.push_back(std::move(cells));
}

std::string TextTable::print() const {
  if (rows_.size() < 2) return {};
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], width_of(row[k]));
  }
  std::string text;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t k = 0; k < row.size(); ++k) {
      const std::string padding(widths[k] - width_of(row[k]), ' ');
      if (k > 0) line += "  ";
      line += k < left_columns_ ? row[k] + padding : padding + row[k];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace poach::compare
