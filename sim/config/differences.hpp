#pragma once
// The values of a described struct that are not defaults. Two documents that differ only in
// parameters left at their defaults, or in titles and descriptions, have the same differences; so
// has a document under a program that knows further parameters.

#include <map>
#include <string>

#include "config/fields.hpp"

namespace poach::config {

/// Default values by path, as printed. Fields of list items stand under `list[]`.
using DefaultValues = std::map<std::string, std::string>;

/// See `default_values` and `print_differences`.
[[nodiscard]] DefaultValues default_values_of(const Nested& document);
[[nodiscard]] std::string print_differences_of(Nested& document);

/// Every default of a struct and of the items of its lists.
template <class T>
[[nodiscard]] DefaultValues default_values() {
  T document{};
  const Section<T> adapter(document);
  return default_values_of(adapter);
}

/// A line `path: value` for each value that bears on results and is not the default, and one for
/// each list that is not empty. In the order of the description.
template <class T>
[[nodiscard]] std::string print_differences(T document) {
  Section<T> adapter(document);
  return print_differences_of(adapter);
}

}  // namespace poach::config
