#pragma once
// The fields of a described struct as a Markdown table, for the generated documentation.

#include <string>

#include "config/fields.hpp"

namespace poach::config {

[[nodiscard]] std::string parameter_table_of(Nested& document);

/// A header and one row per leaf: path, type, default, unit, range, meaning, and whether an event
/// may change it. Items of lists appear as `companies[].pay.cap` with the defaults of a new item.
template <class T>
[[nodiscard]] std::string parameter_table(T document) {
  Section<T> adapter(document);
  return parameter_table_of(adapter);
}

}  // namespace poach::config
