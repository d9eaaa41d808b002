#pragma once
// `path=value` on the command line.

#include <optional>
#include <string_view>

#include "base/diagnostics.hpp"
#include "config/node.hpp"
#include "config/path.hpp"

namespace poach::config {

/// The path of an assignment; nothing when it has none.
[[nodiscard]] std::optional<Path> override_path(std::string_view assignment);

/// Applies `companies.Meta.pay.cap=75M`: the value is read by parse_value_text, the path names list
/// items by `name`, or by number from 0 where they have no names. Missing maps are created on the
/// way (the reader finds unknown keys); an unknown list item is an error. Keys of `set` and `shock`
/// are paths: the rest is one key, in brackets or not. Values have the place "command line".
void apply_override(Node& root, std::string_view assignment, Diagnostics& diagnostics);

}  // namespace poach::config
