#include "graph/boost_concepts.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_concepts.hpp>

#include "graph/measures.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<CompressedGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<CompressedGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<CompressedGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<CompressedGraph>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<CompressedGraph, std::uint32_t, boost::vertex_index_t>));

TEST_CASE("Boost's connected components agree with the measures") {
  const CompressedGraph graph = erdos_renyi({1.2}, 2000, Seed{4}, Workers(1));
  std::vector<std::uint32_t> component(graph.vertex_count());
  const std::uint32_t count = boost::connected_components(graph, component.data());
  CHECK(count == measure(graph).components);
  CHECK(count > 300);
}

TEST_CASE("Boost's breadth-first search measures distances on a path") {
  const CompressedGraph graph = one(MotifKind::path, 6);
  std::vector<int> distance(6, 0);
  boost::breadth_first_search(graph, 0U,
                              boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                  distance.data(), boost::on_tree_edge()))));
  CHECK(distance == std::vector<int>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("edges() gives each tie once, from its smaller end") {
  const CompressedGraph graph = graph_of(6, {{4, 2}, {5, 4}, {2, 1}, {5, 1}});
  std::vector<Tie> seen;
  const auto [begin, end] = edges(graph);
  for (auto at = begin; at != end; ++at) seen.push_back({source(*at, graph), target(*at, graph)});
  CHECK(seen == std::vector<Tie>{{1, 2}, {1, 5}, {2, 4}, {4, 5}});
  const auto [none, last] = edges(no_ties(3));
  CHECK(none == last);
}

TEST_CASE("out_edges() gives the ties of a vertex, and a tie equals its other side") {
  const CompressedGraph graph = graph_of(4, {{1, 0}, {1, 3}});
  const auto [begin, end] = out_edges(1, graph);
  REQUIRE(std::distance(begin, end) == 2);
  CHECK(source(*begin, graph) == 1);
  CHECK(target(*begin, graph) == 0);
  CHECK(*begin == DirectedTie{0, 1});
  CHECK_FALSE(*begin == DirectedTie{1, 3});
  CHECK(out_degree(1, graph) == 2);
  CHECK(num_vertices(graph) == 4);
  CHECK(num_edges(graph) == 2);
}
