#pragma once
// From described structs to YAML that reads back to the same values.

#include <string>
#include <string_view>

#include "config/fields.hpp"
#include "config/read.hpp"

namespace poach::config {

/// See `print_yaml` and `print_annotated`; `origins` may be nullptr.
[[nodiscard]] std::string print_nested(Nested& document, const Origins* origins);
/// `# ` before each line of `text`.
[[nodiscard]] std::string as_comment(std::string_view text);

/// Every field, defaults too, in block style. `header` becomes a comment on top.
template <class T>
[[nodiscard]] std::string print_yaml(T document, std::string_view header = {}) {
  Section<T> adapter(document);
  return as_comment(header) + print_nested(adapter, nullptr);
}

/// As print_yaml, each value followed by `# file:line`, `# command line` or `# default`.
template <class T>
[[nodiscard]] std::string print_annotated(T document, const Origins& origins) {
  Section<T> adapter(document);
  return print_nested(adapter, &origins);
}

/// A node as YAML in flow style on one line; reads back to an equal node.
[[nodiscard]] std::string print_flow(const Node& node);
/// A key as it stands before its colon, in quotes where it needs them.
[[nodiscard]] std::string print_key(const std::string& key);

}  // namespace poach::config
