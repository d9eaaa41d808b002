// Any bytes as an edge list: refused with a message, or a graph whose ties lie between its
// vertices. The first byte chooses numbers or names, and whether the number of vertices is known.

#include <cstdlib>

#include "graph/readers.hpp"
#include "memory_file.hpp"

using namespace poach;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static fuzz::MemoryFile file;
  static const Workers alone(1);
  graph::ReadOptions options;
  options.labels = (data[0] & 1) != 0 ? graph::VertexLabels::names : graph::VertexLabels::numbers;
  if ((data[0] & 2) != 0) options.vertex_count = 100;
  options.max_vertices = 10'000;
  Diagnostics diagnostics;
  const auto path = file.holding(fuzz::text_of(data, size).substr(1));
  const auto read = graph::read_edge_list(path, options, diagnostics, alone);
  if (!read) {
    if (!diagnostics.has_errors()) std::abort();
    return 0;
  }
  for (std::uint32_t v = 0; v < read->graph.vertex_count(); ++v) {
    for (const std::uint32_t n : read->graph.neighbours(v)) {
      if (n >= read->graph.vertex_count() || n == v) std::abort();
    }
  }
  return 0;
}
