#pragma once
// Names that users choose end up in CSV cells, scenario paths and spreadsheets. Data are never
// altered on the way out, so names that would do harm there are refused on the way in.

#include <cstddef>
#include <string>
#include <string_view>

namespace poach {

inline constexpr std::size_t longest_name_bytes = 100;

/// Why `name` cannot be the name of a company, team or researcher; empty when it can. Refused are:
/// an empty name, more than 100 bytes, invalid UTF-8, double quotes, control, line-break and
/// direction-changing characters, spaces at either end, and a first character (= + - @) that makes
/// a spreadsheet run the cell as a formula.
[[nodiscard]] std::string_view unsafe_name_reason(std::string_view name);

[[nodiscard]] inline bool is_unsafe_name(std::string_view name) {
  return !unsafe_name_reason(name).empty();
}

/// Whether a spreadsheet would run a cell with this text: it starts with = + - or @.
[[nodiscard]] bool starts_like_formula(std::string_view text);

/// Text for a terminal: what is not UTF-8, and control, direction-changing and invisible characters
/// are written as \x1b, so that quoting a hostile file does nothing but show it.
[[nodiscard]] std::string made_visible(std::string_view text);

}  // namespace poach
