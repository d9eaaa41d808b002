#pragma once
// From a scenario file and overrides to a checked scenario.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/node.hpp"
#include "config/read.hpp"
#include "scenario/scenario.hpp"

namespace poach {

struct LoadedScenario {
  Scenario scenario;  ///< companies in the order of their keys, file names absolute
  config::Origins origins;
  std::vector<std::filesystem::path> files;  ///< the scenario and what it extends
};

/// Loads `file`, what it extends, and `path=value` overrides; fills in defaults; checks. Nothing
/// after an error; every problem is in `diagnostics`.
[[nodiscard]] std::optional<LoadedScenario> load_scenario(const std::filesystem::path& file,
                                                          const std::vector<std::string>& overrides,
                                                          Diagnostics& diagnostics);

/// The same for a file that has been read into `root`, as a pipe can be read only once.
[[nodiscard]] std::optional<LoadedScenario> load_scenario(config::Node root,
                                                          const std::filesystem::path& file,
                                                          const std::vector<std::string>& overrides,
                                                          Diagnostics& diagnostics);

/// The same for a document in memory. `file` names it in messages and gives the folder that its
/// file names are relative to.
[[nodiscard]] std::optional<LoadedScenario> read_scenario(const config::Node& root,
                                                          const std::filesystem::path& file,
                                                          Diagnostics& diagnostics);

/// The same with the fields of the document checked one by one and no more: neither against each
/// other nor against the files that they name, which may be away.
[[nodiscard]] LoadedScenario parse_scenario(const config::Node& root,
                                            const std::filesystem::path& file,
                                            Diagnostics& diagnostics);

/// The problems found while building the market of a scenario, with the places of their paths.
[[nodiscard]] Diagnostics placed(const Diagnostics& found, const LoadedScenario& loaded);

}  // namespace poach
