#include "config/text_check.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace poach::config {
namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Bytes of the UTF-8 sequence at the start of `text`, or 0 when it is not one (RFC 3629).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80U) return 1;
  const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  if (lead < 0xC2U || lead > 0xF4U || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(byte(i))) return 0;
  }
  const bool overlong = (lead == 0xE0U && byte(1) < 0xA0U) || (lead == 0xF0U && byte(1) < 0x90U);
  const bool surrogate = lead == 0xEDU && byte(1) > 0x9FU;
  const bool too_large = lead == 0xF4U && byte(1) > 0x8FU;
  return overlong || surrogate || too_large ? 0 : length;
}

bool is_forbidden_control(unsigned char byte) {
  return (byte < 0x20U && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7FU;
}

}  // namespace

std::optional<BadByte> find_bad_byte(std::string_view text) {
  int line = 1;
  std::size_t line_start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(text.substr(at, 4));
    const int column = static_cast<int>(at - line_start) + 1;
    if (length == 0) return BadByte{line, column, "the file is not UTF-8 text"};
    if (is_forbidden_control(byte)) {
      return BadByte{line, column, fmt::format("control character 0x{:02x} in the file", byte)};
    }
    at += length;
    if (byte == '\n') {
      ++line;
      line_start = at;
    }
  }
  return std::nullopt;
}

bool quote_is_closed(std::string_view text, std::size_t start) {
  if (start >= text.size() || (text[start] != '"' && text[start] != '\'')) return true;
  const char quote = text[start];
  for (std::size_t at = start + 1; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;  // whatever is escaped
    } else if (text[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!doubled) return true;
      ++at;
    }
  }
  return false;
}

std::string_view line_of(std::string_view text, int number) {
  for (int line = 0; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::string hint_for(std::string_view parser_message, std::string_view line) {
  const std::string_view indentation = line.substr(0, line.find_first_not_of(" \t"));
  if (indentation.find('\t') != std::string_view::npos) {
    return "the line starts with a tab; YAML indents with spaces only";
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> hints = {{
      {"illegal map value", "check the indentation, and put quotes around text that holds ': '"},
      {"end of map not found", "check the indentation and the quotes above"},
      {"end of map flow not found", "close the brace, with commas between the entries"},
      {"end of sequence flow not found", "close the bracket, with commas between the items"},
      {"illegal EOF in scalar", "close the quote"},
      {"unknown token", "put quotes around text that starts with % @ or `"},
  }};
  for (const auto& [message, hint] : hints) {
    if (parser_message == message) return std::string(hint);
  }
  return {};
}

}  // namespace poach::config
