#pragma once
// The figures of a collaboration graph that calibration compares with measured co-authorship
// networks. All are exact. Time is linear except for the triangles, which take at most edges^1.5
// steps.

#include <cstdint>
#include <optional>
#include <span>

#include "graph/compressed_graph.hpp"

namespace poach::graph {

struct GraphMeasures {
  std::uint32_t vertices = 0;
  std::uint64_t ties = 0;
  double mean_degree = 0.0;  ///< 2 ties / vertices; 0 without vertices
  /// Percentiles of degree over all vertices by nearest rank: the smallest degree that at least
  /// that share of vertices does not exceed.
  std::uint32_t median_degree = 0;
  std::uint32_t degree_p90 = 0;
  std::uint32_t degree_p99 = 0;
  std::uint32_t largest_degree = 0;
  /// Mean over vertices of degree 2 or more of the share of pairs of neighbours that are tied
  /// (Watts and Strogatz, Nature 393 (1998) 440-442); 0 when there is no such vertex.
  double clustering = 0.0;
  /// 3 triangles / connected triples (Newman, Strogatz and Watts, Phys. Rev. E 64 (2001) 026118);
  /// 0 when there are no triples.
  double transitivity = 0.0;
  /// Correlation of the degrees at the two ends of a tie (Newman, Phys. Rev. Lett. 89 (2002)
  /// 208701, equation 4); none when all ends have the same degree.
  std::optional<double> assortativity;
  std::uint32_t components = 0;          ///< connected components, single vertices included
  std::uint32_t largest_component = 0;   ///< vertices in the largest component
  double largest_component_share = 0.0;  ///< the same as a share of all vertices
};

/// Every measure of a graph.
[[nodiscard]] GraphMeasures measure(const CompressedGraph& graph);

/// Share of ties whose two ends have the same company. `companies` has an entry per vertex (any
/// numbers); throws std::invalid_argument otherwise. None when there are no ties.
[[nodiscard]] std::optional<double> share_inside_companies(
    const CompressedGraph& graph, std::span<const std::uint32_t> companies);

}  // namespace poach::graph
