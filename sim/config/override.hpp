#pragma once
// `path=value` on the command line.

#include <string_view>

#include "base/diagnostics.hpp"
#include "config/node.hpp"

namespace poach::config {

/// Applies `companies.Meta.pay.cap=75M`: the value is YAML in flow style, the path names list items
/// by `name` or by number from 0. Missing maps are created on the way (the reader finds unknown
/// keys); an unknown list item is an error. Keys of `set` and `shock` are paths: what follows is
/// one key, in brackets or not. Values bear the place "command line".
void apply_override(Node& root, std::string_view assignment, Diagnostics& diagnostics);

}  // namespace poach::config
