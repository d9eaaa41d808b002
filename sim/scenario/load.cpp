#include "scenario/load.hpp"

#include <algorithm>
#include <utility>

#include "config/load.hpp"
#include "config/override.hpp"
#include "scenario/validate.hpp"

namespace poach {
namespace {

// The order of companies in a file means nothing: they are put in the order of their keys.
void put_in_order(Scenario& scenario) {
  for (CompanySpec& company : scenario.base.companies) {
    if (company.key.empty()) company.key = company.name;
  }
  std::stable_sort(scenario.base.companies.begin(), scenario.base.companies.end(),
                   [](const CompanySpec& a, const CompanySpec& b) { return a.key < b.key; });
}

// A file name is relative to the file that gives it, or to the working directory when the command
// line gives it.
std::string absolute_name(const std::string& name, const std::string& path,
                          const config::Origins& origins) {
  if (name.empty()) return name;
  const auto origin = origins.find(path);
  std::filesystem::path folder;
  if (origin != origins.end()) folder = std::filesystem::path(origin->second.file).parent_path();
  return std::filesystem::absolute(folder / name).lexically_normal().string();
}

}  // namespace

std::optional<LoadedScenario> read_scenario(const config::Node& root,
                                            const std::filesystem::path& file,
                                            Diagnostics& diagnostics) {
  LoadedScenario loaded;
  loaded.files.push_back(file);
  config::read(root, loaded.scenario, diagnostics, &loaded.origins);
  Scenario& scenario = loaded.scenario;
  scenario.network.file = absolute_name(scenario.network.file, "network.file", loaded.origins);
  scenario.researchers.file =
      absolute_name(scenario.researchers.file, "researchers.file", loaded.origins);
  put_in_order(scenario);
  // A file whose fields do not read would only give more of the same.
  if (!diagnostics.has_errors()) validate(scenario, loaded.origins, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return loaded;
}

std::optional<LoadedScenario> load_scenario(const std::filesystem::path& file,
                                            const std::vector<std::string>& overrides,
                                            Diagnostics& diagnostics) {
  config::LoadedDocument document = config::load_with_inheritance(file, diagnostics);
  for (const std::string& assignment : overrides) {
    config::apply_override(document.root, assignment, diagnostics);
  }
  if (document.root.is_null()) {
    if (!diagnostics.has_errors()) {
      diagnostics.error({file.string(), 0, 0}, "", "the file holds no scenario");
    }
    return std::nullopt;
  }
  auto loaded = read_scenario(document.root, file, diagnostics);
  if (loaded) loaded->files = document.files;
  return loaded;
}

}  // namespace poach
