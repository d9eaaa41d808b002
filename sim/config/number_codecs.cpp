#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "config/codecs.hpp"

namespace poach::config {
namespace {

// Whether every comma stands before exactly three digits and the first behind one to three, as
// separators of thousands do.
bool separates_thousands(const std::string& text) {
  const std::size_t first = text.find(',');
  if (first == 0 || first > 3 || text.front() == '0' || text.find('.') < first) return false;
  for (std::size_t at = first; at != std::string::npos; at = text.find(',', at + 1)) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    if (end - at != 4) return false;
  }
  return true;
}

// 1,500,000 without its commas, and 1.500,75 with a decimal point; empty for anything else that
// holds a comma.
std::string without_commas(std::string text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) return text;
  if (separates_thousands(text)) {
    std::erase(text, ',');
    return text;
  }
  if (text.find_first_of(",.", comma + 1) != std::string::npos) return {};
  std::string whole = text.substr(0, comma);
  std::erase(whole, '.');
  return whole + '.' + text.substr(comma + 1);
}

std::optional<std::int64_t> parse_integer(const std::string& text) {
  std::int64_t digits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), digits);
  if (error == std::errc{} && end == text.data() + text.size()) return digits;
  const auto number = parse_number(text);
  constexpr double exact = 9007199254740992.0;  // 2^53: beyond it doubles skip integers
  if (!number || std::trunc(*number) != *number || std::fabs(*number) > exact) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

// A negative hazard or duration has no meaning, whatever the field's range.
Field not_negative(const Field& field) {
  Field narrowed = field;
  narrowed.range.lowest = std::max(narrowed.range.lowest, 0.0);
  narrowed.unit = {};  // the text has its own
  return narrowed;
}

}  // namespace

std::string number_hint(std::string text) {
  if (const std::size_t end = text.find(" USD"); end != std::string::npos) text.resize(end);
  std::erase(text, '$');
  text = without_commas(text);
  if (text.empty()) return {};
  char& last = text.back();
  if (last == 'm') last = 'M';
  if (last == 'K') last = 'k';
  if (last == 'b') last = 'B';
  return parse_number(text) ? fmt::format("did you mean {}?", text) : std::string{};
}

std::optional<Problem> read_leaf(const Field& field, const Node& node, double& value) {
  const auto number = node.is_scalar() ? parse_number(node.text()) : std::nullopt;
  if (!number) {
    return mismatch("a number such as 0.5, 40M or 12 %", node, number_hint(node.text()));
  }
  if (auto problem = check_range(field, *number, node.text())) return problem;
  value = *number;
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field& field, const Node& node, std::int64_t& value) {
  const auto number = node.is_scalar() ? parse_integer(node.text()) : std::nullopt;
  if (!number) {
    const bool fraction = parse_number(node.text()).has_value();
    return mismatch("a whole number such as 475 or 10M", node,
                    fraction ? std::string{} : number_hint(node.text()));
  }
  if (auto problem = check_range(field, static_cast<double>(*number), node.text())) return problem;
  value = *number;
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field& field, const Node& node, Hazard& value) {
  const auto hazard = node.is_scalar() ? parse_hazard(node.text()) : std::nullopt;
  if (!hazard) {
    const std::string bare = node.text().substr(0, node.text().find('/'));
    return mismatch("a hazard such as 0.2 per year", node,
                    parse_number(bare) ? fmt::format("did you mean {} per year?", bare) : "");
  }
  Field allowed = not_negative(field);
  // A chance per tick is a probability.
  if (hazard->per == Hazard::Per::tick) {
    allowed.range.highest = std::min(allowed.range.highest, 1.0);
  }
  if (auto problem = check_range(allowed, hazard->value, node.text())) return problem;
  value = *hazard;
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field& field, const Node& node, Duration& value) {
  const auto duration = node.is_scalar() ? parse_duration(node.text()) : std::nullopt;
  if (!duration) {
    const std::string& text = node.text();
    return mismatch("a duration such as 26 weeks", node,
                    parse_number(text) ? fmt::format("did you mean {} weeks?", text) : "");
  }
  if (auto problem = check_range(not_negative(field), duration->amount, node.text())) {
    return problem;
  }
  value = *duration;
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field& field, const Node& node, std::vector<double>& value) {
  if (!node.is_list()) return mismatch("a list of numbers such as [1, 2.5]", node);
  std::vector<double> numbers;
  for (const Node& item : node.items()) {
    if (auto problem = read_leaf(field, item, numbers.emplace_back())) {
      problem->reason = fmt::format("item {}: {}", numbers.size() - 1, problem->reason);
      problem->place = item.place();
      return problem;
    }
  }
  value = std::move(numbers);
  return std::nullopt;
}

std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                 std::map<std::string, double>& value) {
  if (!node.is_map()) return mismatch("a map of names and numbers such as {a: 1, b: 2}", node);
  std::map<std::string, double> numbers;
  for (const Entry& entry : node.entries()) {
    if (auto problem = read_leaf(field, entry.value, numbers[entry.key])) {
      problem->reason = fmt::format("'{}': {}", entry.key, problem->reason);
      problem->place = entry.value.place();
      return problem;
    }
  }
  value = std::move(numbers);
  return std::nullopt;
}

Node print_leaf(double value) { return Node::scalar(format_number(value)); }
Node print_leaf(std::int64_t value) { return Node::scalar(std::to_string(value)); }
Node print_leaf(Hazard value) { return Node::scalar(to_string(value)); }
Node print_leaf(Duration value) { return Node::scalar(to_string(value)); }

Node print_leaf(const std::vector<double>& value) {
  Node list = Node::list();
  for (const double number : value) list.items().push_back(print_leaf(number));
  return list;
}

Node print_leaf(const std::map<std::string, double>& value) {
  Node map = Node::map();
  for (const auto& [name, number] : value) {
    map.entries().push_back({name, {}, print_leaf(number)});
  }
  return map;
}

}  // namespace poach::config
