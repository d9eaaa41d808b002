#pragma once
// Scenarios with one or two lines at the edge of what numbers can be, as real YAML.

#include <string>
#include <vector>

namespace poach::tests {

/// A line of the document, named by what it gives.
struct Line {
  std::string key;
  std::string text;
};

/// The document of a market with every mechanism on, some of its lines replaced. Each key has one
/// line, so that places do not move. `name: test` is to come before it as line 1.
[[nodiscard]] std::string document(const std::vector<Line>& changes);

struct Extreme {
  std::string what;
  std::vector<Line> changes;
  std::string refused = {};  ///< part of the message; empty: it runs
};

[[nodiscard]] std::vector<Extreme> extremes_that_run();
/// Refused with their place.
[[nodiscard]] std::vector<Extreme> extremes_that_are_refused();
/// Numbers that the file may hold and a run cannot count with: it stops with a sentence.
[[nodiscard]] std::vector<Extreme> extremes_that_stop();

}  // namespace poach::tests
