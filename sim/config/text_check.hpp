#pragma once
// Checks of the bytes of a YAML file before they are parsed.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace poach::config {

/// A byte that a YAML file may not contain.
struct BadByte {
  int line = 0;    ///< from 1
  int column = 0;  ///< from 1, in bytes
  std::string reason;
};

/// The first byte sequence that is not UTF-8, or control character other than tab and line breaks
/// (the YAML library takes one of them for the end of the file).
[[nodiscard]] std::optional<BadByte> find_bad_byte(std::string_view text);

/// Whether the quoted text whose opening quote is at `start` has its closing quote. True where no
/// quote stands at `start`.
[[nodiscard]] bool quote_is_closed(std::string_view text, std::size_t start);

/// Line `number` of the text, counted from 0; empty past the end.
[[nodiscard]] std::string_view line_of(std::string_view text, int number);

/// The usual remedy for a message of the YAML parser about `line`; empty when none is known.
[[nodiscard]] std::string hint_for(std::string_view parser_message, std::string_view line);

}  // namespace poach::config
