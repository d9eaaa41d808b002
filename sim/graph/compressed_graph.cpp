#include "graph/compressed_graph.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace poach::graph {

CompressedGraph::CompressedGraph(RowOffsets offsets, WordBuffer neighbours)
    : offsets_(std::move(offsets)), neighbours_(std::move(neighbours)) {
  if (offsets_.total() != neighbours_.size()) {
    throw std::invalid_argument("the rows of a graph do not end where its neighbours do");
  }
  for (std::uint32_t v = 0; v < vertex_count(); ++v) {
    greatest_degree_ = std::max(greatest_degree_, degree(v));
  }
}

bool CompressedGraph::has_edge(std::uint32_t first, std::uint32_t second) const {
  if (degree(second) < degree(first)) std::swap(first, second);
  const auto row = neighbours(first);
  return std::binary_search(row.begin(), row.end(), second);
}

bool operator==(const CompressedGraph& a, const CompressedGraph& b) {
  return a.offsets_ == b.offsets_ && a.neighbours_ == b.neighbours_;
}

}  // namespace poach::graph
