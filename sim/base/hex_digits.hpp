#pragma once

#include <span>
#include <string>
#include <string_view>

namespace poach {

/// Two lower-case hexadecimal digits a byte.
inline std::string hex_digits(std::span<const unsigned char> bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace poach
