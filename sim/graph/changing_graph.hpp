#pragma once
// A graph whose ties may come and go. As built it is a compressed graph, and costs no more than
// one. Once opened, each row has room of its own in one array; a row that outgrows its room moves
// to the end, and the array is packed anew when half of it is abandoned.

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/parallel.hpp"
#include "graph/compressed_graph.hpp"

namespace poach::graph {

class ChangingGraph {
 public:
  /// No vertices.
  ChangingGraph() = default;
  /// The ties of `graph`, closed to changes.
  ChangingGraph(CompressedGraph graph);  // NOLINT(google-explicit-constructor): the same ties

  [[nodiscard]] std::uint32_t vertex_count() const {
    return is_open() ? static_cast<std::uint32_t>(rows_.size()) : built_.vertex_count();
  }
  /// Number of ties; each is counted once.
  [[nodiscard]] std::uint64_t edge_count() const {
    return is_open() ? half_ties_ / 2 : built_.edge_count();
  }
  [[nodiscard]] std::uint32_t degree(std::uint32_t vertex) const {
    return is_open() ? rows_[vertex].length : built_.degree(vertex);
  }
  /// At least the largest degree: the largest that any vertex has had.
  [[nodiscard]] std::uint32_t degree_bound() const { return degree_bound_; }
  /// The neighbours of a vertex, ascending. Valid until the next change.
  [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t vertex) const {
    if (!is_open()) return built_.neighbours(vertex);
    return {entries_.data() + rows_[vertex].begin, rows_[vertex].length};
  }
  [[nodiscard]] bool has_edge(std::uint32_t first, std::uint32_t second) const;
  /// Prefetches where the row of `vertex` begins and, a while later, its neighbours.
  void prefetch_offset(std::uint32_t vertex) const {
    if (!is_open()) return built_.prefetch_offset(vertex);
    __builtin_prefetch(&rows_[vertex]);
  }
  void prefetch_neighbours(std::uint32_t vertex) const {
    if (!is_open()) return built_.prefetch_neighbours(vertex);
    __builtin_prefetch(entries_.data() + rows_[vertex].begin);
  }

  /// Whether ties may change.
  [[nodiscard]] bool is_open() const { return !rows_.empty(); }
  /// Allows changes. Does nothing in an open graph and in one without vertices.
  void open();
  /// Adds a tie between two different vertices, unless they have one. The graph must be open.
  void add(std::uint32_t first, std::uint32_t second);
  /// Removes all ties of a vertex. The graph must be open.
  void remove_ties_of(std::uint32_t vertex);
  /// Number of changes so far: an equal number means equal ties, in one graph.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }
  /// Whether the ties of a vertex have changed since there were so many changes.
  [[nodiscard]] bool has_changed(std::uint32_t vertex, std::uint64_t since) const {
    return rows_[vertex].changed > since;
  }
  /// Where the entries of a closed graph lie: which graph it is, for those who remember one.
  [[nodiscard]] const void* address() const;

  /// The present ties as a compressed graph.
  [[nodiscard]] CompressedGraph compressed(const Workers& workers) const;
  /// Adds the present ties, in the order of vertices.
  void add_to(StateHash& hash) const;
  void save(ByteWriter& out) const;
  /// Replaces the ties of an open graph by saved ones. False when they are no graph on as many
  /// vertices.
  [[nodiscard]] bool load(ByteReader& in);

 private:
  struct Row {
    std::uint64_t begin = 0;
    std::uint32_t length = 0;
    std::uint32_t room = 0;
    std::uint64_t changed = 0;  // number of the last change
  };

  [[nodiscard]] std::vector<std::uint32_t> lengths() const;
  [[nodiscard]] std::vector<std::uint32_t> all_neighbours() const;
  void lay_out(std::span<const std::uint32_t> lengths, std::span<const std::uint32_t> neighbours);
  void insert(std::uint32_t vertex, std::uint32_t neighbour);
  void erase(std::uint32_t vertex, std::uint32_t neighbour);
  void move_to_end(Row& row);
  [[nodiscard]] bool is_symmetric() const;

  CompressedGraph built_;  // until opened
  std::vector<Row> rows_;
  std::vector<std::uint32_t> entries_;
  std::uint64_t half_ties_ = 0;
  std::uint64_t abandoned_ = 0;  // entries that belong to no row
  std::uint64_t changes_ = 0;
  std::uint32_t degree_bound_ = 0;
};

}  // namespace poach::graph
