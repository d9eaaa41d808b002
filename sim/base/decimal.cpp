#include "base/decimal.hpp"

#include <fast_float/fast_float.h>

#include <cmath>

namespace poach {
namespace {

// Versions of fast_float differ in what they say of a number too close to 0, so it is not asked.
bool spells_zero(std::string_view text) {
  return text.substr(0, text.find_first_of("eE")).find_first_of("123456789") ==
         std::string_view::npos;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  double value = 0.0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = fast_float::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
  if (value == 0.0 && !spells_zero(text)) return std::nullopt;
  return value;
}

}  // namespace poach
