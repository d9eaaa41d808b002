#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cstdint>
#include <optional>

#include "base/safe_name.hpp"
#include "config/print.hpp"

namespace poach::config {
namespace {

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// Whether plain text reads back as itself inside flow collections too. Stricter than YAML.
bool is_plain(std::string_view text) {
  constexpr std::array<std::string_view, 5> nulls = {"", "~", "null", "Null", "NULL"};
  for (const std::string_view word : nulls) {
    if (text == word) return false;
  }
  const char first = text.front();
  const bool number_sign =
      (first == '-' || first == '+') && text.size() > 1 && is_letter_or_digit(text[1]);
  const bool starts_well =
      is_letter_or_digit(first) || first == '_' || first == '/' || first == '.' || number_sign;
  if (!starts_well || text.substr(0, 3) == "..." || text.back() == ' ') return false;
  for (const char c : text) {
    if (!is_letter_or_digit(c) &&
        std::string_view(" _.-+/()%*<>='$^;").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

// One code point of quoted text, or a byte of text that is not UTF-8.
std::string escaped(std::optional<std::uint32_t> point, std::string_view bytes) {
  if (point == '"' || point == '\\') return "\\" + std::string(bytes);
  if (point == '\n') return "\\n";
  if (point == '\t') return "\\t";
  if (!point || !is_unprintable(*point)) return std::string(bytes);
  if (*point < 0x100) return fmt::format("\\x{:02x}", *point);
  return *point < 0x10000 ? fmt::format("\\u{:04x}", *point) : fmt::format("\\U{:08x}", *point);
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  while (!text.empty()) {
    std::string_view rest = text;
    const std::optional<std::uint32_t> point = take_code_point(rest);
    const std::string_view bytes = text.substr(0, point ? text.size() - rest.size() : 1);
    quoted += escaped(point, bytes);
    text.remove_prefix(bytes.size());
  }
  return quoted + "\"";
}

}  // namespace

std::string print_flow(const Node& node) {
  std::string text;
  switch (node.kind()) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return !node.is_quoted() && is_plain(node.text()) ? node.text() : in_quotes(node.text());
    case Node::Kind::list:
      for (const Node& item : node.items()) {
        text += (text.empty() ? "" : ", ") + print_flow(item);
      }
      return "[" + text + "]";
    case Node::Kind::map:
      for (const Entry& entry : node.entries()) {
        text += (text.empty() ? "" : ", ") + print_key(entry.key) + ": " + print_flow(entry.value);
      }
      break;
  }
  return "{" + text + "}";
}

std::string print_key(const std::string& key) { return is_plain(key) ? key : in_quotes(key); }

}  // namespace poach::config
