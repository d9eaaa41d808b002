// Any bytes as GraphML: refused with a message, or a graph with a name for every vertex.

#include <cstdlib>

#include "graph/readers.hpp"
#include "memory_file.hpp"

using namespace poach;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  static const Workers alone(1);
  graph::ReadOptions options;
  options.max_vertices = 10'000;
  Diagnostics diagnostics;
  const auto path = file.holding(fuzz::text_of(data, size));
  const auto read = graph::read_graphml(path, options, diagnostics, alone);
  if (!read) {
    if (!diagnostics.has_errors()) std::abort();
    return 0;
  }
  if (read->labels.size() != read->graph.vertex_count()) std::abort();
  for (std::uint32_t v = 0; v < read->graph.vertex_count(); ++v) {
    for (const std::uint32_t n : read->graph.neighbours(v)) {
      if (n >= read->graph.vertex_count() || n == v) std::abort();
    }
  }
  return 0;
}
