#include <fmt/format.h>

#include "config/load.hpp"

namespace poach::config {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_null_word(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// Whether YAML would take an end of the text for a comment. Quotes inside plain text do not count:
// the check is rather too strict than too lax.
bool holds_comment(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && (i == 0 || std::string_view(" \t\r\n").find(text[i - 1]) !=
                                          std::string_view::npos)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Node parse_value_text(std::string_view text, std::string file_label, Diagnostics& diagnostics) {
  const std::string_view whole = trimmed(text);
  Node value = parse_text(text, file_label, diagnostics);
  const bool is_plain = value.is_scalar() && !value.is_quoted() && value.text() != whole;
  const bool is_lost = value.is_null() && !is_null_word(whole) && !diagnostics.has_errors();
  if (is_plain || is_lost) {
    const SourcePlace place = value.place();
    value = Node::scalar(std::string(whole));
    value.set_place(place);
  } else if (holds_comment(whole) && !diagnostics.has_errors()) {
    diagnostics.error({std::move(file_label), 0, 0}, "", "the text after # would be lost",
                      "put text that holds # into quotes");
  }
  return value;
}

}  // namespace poach::config
