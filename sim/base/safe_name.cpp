#include "base/safe_name.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>

namespace poach {
namespace {

bool is_control(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

/// Marks that make a name look like another one, or like nothing, on the screen.
bool changes_direction_or_is_invisible(std::uint32_t point) {
  return (point >= 0x200B && point <= 0x200F && point != 0x200D && point != 0x200C) ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
         (point >= 0xE0000 && point <= 0xE0FFF) || (point >= 0xFFF9 && point <= 0xFFFB) ||
         point == 0x00AD || point == 0x034F || point == 0x061C || point == 0x115F ||
         point == 0x1160 || point == 0x17B4 || point == 0x17B5 || point == 0x180E ||
         point == 0x3164 || point == 0xFEFF || point == 0xFFA0;
}

/// = + - @ and their full-width forms, which spreadsheets take for the same.
bool starts_formula(std::uint32_t point) {
  if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFF01 - 0x21;
  return point == '=' || point == '+' || point == '-' || point == '@';
}

}  // namespace

std::optional<std::uint32_t> take_code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || text.size() < length) return std::nullopt;
  std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80) return std::nullopt;
    point = point << 6 | (next & 0x3FU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (overlong || surrogate || point > 0x10FFFF) return std::nullopt;
  text.remove_prefix(length);
  return point;
}

bool is_space(std::uint32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0 ||
         point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
}

bool is_unprintable(std::uint32_t point) {
  return is_control(point) || changes_direction_or_is_invisible(point);
}

bool starts_like_formula(std::string_view text) {
  while (!text.empty()) {
    const std::optional<std::uint32_t> point = take_code_point(text);
    if (!point) return false;
    if (!is_unprintable(*point)) return starts_formula(*point);
  }
  return false;
}

namespace {

enum class Lines { shown, kept };

std::string visible(std::string_view text, Lines lines) {
  std::string result;
  while (!text.empty()) {
    std::string_view rest = text;
    const std::optional<std::uint32_t> point = take_code_point(rest);
    const std::string_view bytes = text.substr(0, point ? text.size() - rest.size() : 1);
    text.remove_prefix(bytes.size());
    const bool keeps = lines == Lines::kept && (point == '\n' || point == '\t');
    if (keeps || (point && !is_unprintable(*point))) {
      result += bytes;
      continue;
    }
    for (const char byte : bytes)
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  }
  return result;
}

}  // namespace

std::string made_visible(std::string_view text) { return visible(text, Lines::shown); }
std::string made_visible_lines(std::string_view text) { return visible(text, Lines::kept); }

std::string_view unsafe_name_reason(std::string_view name) {
  if (name.empty()) return "the name is empty";
  if (name.size() > longest_name_bytes) return "the name is longer than 100 bytes";
  std::string_view rest = name;
  std::uint32_t last = 0;
  while (!rest.empty()) {
    const bool first = rest.size() == name.size();
    const std::optional<std::uint32_t> point = take_code_point(rest);
    if (!point) return "the name is not valid UTF-8";
    if (is_control(*point)) return "the name holds a control character or line break";
    if (changes_direction_or_is_invisible(*point)) return "the name holds an invisible character";
    if (*point == '"') return "the name holds a double quote";
    if (first && starts_formula(*point)) {
      return "a spreadsheet would run a name that starts with = + - or @ as a formula";
    }
    if (first && is_space(*point)) return "the name starts or ends with a space";
    last = *point;
  }
  if (is_space(last)) return "the name starts or ends with a space";
  return {};
}

}  // namespace poach
