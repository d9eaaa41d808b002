#include "config/path.hpp"

#include <algorithm>
#include <cstddef>

namespace poach::config {
namespace {

bool needs_quotes(std::string_view segment) {
  return segment.empty() || segment.front() == ' ' || segment.back() == ' ' ||
         segment.find_first_of(".\"'[]=\\") != std::string_view::npos;
}

// Reads `["..."]`, `['...']` or `[3]` from `at`, the bracket, and moves past it.
std::optional<std::string> take_bracket(std::string_view text, std::size_t& at) {
  ++at;
  std::string segment;
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    const char quote = text[at++];
    while (at < text.size() && text[at] != quote) {
      if (text[at] == '\\' && at + 1 < text.size()) ++at;
      segment += text[at++];
    }
    ++at;  // the closing quote; past the end when there is none
  } else {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') segment += text[at++];
    if (segment.empty()) return std::nullopt;
  }
  if (at >= text.size() || text[at] != ']') return std::nullopt;
  ++at;
  return segment;
}

std::optional<std::string> take_plain(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find_first_of(".[", at), text.size());
  const std::string segment(text.substr(at, end - at));
  at = end;
  if (segment.empty() || segment.find_first_of("]\"") != std::string::npos) return std::nullopt;
  return segment;
}

}  // namespace

std::optional<Path> parse_path(std::string_view text) {
  Path segments;
  std::size_t at = 0;
  while (true) {
    auto segment =
        at < text.size() && text[at] == '[' ? take_bracket(text, at) : take_plain(text, at);
    if (!segment) return std::nullopt;
    segments.push_back(std::move(*segment));
    if (at == text.size()) return segments;
    if (text[at] == '.') {
      ++at;
      if (at < text.size() && text[at] == '[') return std::nullopt;
    } else if (text[at] != '[') {
      return std::nullopt;
    }
  }
}

std::string join_path(std::span<const std::string> segments) {
  std::string text;
  for (const std::string& segment : segments) {
    if (!needs_quotes(segment)) {
      if (!text.empty()) text += '.';
      text += segment;
      continue;
    }
    text += "[\"";
    for (const char c : segment) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += "\"]";
  }
  return text;
}

}  // namespace poach::config
