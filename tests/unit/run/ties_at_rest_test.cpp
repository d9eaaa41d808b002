#include "base/bytes.hpp"
#include "graph/measures.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/places.hpp"
#include "world/build.hpp"

namespace {

using namespace poach;
using support::Market;
using support::problems_of;
using support::world_of;

// Everybody leaves the market within a few ticks, and every job-seeker is hired.
std::string churn(const std::string& network, const std::string& more = {}) {
  return "network: {" + network + "}\n" + R"(
clock: {tick: week, start: 2025-01-06, ticks: 30}
market: {search: {random_meetings: {unemployed: 0.9 per tick}}, decisions: {unemployment_income: 1k}}
companies:
  - {name: A, researchers: 120, pay: {median: 100k}, productivity: {level: 300k}, separations: {exits: 3 per year}}
  - {name: B, researchers: 80, pay: {median: 100k}, productivity: {level: 300k}, separations: {exits: 3 per year}}
)" + more;
}

bool is_graph(const graph::ChangingGraph& graph) {
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (const std::uint32_t n : graph.neighbours(v)) {
      if (n == v || !graph.has_edge(n, v)) return false;
    }
  }
  return true;
}

TEST_CASE("People who leave take their ties along, and entrants form ties in their first job") {
  Market market(churn("kind: teams"));
  std::uint64_t newcomers_tied = 0;
  for (int tick = 0; tick < 20; ++tick) {
    market.run_ticks(1);
    const State& state = market.world.state;
    REQUIRE(is_graph(state.collaborations));
    for (const ResearcherId r : market.world.fixed.population.ids()) {
      if (state.researchers.generation[r] == 0) continue;
      const auto ties = state.collaborators_of(r).size();
      if (!state.researchers.employer[r] && !state.researchers.last_employer[r]) CHECK(ties == 0);
      if (state.researchers.employer[r]) newcomers_tied += ties > 0 ? 1 : 0;
    }
  }
  CHECK(newcomers_tied > 100);
}

TEST_CASE("Where entrants form no ties the graph never changes") {
  Market market(churn("kind: teams, entrants: none"));
  const std::uint64_t before = market.world.state.collaborations.edge_count();
  market.run_ticks(10);
  CHECK_FALSE(market.world.state.collaborations.is_open());
  CHECK(market.world.state.collaborations.edge_count() == before);
  CHECK_FALSE(Market(churn("kind: erdos_renyi")).world.state.collaborations.is_open());
}

TEST_CASE("Entrants can only join teams") {
  CHECK_THAT(problems_of(churn("kind: erdos_renyi, entrants: join")),
             contains_text("network.entrants") && contains_text("not made of teams"));
  CHECK_THAT(problems_of(churn("kind: none, entrants: join")), contains_text("network.entrants"));
  CHECK(problems_of(churn("kind: teams, entrants: join")).empty());
}

std::string hash_after(const std::string& yaml, int threads, bool resumed) {
  const Workers workers(threads);
  Simulation run(world_of(yaml), {}, 0, workers);
  for (int tick = 0; tick < 10; ++tick) run.advance();
  ByteWriter saved;
  run.save(saved);
  ByteReader bytes(saved.bytes());
  Simulation again(world_of(yaml), {}, 0, workers, bytes);
  Simulation& goes_on = resumed ? again : run;
  while (!goes_on.finished()) goes_on.advance();
  return state_hash(goes_on.world().state);
}

TEST_CASE("Changing ties and teams appointed late survive a checkpoint, at any number of threads") {
  const std::string yaml = churn("kind: teams", "teams: [{name: T, company: A, members: 9}]\n");
  std::string late = yaml;
  late.replace(late.find("ticks: 30"), 9, "ticks: 30, burn_in: 20");
  for (const std::string& text : {yaml, late}) {
    const std::string expected = hash_after(text, 1, false);
    CHECK(hash_after(text, 1, true) == expected);
    CHECK(hash_after(text, 3, false) == expected);
    CHECK(hash_after(text, 3, true) == expected);
  }
}

TEST_CASE("The state hash sees ties that change") {
  Market market(churn("kind: teams"));
  const std::string before = state_hash(market.world.state);
  const ResearcherId r = market.person("A");
  market.world.state.collaborations.remove_ties_of(r.value());
  market.world.state.collaborations.add(r.value(), market.person("B").value());
  CHECK(state_hash(market.world.state) != before);
}

TEST_CASE("Teams are appointed from the staff at tick 0") {
  const std::string teams = "teams: [{name: T, company: A, members: 12, attachment: 2}]\n";
  std::string yaml = churn("kind: teams", teams);
  yaml.replace(yaml.find("ticks: 30"), 9, "ticks: 30, burn_in: 100");
  const Workers workers(1);
  CHECK(world_of(yaml).state.teams[TeamId{0}].members.empty());
  const Simulation run(world_of(yaml), {}, 0, workers);
  const auto& state = run.world().state;
  REQUIRE(state.teams[TeamId{0}].members.size() == 12);
  std::size_t newcomers = 0;
  for (const ResearcherId r : state.teams[TeamId{0}].members) {
    CHECK(state.team_of(r) == OptionalId<TeamId>(TeamId{0}));
    CHECK(run.world().fixed.companies.name_of(*state.researchers.employer[r]) == "A");
    CHECK(state.researchers.bond[r] == 2.0F);
    newcomers += state.researchers.generation[r] != 0 ? 1 : 0;
    for (const ResearcherId other : state.teams[TeamId{0}].members) {
      CHECK((other == r || state.collaborations.has_edge(r.value(), other.value())));
    }
  }
  CHECK(newcomers > 0);  // nearly everybody has been replaced in 100 weeks
}

TEST_CASE("Seats do not grow during a burn-in") {
  const std::string yaml = R"(
clock: {tick: week, start: 2025-01-06, ticks: 4, burn_in: 104}
market: {search: {random_meetings: {unemployed: 0.9 per tick}}, decisions: {unemployment_income: 1k}}
researchers: {unemployed: 50}
companies:
  - {name: A, researchers: 10, pay: {median: 100k}, productivity: {level: 300k}, hiring: {seats: 10, seat_growth: 20}}
)";
  const Workers workers(1);
  const Simulation run(world_of(yaml), {}, 0, workers);
  CHECK(run.world().tick.start.headcount[CompanyId{0}] == 10);
}

// The market of the spree without events, before ten years of burn-in.
World frontier_labs(int seed, const Workers& workers) {
  Diagnostics diagnostics;
  const auto loaded = load_scenario(support::source_file("scenarios/no_spree.yaml"),
                                    {"clock.burn_in=520"}, diagnostics);
  REQUIRE(loaded);
  auto world =
      build_world(loaded->scenario, Seed{static_cast<std::uint64_t>(seed)}, workers, diagnostics);
  REQUIRE(world);
  return std::move(*world);
}

// The bands of docs/calibration.md, for means over seeds after ten years without events.
TEST_CASE("Ten years of entries and exits leave the network as it is calibrated") {
  constexpr int seeds = 6;
  graph::GraphMeasures sum;
  double assortativity = 0.0;
  double p99 = 0.0;
  double inside = 0.0;
  const Workers workers(1);
  for (int seed = 1; seed <= seeds; ++seed) {
    const Simulation run(frontier_labs(seed, workers), {}, 0, workers);
    const State& state = run.world().state;
    const graph::CompressedGraph graph = state.collaborations.compressed(workers);
    const graph::GraphMeasures m = graph::measure(graph);
    std::vector<std::uint32_t> companies;
    for (const ResearcherId r : run.world().fixed.population.ids()) {
      const OptionalCompany employer = state.researchers.employer[r];
      companies.push_back(employer ? (*employer).value() : run.world().fixed.companies.size());
    }
    sum.mean_degree += m.mean_degree / seeds;
    sum.clustering += m.clustering / seeds;
    sum.largest_component_share += m.largest_component_share / seeds;
    assortativity += m.assortativity.value() / seeds;
    p99 += static_cast<double>(m.degree_p99) / seeds;
    inside += graph::share_inside_companies(graph, companies).value() / seeds;
  }
  CHECK((sum.mean_degree > 5.0 && sum.mean_degree < 10.0));
  CHECK((sum.clustering > 0.6 && sum.clustering < 0.75));
  CHECK((sum.largest_component_share > 0.6 && sum.largest_component_share < 0.8));
  CHECK((assortativity > 0.1 && assortativity < 0.3));
  CHECK((p99 > 25.0 && p99 < 50.0));
  CHECK((inside > 0.45 && inside < 0.59));
}

}  // namespace
