#pragma once
// A leaf of a described struct, whatever its type: its reader, printer and type.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/node.hpp"

namespace poach::config {

/// The reason to refuse a value, and a suggestion.
struct Problem {
  std::string reason;
  std::string suggestion = {};  ///< may be empty
  SourcePlace place = {};       ///< inside the value; empty when the value as a whole is refused
};

enum class Shape {
  number,
  integer,
  boolean,
  text,
  hazard,
  duration,
  date,
  text_list,
  number_list,
  number_map,
  conditions,
  choice,
  raw
};

struct Vocabulary;

struct ValueType {
  Shape shape = Shape::raw;
  bool may_be_none = false;                ///< `none`, `unlimited` and null mean "no value"
  std::vector<std::string> words = {};     ///< of a choice
  const Vocabulary* vocabulary = nullptr;  ///< of conditions
};

/// A reference to one leaf. Holds no copy: parse changes the struct the leaf belongs to.
class Value {
 public:
  Value() = default;
  Value(const Value&) = delete;
  Value& operator=(const Value&) = delete;
  virtual ~Value() = default;

  /// Reads the leaf, checking type and range; leaves it as it was when there is a problem.
  [[nodiscard]] virtual std::optional<Problem> parse(const Node& node) = 0;
  /// A node that parses to exactly the present value.
  [[nodiscard]] virtual Node print() const = 0;
  [[nodiscard]] virtual ValueType type() const = 0;
  /// For people: `number`, `whole number or none`, `one of a, b`.
  [[nodiscard]] std::string type_name() const;

  /// The number itself when the leaf is a double or holds an optional one; else nullptr.
  [[nodiscard]] virtual double* number() { return nullptr; }
  /// Of maps of numbers and of conditions: the number at a path inside when there is one; else
  /// nullptr. Paths inside have one segment at least.
  [[nodiscard]] virtual double* number_under(std::span<const std::string> path);
  /// The same kinds: reads the number at a path inside, adding it when new.
  [[nodiscard]] virtual std::optional<Problem> parse_under(std::span<const std::string> path,
                                                           const Node& node);
};

}  // namespace poach::config
