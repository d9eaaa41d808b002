#pragma once
// Names that users choose end up in CSV cells, scenario paths and spreadsheets. Data are never
// altered on the way out, so names that would do harm there are refused on the way in.

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// Names with the same look are read as one by people: accents are part of their letter, however
/// composed (NFC of Unicode), and all spaces are one.
[[nodiscard]] std::string look_of(std::string_view name);
/// The difference between a name and another with the same look: "is written with U+0075 U+0308,
/// the other with U+00FC".
[[nodiscard]] std::string difference(std::string_view name, std::string_view other);

/// Whether a spreadsheet would run a cell with this text: it starts with = + - or @, after tabs,
/// line breaks and invisible characters, which spreadsheets skip.
[[nodiscard]] bool starts_like_formula(std::string_view text);

/// Text for a terminal: bytes that are not UTF-8, and control, direction-changing and invisible
/// characters are written as \x1b, so that a quoted hostile file is shown and nothing else happens.
[[nodiscard]] std::string made_visible(std::string_view text);
/// The same for text of several lines: line feeds and tabs stay.
[[nodiscard]] std::string made_visible_lines(std::string_view text);

/// Removes the first code point from `text`, which is not empty; nothing when the text does not
/// begin with well-formed UTF-8 (RFC 3629).
[[nodiscard]] std::optional<std::uint32_t> take_code_point(std::string_view& text);
/// Whether a code point is one of Unicode's spaces, a tab or a line break.
[[nodiscard]] bool is_space(std::uint32_t point);
/// Whether a code point acts on a terminal, is invisible, or looks like another.
[[nodiscard]] bool is_unprintable(std::uint32_t point);

}  // namespace poach
