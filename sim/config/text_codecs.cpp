#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "config/codecs.hpp"

namespace poach::config {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string suggest_truth(const std::string& text) {
  const std::string word = lower(text);
  if (word == "yes" || word == "on" || word == "true" || word == "1") return "did you mean true?";
  if (word == "no" || word == "off" || word == "false" || word == "0") return "did you mean false?";
  return {};
}

// For 2025-6-30 the same day in full; for 2025-02-30 the last day of that month.
std::string suggest_date(const std::string& text) {
  std::array<int, 3> parts = {};
  std::size_t part = 0;
  for (const char c : text) {
    if (c == '-' && part < 2) {
      ++part;
    } else if (c >= '0' && c <= '9' && parts[part] < 1000) {
      parts[part] = 10 * parts[part] + (c - '0');
    } else {
      return {};
    }
  }
  if (part != 2 || parts[0] < 1000 || parts[2] < 1 || parts[2] > 31) return {};
  for (int day = parts[2]; day > 0 && day > parts[2] - 4; --day) {
    const std::string full = fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], day);
    if (Date::parse(full)) return fmt::format("did you mean {}?", full);
  }
  return {};
}

}  // namespace

Problem mismatch(std::string_view what, const Node& node, std::string suggestion) {
  return {fmt::format("expected {}, got {}", what, describe_kind(node)), std::move(suggestion)};
}

bool is_none_word(std::string_view text) { return text == "none" || text == "unlimited"; }

std::optional<Problem> read_leaf(const Field&, const Node& node, bool& value) {
  if (!node.is_scalar() || node.is_quoted() || (node.text() != "true" && node.text() != "false")) {
    return mismatch("true or false", node, suggest_truth(node.text()));
  }
  value = node.text() == "true";
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field&, const Node& node, std::string& value) {
  if (!node.is_scalar()) return mismatch("text", node);
  value = node.text();
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field&, const Node& node, Date& value) {
  const auto date = node.is_scalar() ? Date::parse(node.text()) : std::nullopt;
  if (!date) return mismatch("a date such as 2025-06-30", node, suggest_date(node.text()));
  value = *date;
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field&, const Node& node, std::vector<std::string>& value) {
  if (!node.is_list()) {
    const bool one = node.is_scalar();
    return mismatch("a list such as [a, b]", node,
                    one ? fmt::format("did you mean [{}]?", node.text()) : "");
  }
  std::vector<std::string> texts;
  for (const Node& item : node.items()) {
    if (!item.is_scalar()) {
      Problem problem = mismatch("text", item);
      problem.reason = fmt::format("item {}: {}", texts.size(), problem.reason);
      problem.place = item.place();
      return problem;
    }
    texts.push_back(item.text());
  }
  value = std::move(texts);
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field&, const Node& node, Node& value) {
  value = node;
  return std::nullopt;
}

Node print_leaf(bool value) { return Node::scalar(value ? "true" : "false"); }

Node print_leaf(const std::string& value) {
  // Text that would read as something else in YAML or as "no value" goes into quotes.
  static const std::array<std::string_view, 10> special = {
      "", "~", "null", "none", "unlimited", "true", "false", "yes", "no", "on"};
  const bool is_special =
      std::find(special.begin(), special.end(), lower(value)) != special.end() ||
      parse_number(value) || Date::parse(value);
  return is_special ? Node::quoted(value) : Node::scalar(value);
}

Node print_leaf(Date value) { return Node::scalar(to_string(value)); }

Node print_leaf(const std::vector<std::string>& value) {
  Node list = Node::list();
  for (const std::string& text : value) list.items().push_back(print_leaf(text));
  return list;
}

Node print_leaf(const Node& value) { return value; }

}  // namespace poach::config
