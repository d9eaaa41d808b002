#pragma once
// A struct is described once, by a free function next to it:
//   void describe(PaySpec& pay, config::Fields& fields) {
//     fields.value({.name = "cap", .meaning = "the most for one person", .unit = "USD per year",
//                   .range = config::above(0), .timing = config::Timing::timed}, pay.cap);
//   }
// Readers, printers, the schema and events are visitors of that description.

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/units.hpp"
#include "config/field.hpp"
#include "config/nested.hpp"
#include "config/node.hpp"
#include "config/value.hpp"

namespace poach::config {

class Conditions;

/// A word of a choice and the number of its enumerator.
struct Word {
  std::int64_t number = 0;
  std::string_view text;
};

class Fields {
 public:
  Fields() = default;
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  virtual ~Fields() = default;

  void value(const Field& field, double& value);
  /// Accepts whole numbers only, 10M among them.
  void value(const Field& field, std::int64_t& value);
  void value(const Field& field, bool& value);
  void value(const Field& field, std::string& value);
  /// Never negative; the range is that of the number before `per`.
  void value(const Field& field, Hazard& value);
  /// Never negative; the range is that of the number before the unit.
  void value(const Field& field, Duration& value);
  void value(const Field& field, Date& value);
  /// Optional ones read `none`, `unlimited` and null as "no value".
  void value(const Field& field, std::optional<double>& value);
  void value(const Field& field, std::optional<std::int64_t>& value);
  void value(const Field& field, std::optional<std::string>& value);
  void value(const Field& field, std::optional<Duration>& value);
  void value(const Field& field, std::optional<Date>& value);
  void value(const Field& field, std::vector<std::string>& value);
  void value(const Field& field, std::vector<double>& value);
  /// Names and their numbers; a document's map replaces all of it.
  void value(const Field& field, std::map<std::string, double>& value);
  /// A filter; see conditions.hpp. A document's map replaces all of it, a path inside one
  /// condition.
  void value(const Field& field, Conditions& value);
  /// Any YAML, kept with its places.
  void value(const Field& field, Node& value);

  /// An enumerator by its word: `choice(field, kind, {{Kind::ring, "ring"}, ...})`.
  template <class Enum>
  void choice(const Field& field, Enum& value,
              std::span<const std::pair<Enum, std::string_view>> words) {
    std::vector<Word> numbered;
    for (const auto& [enumerator, word] : words) {
      numbered.push_back({static_cast<std::int64_t>(enumerator), word});
    }
    auto number = static_cast<std::int64_t>(value);
    choice_of_words(field, number, numbered);
    value = static_cast<Enum>(number);
  }
  template <class Enum>
  void choice(const Field& field, Enum& value,
              std::initializer_list<std::pair<Enum, std::string_view>> words) {
    choice(field, value,
           std::span<const std::pair<Enum, std::string_view>>(words.begin(), words.size()));
  }

  /// A nested struct with its own `describe`.
  template <class T>
  void section(const Field& field, T& value) {
    Section<T> adapter(value);
    nested(field, adapter);
  }
  /// A nested struct that may be absent (`none`).
  template <class T>
  void optional_section(const Field& field, std::optional<T>& value) {
    OptionalSection<T> adapter(value);
    nested(field, adapter);
  }
  /// A list of structs, addressed by number from 0. A document's list replaces all of it.
  template <class T>
  void list(const Field& field, std::vector<T>& value) {
    ListOf<T> adapter(value, Naming::numbered);
    items(field, adapter);
  }
  /// A list of structs that each describe a text field `name`; names are unique and address them.
  template <class T>
  void named_list(const Field& field, std::vector<T>& value) {
    ListOf<T> adapter(value, Naming::named);
    items(field, adapter);
  }

 protected:
  virtual void leaf(const Field& field, Value& value) = 0;
  virtual void nested(const Field& field, Nested& section) = 0;
  virtual void items(const Field& field, Items& list) = 0;

 private:
  void choice_of_words(const Field& field, std::int64_t& number, std::span<const Word> words);
};

}  // namespace poach::config
