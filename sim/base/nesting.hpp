#pragma once
// How deep a text nests, before a parser of it looks.

#include <cstddef>
#include <string_view>

namespace poach {

/// Whether lists and maps of a JSON text lie in each other more than `levels` deep. What prints or
/// copies a parsed text goes down level by level on the stack, which a hostile text would exhaust.
[[nodiscard]] constexpr bool is_nested_deeper(std::string_view json, std::size_t levels) {
  std::size_t depth = 0;
  bool in_text = false;
  for (std::size_t k = 0; k < json.size(); ++k) {
    const char c = json[k];
    if (in_text) {
      if (c == '\\') ++k;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > levels) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace poach
