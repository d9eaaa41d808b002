#include "config/leaves.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

namespace poach::config {

double* NumberMapLeaf::number_under(std::span<const std::string> path) {
  const auto found = path.size() == 1 ? value_.find(path.front()) : value_.end();
  return found == value_.end() ? nullptr : &found->second;
}

std::optional<Problem> NumberMapLeaf::parse_under(std::span<const std::string> path,
                                                  const Node& node) {
  if (path.size() > 1) return Problem{fmt::format("'{}' has no parts", path.front())};
  double number = 0.0;
  auto problem = read_leaf(field_, node, number);
  if (!problem) value_[path.front()] = number;
  return problem;
}

std::optional<Problem> ChoiceLeaf::parse(const Node& node) {
  for (const Word& word : words_) {
    if (!node.is_scalar() || node.text() != word.text) continue;
    number_ = word.number;
    return std::nullopt;
  }
  const std::vector<std::string> words = type().words;
  return mismatch(fmt::format("one of {}", fmt::join(words, ", ")), node,
                  node.is_scalar() ? did_you_mean(node.text(), words) : std::string{});
}

Node ChoiceLeaf::print() const {
  const auto word = std::find_if(words_.begin(), words_.end(),
                                 [&](const Word& w) { return w.number == number_; });
  if (word == words_.end()) throw std::logic_error("an enumerator without a word in its choice");
  return Node::scalar(std::string(word->text));
}

ValueType ChoiceLeaf::type() const {
  ValueType type{Shape::choice};
  for (const Word& word : words_) type.words.emplace_back(word.text);
  return type;
}

}  // namespace poach::config
