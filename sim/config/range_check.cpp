#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/codecs.hpp"

namespace poach::config {
namespace {

// ` (a cap is USD per year)`, ` (seats are people)`, or nothing without a unit.
std::string unit_reminder(const Field& field) {
  if (field.unit.empty()) return {};
  std::string name(field.name);
  std::replace(name.begin(), name.end(), '_', ' ');
  if (name.empty()) return fmt::format(" (in {})", field.unit);
  if (name.back() == 's') return fmt::format(" ({} are {})", name, field.unit);
  const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
  return fmt::format(" ({} {} is {})", vowel ? "an" : "a", name, field.unit);
}

// A value within the range near the one written: without its sign, or read as a percentage.
std::string suggest(const Field& field, double value, std::string_view written) {
  if (value < 0.0 && field.range.contains(-value) && written.substr(0, 1) == "-") {
    return fmt::format("did you mean {}?", written.substr(1));
  }
  const bool is_share = field.range.lowest == 0.0 && field.range.highest == 1.0;
  if (is_share && value > 1.0 && value <= 100.0 && parse_number(written) == value) {
    return fmt::format("did you mean {} %?", format_number(value));
  }
  return {};
}

}  // namespace

std::optional<Problem> check_range(const Field& field, double value, std::string_view written) {
  const Range& range = field.range;
  if (range.contains(value) && std::abs(value) > largest_number) {
    return Problem{fmt::format("{} is too large; numbers go up to 1e30", written), {}};
  }
  if (range.contains(value)) return std::nullopt;
  std::string why;
  if (value < range.lowest) {
    why = "is below " + format_number(range.lowest);
  } else if (value > range.highest) {
    why = "is above " + format_number(range.highest);
  } else if (value == range.lowest) {
    why = "is not above " + format_number(range.lowest);
  } else {
    why = "is not below " + format_number(range.highest);
  }
  return Problem{fmt::format("{} {}{}", written, why, unit_reminder(field)),
                 suggest(field, value, written)};
}

}  // namespace poach::config
