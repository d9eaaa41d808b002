#pragma once
// Scenarios written as a few lines of YAML.

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "config/load.hpp"
#include "scenario/load.hpp"
#include "scenario/record.hpp"

namespace poach::support {

/// The scenario of a YAML text; `name: test` is added as its first line. Throws InputError with
/// every problem, at lines of `test.yaml`.
[[nodiscard]] inline Scenario scenario_of(std::string_view yaml) {
  Diagnostics diagnostics;
  const config::Node root =
      config::parse_text("name: test\n" + std::string(yaml), "test.yaml", diagnostics);
  std::optional<LoadedScenario> loaded;
  if (!diagnostics.has_errors()) loaded = read_scenario(root, "test.yaml", diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  return std::move(loaded->scenario);
}

/// The value of `record.tables` that asks for every table.
[[nodiscard]] inline std::string all_tables() {
  std::string list;
  for (const std::string& name : table_names()) list += (list.empty() ? "[" : ", ") + name;
  return list + "]";
}

/// The problems of reading the text; empty when there are none.
[[nodiscard]] inline std::string reading_problems(std::string_view yaml) {
  try {
    (void)scenario_of(yaml);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace poach::support
