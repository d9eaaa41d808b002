#pragma once
// Conditions on named quantities: which rows of a table count, which people a policy extends to.
// One grammar for all of them: a map from a quantity to a value, to a list of values (any of them),
// or to a map of `not` (value or list), `at_least` and `at_most`. An empty value stands for a
// missing one; a missing value passes neither at_least nor at_most. Numbers are compared as numbers
// (1M is 1000000), dates as dates, texts letter by letter.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/field.hpp"
#include "config/node.hpp"
#include "config/value.hpp"

namespace poach::config {

/// The type of a quantity's values.
enum class Values { numbers, dates, truths, texts };

/// A quantity that conditions can restrict.
struct Quantity {
  std::string_view name;
  Values values = Values::numbers;
  std::string_view meaning = {};
  std::string_view unit = {};
};

/// The quantities of one kind of filter, and their wording in messages.
struct Vocabulary {
  std::span<const Quantity> quantities;
  std::string_view map;      ///< `a map from columns to values`
  std::string_view unknown;  ///< before an unknown name: `the table moves has no column`
  Range range = {};          ///< of all numbers that values are compared with
};

/// The condition on one quantity.
struct Condition {
  enum class Relation { any_of, none_of, at_least, at_most };
  struct Text {
    std::string text;
    SourcePlace place;
  };

  std::size_t quantity = 0;  ///< by its place in the vocabulary
  Relation relation = Relation::any_of;
  std::vector<double> numbers = {};  ///< dates as days since 1970, truths as 0 and 1
  std::vector<Text> texts = {};
  bool missing = false;  ///< whether a missing value passes

  /// Whether a number, or a missing one, passes; for quantities other than texts.
  [[nodiscard]] bool holds(std::optional<double> value) const;
  /// The same for texts.
  [[nodiscard]] bool holds_for(std::optional<std::string_view> value) const;
};

/// The conditions of a filter; null stands for none. Problems are reported at their place, under
/// `path`, the path of the filter.
[[nodiscard]] std::vector<Condition> read_conditions(const Node& filter,
                                                     const Vocabulary& vocabulary,
                                                     const std::string& path,
                                                     Diagnostics& diagnostics);

/// `did you mean X?` or, when nothing is near, the list of names.
[[nodiscard]] std::string suggest_name(std::string_view word,
                                       const std::vector<std::string>& names);

/// A filter of a scenario: conditions that must all hold. Without any, everyone passes.
class Conditions {
 public:
  /// The vocabulary must outlive the conditions.
  explicit Conditions(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  [[nodiscard]] bool empty() const { return conditions_.empty(); }
  [[nodiscard]] const std::vector<Condition>& all() const { return conditions_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }
  [[nodiscard]] std::string_view name_of(const Condition& condition) const {
    return vocabulary_->quantities[condition.quantity].name;
  }

  /// Replaces all conditions; after a problem they are unchanged. `everyone`, null and an empty map
  /// mean no condition.
  [[nodiscard]] std::optional<Problem> read(const Node& filter);
  /// Replaces the part at a path inside: `collaborators`, or `collaborators.at_least`.
  [[nodiscard]] std::optional<Problem> read_part(std::span<const std::string> path,
                                                 const Node& value);
  /// A node that reads back to the same conditions.
  [[nodiscard]] Node print() const;
  /// The number at a path inside, or nullptr.
  [[nodiscard]] double* number_at(std::span<const std::string> path);

 private:
  const Vocabulary* vocabulary_;
  std::vector<Condition> conditions_;  // by quantity, then relation
};

}  // namespace poach::config
