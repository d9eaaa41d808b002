#pragma once
// Numbers out of text, the same with every standard library: some lack std::from_chars for double.

#include <optional>
#include <string_view>

namespace poach {

/// The number that all of `text` spells in the grammar of std::from_chars, rounded to the nearest
/// double: digits with at most one point, `-` before them and `e` with an exponent behind; no `+`,
/// space, `inf` or `nan`. Nothing for any other text, and for numbers too large or too close to 0
/// for a double.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);

}  // namespace poach
