#include "tables/cell.hpp"

#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"

namespace poach::tables {
namespace {

/// Whole numbers below this are written without exponent; all of them are exact doubles.
constexpr double plain_below = 1e15;

/// Characters that RFC 4180 wants quoted wherever they stand.
bool asks_for_quotes(char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; }

bool starts_formula(char c) {
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

}  // namespace

std::string_view to_string(Type type) {
  switch (type) {
    case Type::integer:
      return "integer";
    case Type::number:
      return "number";
    case Type::string:
      return "string";
    case Type::date:
      return "date";
    case Type::boolean:
      return "boolean";
  }
  return "string";
}

void append_cell(std::string& out, std::string_view text) {
  const bool plain = text.empty() || (!starts_formula(text.front()) &&
                                      std::none_of(text.begin(), text.end(), asks_for_quotes));
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_cell(std::string& out, double value) {
  if (!std::isfinite(value)) return;
  // Covers -0, reads better than 1e+06, and costs less than the general algorithm.
  if (std::abs(value) < plain_below) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) {
      append_cell(out, whole);
      return;
    }
  }
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

std::optional<double> parse_number(std::string_view text) { return parse_decimal(text); }

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return value;
}

}  // namespace poach::tables
