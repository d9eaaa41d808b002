#include "graph/builder.hpp"

#include <atomic>
#include <stdexcept>

#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

// Ties i - (i * 7 + piece) mod vertices, with repeats and self loops among them.
struct ScatteredTies {
  std::uint32_t vertices;
  [[nodiscard]] std::size_t pieces() const { return 40; }
  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    for (std::uint32_t i = 0; i < vertices; ++i) {
      visit(i, (i * 7 + static_cast<std::uint32_t>(piece % 30)) % vertices);
    }
  }
};

// Gives a tie more in each pass than in the one before, or one less.
struct ChangingTies {
  int step;
  mutable std::atomic<int> count{5};
  [[nodiscard]] std::size_t pieces() const { return 1; }
  template <class Visit>
  void for_each_tie(std::size_t, Visit&& visit) const {
    for (int i = 0; i < count; ++i) visit(0, static_cast<std::uint32_t>(i + 1));
    count += step;
  }
};

// Gives as many ties of each vertex in both passes, but not the same ones.
struct SwappingTies {
  mutable std::atomic<bool> again{false};
  [[nodiscard]] std::size_t pieces() const { return 1; }
  template <class Visit>
  void for_each_tie(std::size_t, Visit&& visit) const {
    visit(0, again ? 3 : 1);
    visit(2, again ? 1 : 3);
    again = true;
  }
};

}  // namespace

TEST_CASE("self loops and repeats are dropped from a list") {
  const CompressedGraph graph = graph_of(3, {{0, 1}, {1, 0}, {2, 2}, {0, 1}, {1, 2}});
  CHECK(graph.edge_count() == 2);
  CHECK(row(graph, 1) == std::vector<std::uint32_t>{0, 2});
  CHECK(row(graph, 2) == std::vector<std::uint32_t>{1});
}

TEST_CASE("a list of ties that leave the graph is refused") {
  CHECK_THROWS_AS(graph_of(3, {{0, 3}}), std::out_of_range);
  CHECK_THROWS_AS(graph_of(0, {{0, 1}}), std::out_of_range);
}

TEST_CASE("the graph is the same at any number of threads") {
  const ScatteredTies source{50'000};
  const CompressedGraph serial = build_graph(source.vertices, source, Workers(1));
  CHECK(serial.edge_count() > 1'000'000);
  for (const int threads : {2, 4, 8}) {
    CHECK(build_graph(source.vertices, source, Workers(threads)) == serial);
  }
}

TEST_CASE("rows come out ascending, without repeats, and both ways") {
  const CompressedGraph graph = build_graph(1000, ScatteredTies{1000}, Workers(2));
  std::size_t wrong = 0;
  for (std::uint32_t vertex = 0; vertex < graph.vertex_count(); ++vertex) {
    std::uint64_t last = 0;
    for (const std::uint32_t other : graph.neighbours(vertex)) {
      if (other + 1ULL <= last || other == vertex || !graph.has_edge(other, vertex)) ++wrong;
      last = other + 1ULL;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a source that changes between the passes is refused") {
  CHECK_THROWS_AS(build_graph(20, ChangingTies{1}, Workers(1)), TiesChanged);
  CHECK_THROWS_AS(build_graph(20, ChangingTies{-1}, Workers(1)), TiesChanged);
  CHECK_THROWS_AS(build_graph(4, SwappingTies{}, Workers(1)), TiesChanged);
}
