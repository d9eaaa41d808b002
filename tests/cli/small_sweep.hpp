#pragma once
// A sweep of the small market in a directory of its own.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "program.hpp"
#include "support/catch.hpp"

namespace poach::support {

struct SmallSweep {
  explicit SmallSweep(const std::string& more,
                      const std::string& parameters = "{market.decisions.taste: [0.25, 0.5]}") {
    spec = put(directory / "spec.yaml",
               "scenario: " + small() + "\nparameters: " + parameters + "\n" + more)
               .string();
  }
  Outcome plan() { return run_poach({"sweep", "plan", spec, "-o", sweep}); }
  Outcome run(const Words& more = {}) {
    Words words = {"sweep", "run", sweep, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return run_poach(words);
  }
  /// A collected table; `collect` must succeed.
  std::string table(const std::string& name) {
    const Outcome collected = run_poach({"sweep", "collect", sweep});
    CAPTURE(collected.err);
    CHECK((collected.code == 0 || collected.code == 3));
    return content(std::filesystem::path(sweep) / "tables" / name);
  }
  /// A number of `status`.
  int count(const char* what) {
    return nlohmann::json::parse(run_poach({"sweep", "status", sweep, "--json"}).out)[what]
        .get<int>();
  }

  TemporaryDirectory directory;
  std::string spec;
  std::string sweep = (directory / "sweep").string();
};

inline std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace poach::support
