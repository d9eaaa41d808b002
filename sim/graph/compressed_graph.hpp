#pragma once
// The collaboration graph: who works with whom. Undirected and immutable, in compressed sparse
// rows: all neighbours of vertex 0, then all of vertex 1, and so on, in one array. It takes four
// bytes per half-edge (each tie counts twice) and four per vertex.

#include <cstdint>
#include <span>

#include "graph/row_offsets.hpp"
#include "graph/word_buffer.hpp"

namespace poach::graph {

/// An unordered pair of vertices.
struct Tie {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  friend bool operator==(const Tie&, const Tie&) = default;
};

class CompressedGraph {
 public:
  /// No vertices.
  CompressedGraph() = default;
  /// Takes rows that are already in order: each row ascending, without repeats and without the
  /// vertex itself, and each tie in both rows. Builders (builder.hpp) give such rows. Throws
  /// std::invalid_argument when the offsets do not end where the neighbours do.
  CompressedGraph(RowOffsets offsets, WordBuffer neighbours);

  [[nodiscard]] std::uint32_t vertex_count() const { return offsets_.rows(); }
  /// Number of ties; each is counted once.
  [[nodiscard]] std::uint64_t edge_count() const { return neighbours_.size() / 2; }
  [[nodiscard]] std::uint32_t degree(std::uint32_t vertex) const { return offsets_.length(vertex); }
  /// The largest degree.
  [[nodiscard]] std::uint32_t greatest_degree() const { return greatest_degree_; }
  /// The neighbours of a vertex, ascending.
  [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t vertex) const {
    return {neighbours_.data() + offsets_[vertex], degree(vertex)};
  }
  /// Prefetches the offset of the row of `vertex` and, a while later, its neighbours: for random
  /// vertices that are about to be visited.
  void prefetch_offset(std::uint32_t vertex) const { offsets_.prefetch(vertex); }
  void prefetch_neighbours(std::uint32_t vertex) const {
    __builtin_prefetch(neighbours_.data() + offsets_[vertex]);
    __builtin_prefetch(neighbours_.data() + offsets_[vertex + 1]);
  }
  /// Where the neighbours of `vertex` begin in all_neighbours(); `vertex` may be vertex_count().
  [[nodiscard]] std::uint64_t row_begin(std::uint32_t vertex) const { return offsets_[vertex]; }
  /// All rows in order; 2 edge_count() entries.
  [[nodiscard]] std::span<const std::uint32_t> all_neighbours() const {
    return neighbours_.words();
  }
  /// Whether two vertices share a tie, in time logarithmic in the smaller degree.
  [[nodiscard]] bool has_edge(std::uint32_t first, std::uint32_t second) const;

  friend bool operator==(const CompressedGraph& a, const CompressedGraph& b);

 private:
  RowOffsets offsets_;
  WordBuffer neighbours_;
  std::uint32_t greatest_degree_ = 0;
};

}  // namespace poach::graph
