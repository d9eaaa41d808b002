#include "scenario/load.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "config/load.hpp"
#include "config/override.hpp"
#include "scenario/validate.hpp"

namespace poach {
namespace {

// The order of companies in a file means nothing: they are sorted by key.
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
  std::filesystem::path folder = std::filesystem::current_path();
  if (origin != origins.end()) folder /= std::filesystem::path(origin->second.file).parent_path();
  return config::file_in(folder, name).string();
}

}  // namespace

Diagnostics placed(const Diagnostics& found, const LoadedScenario& loaded) {
  Diagnostics result;
  for (const Diagnostic& d : found.all()) {
    SourcePlace place = d.place;
    if (place.file.empty()) {
      place = config::place_of(loaded.origins, config::parse_path(d.path).value_or(config::Path{}));
    }
    if (place.file.empty()) place.file = loaded.files.front().string();
    result.add({d.severity, place, d.path, d.reason, d.suggestion});
  }
  return result;
}

LoadedScenario parse_scenario(const config::Node& root, const std::filesystem::path& file,
                              Diagnostics& diagnostics) {
  LoadedScenario loaded;
  loaded.files.push_back(file);
  config::read(root, loaded.scenario, diagnostics, &loaded.origins);
  Scenario& scenario = loaded.scenario;
  scenario.network.file = absolute_name(scenario.network.file, "network.file", loaded.origins);
  scenario.researchers.file =
      absolute_name(scenario.researchers.file, "researchers.file", loaded.origins);
  put_in_order(scenario);
  return loaded;
}

std::optional<LoadedScenario> read_scenario(const config::Node& root,
                                            const std::filesystem::path& file,
                                            Diagnostics& diagnostics) {
  LoadedScenario loaded = parse_scenario(root, file, diagnostics);
  // After errors in fields, validation would only report their consequences.
  if (!diagnostics.has_errors()) validate(loaded.scenario, loaded.origins, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return loaded;
}

std::optional<LoadedScenario> load_scenario(const std::filesystem::path& file,
                                            const std::vector<std::string>& overrides,
                                            Diagnostics& diagnostics) {
  return load_scenario(config::load_document(file, diagnostics), file, overrides, diagnostics);
}

std::optional<LoadedScenario> load_scenario(config::Node root, const std::filesystem::path& file,
                                            const std::vector<std::string>& overrides,
                                            Diagnostics& diagnostics) {
  config::LoadedDocument document = config::inherit(std::move(root), file, diagnostics);
  std::set<config::Path> seen;
  for (const std::string& assignment : overrides) {
    const auto path = config::override_path(assignment);
    if (path && !seen.insert(*path).second) {
      diagnostics.warning({"command line", 0, 0}, config::join_path(*path),
                          "is given twice; the last one holds", "leave one of them out");
    }
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
