#pragma once
// Values over the codecs.

#include <cstdint>
#include <span>
#include <utility>

#include "config/codecs.hpp"
#include "config/conditions.hpp"
#include "config/fields.hpp"

namespace poach::config {

template <class T>
class Leaf : public Value {
 public:
  Leaf(const Field& field, T& value) : field_(field), value_(value) {}
  [[nodiscard]] std::optional<Problem> parse(const Node& node) override {
    return read_leaf(field_, node, value_);
  }
  [[nodiscard]] Node print() const override { return print_leaf(value_); }
  [[nodiscard]] ValueType type() const override { return {shape_of(value_)}; }
  [[nodiscard]] double* number() override {
    if constexpr (std::is_same_v<T, double>) return &value_;
    return nullptr;
  }

 protected:
  const Field& field_;
  T& value_;
};

template <class T>
class OptionalLeaf final : public Value {
 public:
  OptionalLeaf(const Field& field, std::optional<T>& value) : field_(field), value_(value) {}
  [[nodiscard]] std::optional<Problem> parse(const Node& node) override {
    // Quotes keep a text that happens to be "none".
    const bool none =
        node.is_null() || (node.is_scalar() && !node.is_quoted() && is_none_word(node.text()));
    if (none) {
      value_.reset();
      return std::nullopt;
    }
    T value{};
    auto problem = read_leaf(field_, node, value);
    if (!problem) value_ = std::move(value);
    return problem;
  }
  [[nodiscard]] Node print() const override {
    return value_ ? print_leaf(*value_) : Node::scalar("none");
  }
  [[nodiscard]] ValueType type() const override { return {shape_of(T{}), true}; }
  [[nodiscard]] double* number() override {
    if constexpr (std::is_same_v<T, double>) return value_ ? &*value_ : nullptr;
    return nullptr;
  }

 private:
  const Field& field_;
  std::optional<T>& value_;
};

class NumberMapLeaf final : public Leaf<std::map<std::string, double>> {
 public:
  using Leaf::Leaf;
  [[nodiscard]] double* number_under(std::span<const std::string> path) override;
  [[nodiscard]] std::optional<Problem> parse_under(std::span<const std::string> path,
                                                   const Node& node) override;
};

class ConditionsLeaf final : public Value {
 public:
  explicit ConditionsLeaf(Conditions& value) : value_(value) {}
  [[nodiscard]] std::optional<Problem> parse(const Node& node) override {
    return value_.read(node);
  }
  [[nodiscard]] Node print() const override { return value_.print(); }
  [[nodiscard]] ValueType type() const override {
    return {.shape = Shape::conditions, .vocabulary = &value_.vocabulary()};
  }
  [[nodiscard]] double* number_under(std::span<const std::string> path) override {
    return value_.number_at(path);
  }
  [[nodiscard]] std::optional<Problem> parse_under(std::span<const std::string> path,
                                                   const Node& node) override {
    return value_.read_part(path, node);
  }

 private:
  Conditions& value_;
};

class ChoiceLeaf final : public Value {
 public:
  ChoiceLeaf(std::int64_t& number, std::span<const Word> words) : number_(number), words_(words) {}
  [[nodiscard]] std::optional<Problem> parse(const Node& node) override;
  [[nodiscard]] Node print() const override;
  [[nodiscard]] ValueType type() const override;

 private:
  std::int64_t& number_;
  std::span<const Word> words_;
};

}  // namespace poach::config
