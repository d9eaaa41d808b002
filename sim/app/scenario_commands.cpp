#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "check/expectation.hpp"
#include "check/oracle.hpp"
#include "config/json_schema.hpp"
#include "config/load.hpp"
#include "config/parameter_table.hpp"
#include "config/print.hpp"
#include "graph/measures.hpp"
#include "record/tables.hpp"
#include "scenario/load.hpp"
#include "sweep/plan.hpp"
#include "tables/dictionary.hpp"
#include "world/build.hpp"
#include "world/world.hpp"

namespace poach::app {
namespace {

LoadedScenario load_or_throw(const std::string& file, const std::vector<std::string>& overrides) {
  Diagnostics diagnostics;
  auto loaded = load_scenario(file, overrides, diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  return std::move(*loaded);
}

}  // namespace

int validate(const std::vector<std::string>& files) {
  bool wrong = false;
  for (const std::string& file : files) {
    // Each file by itself: what is wrong with one must not hide what is wrong with the next.
    Diagnostics diagnostics;
    Diagnostics ignored;
    if (sweep::is_spec(config::load_document(file, ignored))) {
      (void)sweep::validate_spec(file, diagnostics);
      std::fputs(diagnostics.report().c_str(), stderr);
      wrong = wrong || diagnostics.has_errors();
      continue;
    }
    const auto loaded = load_scenario(file, {}, diagnostics);
    if (loaded) {
      check::check_expectations(loaded->scenario, loaded->origins, diagnostics);
      // Building finds what only the input files and the graphs can tell.
      (void)build_world(loaded->scenario, Seed{1}, Workers(0), diagnostics);
    }
    std::fputs(diagnostics.report().c_str(), stderr);
    wrong = wrong || diagnostics.has_errors();
  }
  if (wrong) return 2;
  fmt::print("{} {} fine\n", files.size(), files.size() == 1 ? "scenario is" : "scenarios are");
  return 0;
}

int show(const std::string& file, const std::vector<std::string>& overrides) {
  const LoadedScenario loaded = load_or_throw(file, overrides);
  std::fputs(config::print_annotated(loaded.scenario, loaded.origins).c_str(), stdout);
  return 0;
}

int schema() {
  std::fputs(config::json_schema(Scenario{}, "A poach scenario").c_str(), stdout);
  return 0;
}

int describe_tables() {
  std::fputs(tables::markdown_dictionary(table_dictionaries()).c_str(), stdout);
  return 0;
}

int describe_parameters() {
  std::fputs(config::parameter_table(Scenario{}).c_str(), stdout);
  return 0;
}

int describe_oracles() {
  for (const std::string& name : check::oracle_names()) {
    fmt::print("{:<42}  {}\n", name, check::oracle_source(name));
  }
  return 0;
}

int describe_network(const std::string& file, const std::vector<std::string>& overrides) {
  const LoadedScenario loaded = load_or_throw(file, overrides);
  Diagnostics diagnostics;
  const auto seed = Seed{static_cast<std::uint64_t>(loaded.scenario.seed)};
  const auto world = build_world(loaded.scenario, seed, Workers(0), diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  if (world->collaborations.vertex_count() == 0) {
    fmt::print("the scenario has no collaboration graph\n");
    return 0;
  }
  const graph::GraphMeasures m = graph::measure(world->collaborations);
  std::vector<std::uint32_t> companies;
  for (const ResearcherId r : world->population.ids()) {
    const OptionalCompany employer = world->researchers.employer[r];
    companies.push_back(employer ? (*employer).value() : world->companies.size());
  }
  companies.resize(world->collaborations.vertex_count(), world->companies.size());
  const auto inside = graph::share_inside_companies(world->collaborations, companies);
  fmt::print("researchers            {}\n", m.vertices);
  fmt::print("ties                   {}\n", m.ties);
  fmt::print("mean degree            {:.3f}\n", m.mean_degree);
  fmt::print("degree percentiles     50: {}  90: {}  99: {}  highest: {}\n", m.median_degree,
             m.degree_p90, m.degree_p99, m.largest_degree);
  fmt::print("clustering             {:.3f} (mean over people), {:.3f} (transitivity)\n",
             m.clustering, m.transitivity);
  if (m.assortativity) fmt::print("assortativity          {:.3f}\n", *m.assortativity);
  fmt::print("components             {}, the largest with {} people ({:.1f} %)\n", m.components,
             m.largest_component, 100.0 * m.largest_component_share);
  if (inside) fmt::print("ties inside companies  {:.1f} %\n", 100.0 * *inside);
  return 0;
}

}  // namespace poach::app
