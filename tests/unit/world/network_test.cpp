#include "base/checksum.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"
#include "world/build.hpp"

namespace {

using namespace poach;
using support::problems_of;
using support::TemporaryDirectory;
using support::world_of;

World with_network(const std::string& network) {
  return world_of("network: {" + network +
                  "}\ncompanies: [{name: A, researchers: 400}, {name: B, researchers: 200}]");
}

TEST_CASE("Every kind of network ties the people of the scenario") {
  CHECK(with_network("kind: none").state.collaborations.vertex_count() == 0);
  CHECK(with_network("kind: teams").state.collaborations.edge_count() > 600);
  CHECK(with_network("kind: small_world, mean_degree: 6, rewiring: 0")
            .state.collaborations.edge_count() == 1800);
  const auto random = with_network("kind: erdos_renyi, mean_degree: 10").state.collaborations;
  CHECK(static_cast<double>(random.edge_count()) == Approx(3000).margin(4 * 55));
  // 600 people with 9 ties each on average; the standard deviation of a degree is about 5, and a
  // few repeats are dropped.
  const auto stars = with_network("kind: configuration, mean_degree: 9").state.collaborations;
  CHECK(static_cast<double>(stars.edge_count()) == Approx(2700).epsilon(0.08));
  const auto copies = with_network("kind: copies, shape: cycle, copy_size: 4").state.collaborations;
  CHECK(copies.edge_count() == 600);
  CHECK(copies.has_edge(400, 403));
  CHECK_FALSE(copies.has_edge(403, 404));
  // The last copy is cut where people end.
  CHECK(with_network("kind: copies, shape: path, copy_size: 7").state.collaborations.edge_count() ==
        85 * 6 + 4);
}

std::string from_file(const std::filesystem::path& file, const std::string& rest, int people) {
  return "network: {kind: file, file: " + file.string() + rest +
         "}\ncompanies: [{name: A, researchers: " + std::to_string(people) + "}]";
}

TEST_CASE("A network file is read in order, for as many people as there are") {
  const TemporaryDirectory place;
  const auto file = support::put(place / "g.csv", "source,target\n0,1\n1,2\n3,4\n");
  const World world = world_of(from_file(file, "", 4));
  CHECK(world.state.collaborations.vertex_count() == 4);
  CHECK(world.state.collaborations.edge_count() == 2);
  CHECK(world_of(from_file(file, ", vertices: 9", 9)).state.collaborations.vertex_count() == 9);
  CHECK_THAT(problems_of(from_file(file, "", 6)),
             contains_text("there are 6 researchers but only 5 people in the graph"));
}

TEST_CASE("Clustered placement gives consecutive people a connected neighbourhood") {
  const TemporaryDirectory place;
  // A star around 5 with two arms of length two, and a lone pair.
  const auto file = support::put(place / "g.csv", "source,target\n5,0\n5,3\n5,6\n0,2\n1,4\n");
  const World world = world_of(from_file(file, ", placement: clustered", 7));
  CHECK(world.state.collaborations.edge_count() == 5);
  CHECK(world.state.collaborations.degree(0) == 3);  // breadth-first from the best connected
  for (const std::uint32_t v : {1U, 2U, 3U}) CHECK(world.state.collaborations.has_edge(0, v));
  CHECK(world.state.collaborations.has_edge(1, 4));
  CHECK(world.state.collaborations.has_edge(5, 6));
}

TEST_CASE("A scenario's network may be GraphML") {
  const TemporaryDirectory place;
  const auto file = support::put(place / "g.graphml",
                                 "<graphml><graph edgedefault=\"undirected\">"
                                 "<node id=\"ann\"/><node id=\"bob\"/><node id=\"eve\"/>"
                                 "<edge source=\"eve\" target=\"ann\"/></graph></graphml>");
  const World world = world_of(from_file(file, "", 3));
  CHECK(world.state.collaborations.edge_count() == 1);
  CHECK(world.state.collaborations.has_edge(0, 2));
  support::put(file, "<graphml><graph edgedefault=\"undirected\">\n<edge source=\"x\"/></graph>");
  CHECK_THAT(problems_of(from_file(file, "", 3)), contains_text("g.graphml:2:"));
}

TEST_CASE("A file other than the one the scenario means is refused") {
  const TemporaryDirectory place;
  const auto file = support::put(place / "g.csv", "source,target\n0,1\n");
  const std::string hash = sha256_hex(support::content(file));
  CHECK(problems_of(from_file(file, ", sha256: " + hash, 2)).empty());
  support::put(file, "source,target\n1,0\n");
  CHECK_THAT(problems_of(from_file(file, ", sha256: " + hash, 2)),
             contains_text("network.sha256") && contains_text("not the one the scenario means"));
  CHECK_THAT(problems_of(from_file(place / "none.csv", "", 2)), contains_text("none.csv"));
}

TEST_CASE("Parameters that a generator refuses are reported") {
  CHECK_THAT(problems_of("network: {kind: small_world, mean_degree: 50}\n"
                         "companies: [{name: A, researchers: 4}]"),
             contains_text("network"));
}

TEST_CASE("Companies approach staff of neighbours in the company graph only") {
  const auto may = [](const std::string& graph, const std::string& from, const std::string& to) {
    const support::Market market("company_graph: {" + graph + R"(}
companies: [{name: A, count: 6, researchers: 6}, {name: B, researchers: 1}])");
    return market.world.may_approach(market.company(from), market.company(to));
  };
  CHECK(may("kind: complete", "A 1", "A 4"));
  CHECK(may("kind: ring, neighbours: 4", "A 1", "A 3"));
  CHECK(may("kind: ring, neighbours: 4", "A 1", "B"));
  CHECK_FALSE(may("kind: ring, neighbours: 4", "A 1", "A 4"));
  CHECK(may("kind: ring, neighbours: 2", "A 4", "A 4"));
  CHECK(may("kind: edges, edges: [B -- A]", "A 1", "B"));
  CHECK_FALSE(may("kind: edges, edges: [B -- A]", "A 2", "B"));
  CHECK_THAT(problems_of("company_graph: {kind: edges, edges: [A -- C]}\n"
                         "companies: [{name: A, researchers: 1}]"),
             contains_text("there is no company named C"));
}

TEST_CASE("A random company graph draws half of each company's neighbours") {
  const auto graph_of = [](const std::string& seed) {
    return world_of("seed: " + seed + R"(
company_graph: {kind: random, neighbours: 6}
companies: [{name: A, count: 300, researchers: 300}])");
  };
  const World world = graph_of("1");
  // 900 draws among 300 companies: 3 fall on the company itself and about 9 repeat a tie.
  std::uint32_t pairs = 0;
  for (std::uint32_t a = 0; a < 300; ++a) {
    for (std::uint32_t b = a + 1; b < 300; ++b) {
      const bool may = world.may_approach(CompanyId{a}, CompanyId{b});
      REQUIRE(may == world.may_approach(CompanyId{b}, CompanyId{a}));
      pairs += may ? 1 : 0;
    }
  }
  CHECK(pairs > 900 - 30);
  CHECK(pairs <= 900);
  CHECK(graph_of("1").state.company_graph == world.state.company_graph);
  CHECK_FALSE(graph_of("2").state.company_graph == world.state.company_graph);
}

TEST_CASE("Replicate 0 has the seed; the others have seeds of their own below 2^53") {
  CHECK(replicate_seed(Seed{42}, 0).value == 42);
  CHECK(replicate_seed(Seed{42}, 1).value != replicate_seed(Seed{42}, 2).value);
  CHECK(replicate_seed(Seed{42}, 1).value != replicate_seed(Seed{43}, 1).value);
  for (std::uint64_t k = 1; k < 1000; ++k) {
    CHECK(replicate_seed(Seed{7}, k).value < (std::uint64_t{1} << 53));
  }
}

}  // namespace

namespace {

std::string warnings_of(const std::string& yaml) {
  Diagnostics diagnostics;
  (void)build_world(poach::support::scenario_of(yaml), Seed{1}, Workers(1), diagnostics);
  return diagnostics.report();
}

TEST_CASE("A graph that loses people says how many") {
  const TemporaryDirectory place;
  const auto file = support::put(place / "g.csv", "source,target\n1,2\n2,3\n3,4\n4,5\n5,1\n");
  CHECK_THAT(warnings_of(from_file(file, "", 5)),
             contains_text("the graph has 6 people and the market 5: 1 people and 2 ties are left "
                           "out") &&
                 contains_text("numbered from 0, and the file never mentions 0"));
  CHECK(warnings_of(from_file(file, "", 6)).empty());
}

TEST_CASE("Vertex k of a file is the person of row k of the roster") {
  const TemporaryDirectory place;
  support::put(place / "r.csv", "company,skill\nZ,10\nA,20\n,30\nA,40\nZ,50\n");
  const auto ties = support::put(place / "g.csv", "source,target\n0,1\n2,4\n3,4\n");
  const World world = world_of("researchers: {file: " + (place / "r.csv").string() +
                               "}\nnetwork: {kind: file, file: " + ties.string() +
                               "}\ncompanies: [{name: Z}, {name: A}]");
  const auto of_skill = [&](float skill) {
    for (const ResearcherId r : world.fixed.population.ids()) {
      if (world.state.researchers.skill[r] == skill) return r.value();
    }
    return ~0U;
  };
  const auto tied = [&](float a, float b) {
    return world.state.collaborations.has_edge(of_skill(a), of_skill(b));
  };
  CHECK(world.state.collaborations.edge_count() == 3);
  CHECK(tied(10, 20));
  CHECK(tied(30, 50));
  CHECK(tied(40, 50));
}

}  // namespace
