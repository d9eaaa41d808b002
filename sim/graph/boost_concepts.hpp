#pragma once
// Makes CompressedGraph a graph in the sense of the Boost Graph Library: a model of its
// VertexListGraph, IncidenceGraph, AdjacencyGraph and EdgeListGraph concepts, so that Boost's
// algorithms run on the rows as they are. Include it only where they are used: Boost is slow to
// compile.

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <utility>

#include "graph/compressed_graph.hpp"

namespace poach::graph {

/// A tie as seen from one of its ends. A tie equals itself seen from the other end.
struct DirectedTie {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  friend bool operator==(const DirectedTie& a, const DirectedTie& b) {
    return (a.from == b.from && a.to == b.to) || (a.from == b.to && a.to == b.from);
  }
};

/// Walks along the ties of one vertex.
class OutTieIterator : public boost::iterator_facade<OutTieIterator, DirectedTie,
                                                     boost::forward_traversal_tag, DirectedTie> {
 public:
  OutTieIterator() = default;
  OutTieIterator(std::uint32_t from, const std::uint32_t* to) : from_(from), to_(to) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] DirectedTie dereference() const { return {from_, *to_}; }
  [[nodiscard]] bool equal(const OutTieIterator& other) const { return to_ == other.to_; }
  void increment() { ++to_; }

  std::uint32_t from_ = 0;
  const std::uint32_t* to_ = nullptr;
};

/// Walks along all ties, each seen from its smaller end.
class TieIterator : public boost::iterator_facade<TieIterator, DirectedTie,
                                                  boost::forward_traversal_tag, DirectedTie> {
 public:
  TieIterator() = default;
  TieIterator(const CompressedGraph& graph, std::uint32_t from)
      : graph_(&graph), from_(from), at_(graph.row_begin(from)) {
    settle();
  }

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] DirectedTie dereference() const { return {from_, graph_->all_neighbours()[at_]}; }
  [[nodiscard]] bool equal(const TieIterator& other) const { return at_ == other.at_; }
  void increment() {
    ++at_;
    settle();
  }
  // Moves to the next entry in the row of its smaller end.
  void settle() {
    const std::uint32_t vertices = graph_->vertex_count();
    while (from_ < vertices) {
      const std::uint64_t row_end = graph_->row_begin(from_ + 1);
      while (at_ < row_end && graph_->all_neighbours()[at_] < from_) ++at_;
      if (at_ < row_end) return;
      ++from_;
    }
  }

  const CompressedGraph* graph_ = nullptr;
  std::uint32_t from_ = 0;
  std::uint64_t at_ = 0;
};

struct CompressedGraphCategory : boost::vertex_list_graph_tag,
                                 boost::incidence_graph_tag,
                                 boost::adjacency_graph_tag,
                                 boost::edge_list_graph_tag {};

using VertexIterator = boost::counting_iterator<std::uint32_t>;

inline std::uint32_t num_vertices(const CompressedGraph& graph) { return graph.vertex_count(); }
inline std::uint64_t num_edges(const CompressedGraph& graph) { return graph.edge_count(); }
inline std::uint32_t source(const DirectedTie& tie, const CompressedGraph&) { return tie.from; }
inline std::uint32_t target(const DirectedTie& tie, const CompressedGraph&) { return tie.to; }
inline std::uint32_t out_degree(std::uint32_t vertex, const CompressedGraph& graph) {
  return graph.degree(vertex);
}
inline std::pair<VertexIterator, VertexIterator> vertices(const CompressedGraph& graph) {
  return {VertexIterator(0), VertexIterator(graph.vertex_count())};
}
inline std::pair<const std::uint32_t*, const std::uint32_t*> adjacent_vertices(
    std::uint32_t vertex, const CompressedGraph& graph) {
  const auto row = graph.neighbours(vertex);
  return {row.data(), row.data() + row.size()};
}
inline std::pair<OutTieIterator, OutTieIterator> out_edges(std::uint32_t vertex,
                                                           const CompressedGraph& graph) {
  const auto row = graph.neighbours(vertex);
  return {OutTieIterator(vertex, row.data()), OutTieIterator(vertex, row.data() + row.size())};
}
inline std::pair<TieIterator, TieIterator> edges(const CompressedGraph& graph) {
  return {TieIterator(graph, 0), TieIterator(graph, graph.vertex_count())};
}
/// Vertices are their own index.
inline boost::typed_identity_property_map<std::uint32_t> get(boost::vertex_index_t,
                                                             const CompressedGraph&) {
  return {};
}
inline std::uint32_t get(boost::vertex_index_t, const CompressedGraph&, std::uint32_t vertex) {
  return vertex;
}

}  // namespace poach::graph

namespace boost {

template <>
struct graph_traits<poach::graph::CompressedGraph> {
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = poach::graph::DirectedTie;
  using directed_category = undirected_tag;
  using edge_parallel_category = disallow_parallel_edge_tag;
  using traversal_category = poach::graph::CompressedGraphCategory;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint64_t;
  using degree_size_type = std::uint32_t;
  using vertex_iterator = poach::graph::VertexIterator;
  using adjacency_iterator = const std::uint32_t*;
  using out_edge_iterator = poach::graph::OutTieIterator;
  using edge_iterator = poach::graph::TieIterator;
  static constexpr vertex_descriptor null_vertex() { return ~vertex_descriptor{0}; }
};

template <>
struct property_map<poach::graph::CompressedGraph, vertex_index_t> {
  using type = typed_identity_property_map<std::uint32_t>;
  using const_type = type;
};

}  // namespace boost
