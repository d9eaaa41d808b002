#pragma once
// Small graphs for the tests of this folder.

#include <cstdint>
#include <vector>

#include "graph/builder.hpp"
#include "graph/generators.hpp"

namespace poach::graph {

inline CompressedGraph graph_of(std::uint32_t vertices, const std::vector<Tie>& ties) {
  return build_graph(vertices, ties, Workers(1));
}

inline CompressedGraph one(MotifKind kind, std::uint32_t vertices) {
  return copies(make_motif(kind, vertices), 1, Workers(1));
}

inline std::vector<std::uint32_t> row(const CompressedGraph& graph, std::uint32_t vertex) {
  const auto neighbours = graph.neighbours(vertex);
  return {neighbours.begin(), neighbours.end()};
}

}  // namespace poach::graph
