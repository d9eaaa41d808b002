#include "config/field.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/units.hpp"

namespace poach::config {

bool Range::contains(double value) const {
  const bool enough = lowest_open ? value > lowest : value >= lowest;
  const bool not_too_much = highest_open ? value < highest : value <= highest;
  return enough && not_too_much;
}

std::string to_string(const Range& range) {
  const bool from = std::isfinite(range.lowest);
  const bool to = std::isfinite(range.highest);
  const std::string low = format_number(range.lowest);
  const std::string high = format_number(range.highest);
  if (from && to && !range.lowest_open && !range.highest_open) {
    return fmt::format("{} to {}", low, high);
  }
  std::string text;
  if (from) text = (range.lowest_open ? "above " : "at least ") + low;
  if (from && to) text += ", ";
  if (to) text += (range.highest_open ? "below " : "at most ") + high;
  return text;
}

}  // namespace poach::config
