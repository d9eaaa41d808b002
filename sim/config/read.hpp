#pragma once
// From nodes to described structs, strictly.

#include <map>
#include <string>

#include "base/diagnostics.hpp"
#include "config/fields.hpp"
#include "config/path.hpp"

namespace poach::config {

/// The place of each value that was given, by its path (as join_path writes it). Other paths hold
/// defaults.
using Origins = std::map<std::string, SourcePlace>;

/// The place of a path, or else of the nearest path above it; without line where nothing is known.
[[nodiscard]] SourcePlace place_of(const Origins& origins, Path path);

/// Reads `root` into the struct behind `document`. See `read`.
void read_nested(const Node& root, Nested& document, Diagnostics& diagnostics, Origins* origins);

/// Reads `root` into `document`; values that the root does not give stay. Unknown, missing,
/// mistyped and out-of-range keys are errors, all found in one pass and reported in the order of
/// the input. `origins` may be nullptr.
template <class T>
void read(const Node& root, T& document, Diagnostics& diagnostics, Origins* origins = nullptr) {
  Section<T> adapter(document);
  read_nested(root, adapter, diagnostics, origins);
}

}  // namespace poach::config
