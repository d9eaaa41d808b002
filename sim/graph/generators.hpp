#pragma once
// Random and regular collaboration graphs. Each tie is a pure function of the seed and of the
// vertices it starts from, so a graph is the same at any number of threads. Work is proportional to
// the number of ties. teams.hpp has the generator made for co-authorship.

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "base/stream.hpp"
#include "graph/compressed_graph.hpp"
#include "graph/teams.hpp"

namespace poach::graph {

/// A ring in which everyone knows the nearest neighbours, and some ties lead elsewhere (Watts and
/// Strogatz, Nature 393 (1998) 440-442).
struct SmallWorldConfig {
  std::uint32_t neighbours = 10;  ///< of a vertex before rewiring, half on each side; even
  double rewired_share = 0.05;    ///< chance that the far end of a tie is redrawn, 0 to 1
};

/// The far end of a rewired tie is uniform over the other vertices. Where it repeats a tie the two
/// are merged, so a small share (about neighbours / vertices) of the rewired ties is lost. Throws
/// InputError when `neighbours` is odd or not below the number of vertices.
[[nodiscard]] CompressedGraph small_world(const SmallWorldConfig& config,
                                          std::uint32_t vertex_count, Seed seed,
                                          const Workers& workers);

/// Each pair of vertices is tied with the same chance (Gilbert, Ann. Math. Stat. 30 (1959) 1141).
struct ErdosRenyiConfig {
  double mean_degree = 8.0;  ///< expected ties of a vertex, 0 to vertices - 1
};

/// Skips from tie to tie by geometric draws within each row (Batagelj and Brandes, Phys. Rev. E 71
/// (2005) 036113). Throws InputError when the mean degree is out of range.
[[nodiscard]] CompressedGraph erdos_renyi(const ErdosRenyiConfig& config,
                                          std::uint32_t vertex_count, Seed seed,
                                          const Workers& workers);

/// How degrees are drawn.
enum class DegreeLaw {
  poisson,    ///< with the given mean
  power_law,  ///< chance proportional to degree^-exponent between the smallest and the largest
  /// As power_law, from a smallest degree that gives the mean: a mixture of two neighbouring ones,
  /// or of 0 and 1 when the mean is that low.
  power_law_of_mean,
};

struct DegreeConfig {
  DegreeLaw law = DegreeLaw::power_law;
  double mean = 8.0;      ///< of the Poisson law, 0 to 10^4; power_law_of_mean: at most the largest
  double exponent = 2.5;  ///< of the power laws; above 1
  std::uint32_t smallest = 2;   ///< of the power law; at least 1
  std::uint32_t largest = 100;  ///< of the power laws; at least the smallest, at most 10^7
};

/// A degree for each vertex, each from its own draw. Throws InputError.
[[nodiscard]] std::vector<std::uint32_t> draw_degrees(const DegreeConfig& config,
                                                      std::uint32_t vertex_count, Seed seed,
                                                      const Workers& workers);

/// The erased configuration model: ends of ties are matched by a random permutation, self loops and
/// repeats are dropped, and of an odd number of ends one stays free (Britton, Deijfen and
/// Martin-Lof, J. Stat. Phys. 124 (2006) 1377-1397). `degrees` has an entry per vertex.
[[nodiscard]] CompressedGraph configuration(std::span<const std::uint32_t> degrees, Seed seed,
                                            const Workers& workers);

/// A small graph to be copied.
struct Motif {
  std::uint32_t vertex_count = 1;
  std::vector<Tie> ties;
};

enum class MotifKind { empty, link, path, cycle, complete, star };

/// A named motif on `vertex_count` vertices. A link has two; a cycle at least three; the centre of
/// a star is vertex 0. Throws InputError otherwise.
[[nodiscard]] Motif make_motif(MotifKind kind, std::uint32_t vertex_count);

/// `count` copies of a motif without ties between them; copy k has the vertices from
/// k * motif.vertex_count on. Throws InputError when a tie leaves the motif or the copies have 2^32
/// or more vertices.
[[nodiscard]] CompressedGraph copies(const Motif& motif, std::uint32_t count,
                                     const Workers& workers);

/// Vertices without ties.
[[nodiscard]] CompressedGraph no_ties(std::uint32_t vertex_count);

}  // namespace poach::graph
