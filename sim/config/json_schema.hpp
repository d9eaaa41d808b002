#pragma once
// The JSON Schema (draft 2020-12) of a described struct, for editors.

#include <string>
#include <string_view>

#include "config/fields.hpp"

namespace poach::config {

[[nodiscard]] std::string json_schema_of(Nested& document, std::string_view title);

/// Types, ranges, words, defaults and meanings; unknown keys are refused. Ends with a line break.
template <class T>
[[nodiscard]] std::string json_schema(T document, std::string_view title) {
  Section<T> adapter(document);
  return json_schema_of(adapter, title);
}

}  // namespace poach::config
