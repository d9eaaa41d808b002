#pragma once
// Collaboration graphs from files: edge lists (CSV) and GraphML. Files are read as a stream, and
// every problem is reported with its line and column, up to a limit.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/parallel.hpp"
#include "graph/compressed_graph.hpp"

namespace poach::graph {

/// The contents of the first two columns of an edge list.
enum class VertexLabels {
  numbers,  ///< whole numbers from 0: the vertex itself
  names,    ///< any text; vertices are numbered by first appearance
};

struct ReadOptions {
  VertexLabels labels = VertexLabels::numbers;  ///< edge lists only; GraphML always has names
  /// Vertices of the graph: vertices without ties need not appear in a file. Without it, for edge
  /// lists of numbers the largest number seen plus one, else as many as the file has.
  std::optional<std::uint32_t> vertex_count;
  std::uint32_t max_vertices = 200'000'000U;  ///< a file that names more by itself is refused
};

struct ReadGraph {
  CompressedGraph graph;
  std::vector<std::string> labels;  ///< name of each vertex; empty for an edge list of numbers
};

/// Problems reported one by one; a last line gives the number of the others.
inline constexpr std::size_t max_problems = 20;
/// Elements of a GraphML file may be nested this deep.
inline constexpr int max_nesting = 64;

/// Whether a file's name says that it is GraphML: .graphml or .xml, in letters of any case.
[[nodiscard]] bool is_graphml(const std::filesystem::path& file);

/// Reads `source,target[,weight]` with that header, one tie a line, fields separated by commas;
/// words may be in double quotes. Empty lines are skipped. Weights must be numbers of at least 0
/// and are not used, with a warning. Self loops are dropped and repeated ties merged, each with one
/// warning that gives the number. None when the file has errors; all of them are in `diagnostics`.
[[nodiscard]] std::optional<ReadGraph> read_edge_list(const std::filesystem::path& file,
                                                      const ReadOptions& options,
                                                      Diagnostics& diagnostics,
                                                      const Workers& workers);

/// Reads the nodes and edges of a GraphML file (Brandes, Eiglsperger, Herman, Himsolt and Marshall,
/// Graph Drawing 2001), vertices in the order of their nodes. Directed ties are taken as undirected
/// with a warning; attached data is skipped, weights of edges with a warning. Refused: document
/// types and entities, hyperedges, ports, nested graphs, edges between undeclared nodes. None when
/// the file has errors.
[[nodiscard]] std::optional<ReadGraph> read_graphml(const std::filesystem::path& file,
                                                    const ReadOptions& options,
                                                    Diagnostics& diagnostics,
                                                    const Workers& workers);

}  // namespace poach::graph
