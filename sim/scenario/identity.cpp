#include "scenario/identity.hpp"

#include <fmt/format.h>

#include "base/checksum.hpp"
#include "base/files.hpp"
#include "config/differences.hpp"

namespace poach {

Scenario with_file_hashes(Scenario scenario) {
  const auto add_hash = [](const std::string& file, std::string& hash) {
    if (!file.empty() && hash.empty()) hash = sha256_of_file(file);
  };
  add_hash(scenario.network.file, scenario.network.sha256);
  add_hash(scenario.researchers.file, scenario.researchers.sha256);
  return scenario;
}

std::string identity_of(const Scenario& scenario) {
  return sha256_hex(fmt::format("results revision {}\n{}", results_revision,
                                config::print_differences(scenario)));
}

}  // namespace poach
