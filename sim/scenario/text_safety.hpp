#pragma once
// Names and texts of a scenario that end up in tables, or name a directory.

#include <string>
#include <vector>

#include "config/path.hpp"
#include "scenario/scenario.hpp"

namespace poach {

struct UnsafeText {
  config::Path path;
  std::string reason;
};

/// Reports every name or text that would do harm where it is written.
[[nodiscard]] std::vector<UnsafeText> unsafe_texts(const Scenario& scenario);

}  // namespace poach
