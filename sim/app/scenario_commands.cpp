#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
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
#include "run/simulation.hpp"
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
  print_err("{}", diagnostics.report());  // warnings
  return std::move(*loaded);
}

}  // namespace

int validate(const std::vector<std::string>& files) {
  bool wrong = false;
  for (const std::string& file : files) {
    // Each file by itself: problems of one must not hide those of the next.
    Diagnostics diagnostics;
    const config::Node root = config::load_document(file, diagnostics);
    if (sweep::is_spec(root)) {
      (void)sweep::validate_spec(root, file, diagnostics);
      print_err("{}", diagnostics.report());
      wrong = wrong || diagnostics.has_errors();
      continue;
    }
    const auto loaded = load_scenario(root, file, {}, diagnostics);
    if (loaded) {
      check::check_expectations(loaded->scenario, loaded->origins, diagnostics);
      // Building reports problems that only the input files and the graphs show.
      Diagnostics found;
      (void)build_world(loaded->scenario, Seed{1}, Workers(0), found);
      diagnostics.add(placed(found, *loaded));
    }
    print_err("{}", diagnostics.report());
    wrong = wrong || diagnostics.has_errors();
  }
  if (wrong) return 2;
  print_out("{} {} fine\n", files.size(), files.size() == 1 ? "scenario is" : "scenarios are");
  return 0;
}

int show(const std::string& file, const std::vector<std::string>& overrides) {
  const LoadedScenario loaded = load_or_throw(file, overrides);
  print_out(config::print_annotated(loaded.scenario, loaded.origins));
  return 0;
}

int schema() {
  print_out(config::json_schema(Scenario{}, "A poach scenario"));
  return 0;
}

int describe_tables() {
  print_out(tables::markdown_dictionary(table_dictionaries()));
  return 0;
}

int describe_parameters() {
  print_out(config::parameter_table(Scenario{}));
  return 0;
}

int describe_oracles() {
  for (const std::string& name : check::oracle_names()) {
    print_out("{:<42}  {}\n", name, check::oracle_source(name));
  }
  return 0;
}

int describe_network(const std::string& file, const std::vector<std::string>& overrides) {
  const LoadedScenario loaded = load_or_throw(file, overrides);
  Diagnostics diagnostics;
  const auto seed = Seed{static_cast<std::uint64_t>(loaded.scenario.seed)};
  const Workers workers(0);
  auto world = build_world(loaded.scenario, seed, workers, diagnostics);
  if (!world) throw InputError(placed(diagnostics, loaded));
  print_err("{}", placed(diagnostics, loaded).report());
  // The market as its first tick finds it: after a burn-in, if there is one.
  const Simulation simulation(std::move(*world), {}, 0, workers);
  const Market& market = simulation.world();
  if (market.state.collaborations.vertex_count() == 0) {
    print_out("the scenario has no collaboration graph\n");
    return 0;
  }
  const graph::CompressedGraph graph = market.state.collaborations.compressed(workers);
  const graph::GraphMeasures m = graph::measure(graph);
  std::vector<std::uint32_t> companies;
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    companies.push_back(employer ? (*employer).value() : market.fixed.companies.size());
  }
  companies.resize(graph.vertex_count(), market.fixed.companies.size());
  const auto inside = graph::share_inside_companies(graph, companies);
  print_out("researchers            {}\n", m.vertices);
  print_out("ties                   {}\n", m.ties);
  print_out("mean degree            {:.3f}\n", m.mean_degree);
  print_out("degree percentiles     50: {}  90: {}  99: {}  highest: {}\n", m.median_degree,
            m.degree_p90, m.degree_p99, m.largest_degree);
  print_out("clustering             {:.3f} (mean over people), {:.3f} (transitivity)\n",
            m.clustering, m.transitivity);
  if (m.assortativity) print_out("assortativity          {:.3f}\n", *m.assortativity);
  print_out("components             {}, the largest with {} people ({:.1f} %)\n", m.components,
            m.largest_component, 100.0 * m.largest_component_share);
  if (inside) print_out("ties inside companies  {:.1f} %\n", 100.0 * *inside);
  return 0;
}

}  // namespace poach::app
