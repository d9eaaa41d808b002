#pragma once
// The facts about one parameter besides its value: written once, used by the reader, the printer,
// the schema, the generated table and events.

#include <limits>
#include <string>
#include <string_view>

namespace poach::config {

/// The largest size of any number in a document, whatever its field's range: sums and products of
/// such numbers stay numbers.
inline constexpr double largest_number = 1e30;

/// The numbers a field may hold; for lists and maps, each of their numbers.
struct Range {
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
  bool lowest_open = false;   ///< `lowest` itself is refused
  bool highest_open = false;  ///< `highest` itself is refused

  [[nodiscard]] bool contains(double value) const;
  friend bool operator==(const Range&, const Range&) = default;
};

[[nodiscard]] constexpr Range any() { return {}; }
[[nodiscard]] constexpr Range at_least(double lowest) { return {.lowest = lowest}; }
[[nodiscard]] constexpr Range at_most(double highest) { return {.highest = highest}; }
[[nodiscard]] constexpr Range above(double lowest) {
  return {.lowest = lowest, .lowest_open = true};
}
[[nodiscard]] constexpr Range between(double lowest, double highest) {
  return {.lowest = lowest, .highest = highest};
}
/// 0 to 1, ends included.
[[nodiscard]] constexpr Range share() { return between(0.0, 1.0); }

/// `0 to 1`, `at least 0`, `above 0`; empty for any number.
[[nodiscard]] std::string to_string(const Range& range);

/// Whether an event may change the field while the market runs.
enum class Timing { fixed, timed };
/// Whether a value affects the results of a run. Descriptions and paths of files do not.
enum class Bearing { results, none };
/// Whether a document must give the field.
enum class Presence { optional, required };

struct Field {
  std::string_view name;
  std::string_view meaning;
  std::string_view unit = {};
  Range range = {};
  Timing timing = Timing::fixed;
  Presence presence = Presence::optional;
  /// Of a section: the field that a bare value stands for, so that `researchers: 100` can mean
  /// `researchers: {count: 100}`.
  std::string_view shorthand = {};
  Bearing bearing = Bearing::results;
};

}  // namespace poach::config
