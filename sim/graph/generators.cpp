#include "graph/generators.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/math.hpp"
#include "base/screen.hpp"
#include "graph/builder.hpp"

namespace poach::graph {
namespace {

constexpr std::uint32_t vertices_per_piece = 4096;

// Calls visit_row(vertex, visit) for the vertices of a piece.
template <class VisitRow>
class RowSource {
 public:
  RowSource(std::uint32_t vertices, VisitRow visit_row)
      : vertices_(vertices), visit_row_(visit_row) {}
  [[nodiscard]] std::size_t pieces() const {
    return (std::size_t{vertices_} + vertices_per_piece - 1) / vertices_per_piece;
  }
  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    const auto begin = static_cast<std::uint32_t>(piece * vertices_per_piece);
    const std::uint32_t end = begin + std::min(vertices_per_piece, vertices_ - begin);
    for (std::uint32_t vertex = begin; vertex < end; ++vertex) visit_row_(vertex, visit);
  }

 private:
  std::uint32_t vertices_;
  VisitRow visit_row_;
};

// A uniform vertex other than `vertex`.
std::uint32_t another(std::uint32_t vertex, std::uint32_t vertices, std::uint32_t word) {
  const auto drawn =
      static_cast<std::uint32_t>((static_cast<std::uint64_t>(word) * (vertices - 1)) >> 32);
  return drawn < vertex ? drawn : drawn + 1;
}

}  // namespace

CompressedGraph small_world(const SmallWorldConfig& config, std::uint32_t vertex_count, Seed seed,
                            const Workers& workers) {
  if (config.neighbours % 2 != 0) throw InputError("small world: neighbours must be even");
  if (!(config.rewired_share >= 0.0 && config.rewired_share <= 1.0)) {
    throw InputError("small world: rewired_share must lie between 0 and 1");
  }
  if (vertex_count == 0) return no_ties(0);
  if (config.neighbours >= vertex_count) {
    throw InputError(fmt::format("small world: {} neighbours need more than {} vertices",
                                 config.neighbours, vertex_count));
  }
  const CohortDraws draws = Stream(seed, "graph/small_world").of(0);
  const Threshold rewired(config.rewired_share);
  const auto visit_row = [&](std::uint32_t vertex, auto&& visit) {
    for (std::uint32_t step = 1; step <= config.neighbours / 2; ++step) {
      const RandomWords words = draws.words({vertex, 0, 0, step});
      const std::uint32_t left = vertex_count - vertex;
      const std::uint32_t next = step < left ? vertex + step : step - left;
      visit(vertex, rewired.passes(words[0]) ? another(vertex, vertex_count, words[1]) : next);
    }
  };
  return build_graph(vertex_count, RowSource(vertex_count, visit_row), workers);
}

CompressedGraph erdos_renyi(const ErdosRenyiConfig& config, std::uint32_t vertex_count, Seed seed,
                            const Workers& workers) {
  const double others = vertex_count > 0 ? vertex_count - 1.0 : 0.0;
  if (!(config.mean_degree >= 0.0 && config.mean_degree <= others)) {
    throw InputError(fmt::format("erdos_renyi: a mean degree of {} is not between 0 and {}",
                                 config.mean_degree, others));
  }
  if (config.mean_degree == 0.0) return no_ties(vertex_count);
  const CohortDraws draws = Stream(seed, "graph/erdos_renyi").of(0);
  const bool complete = config.mean_degree == others;
  const double log_of_absence = complete ? 0.0 : log1p(-config.mean_degree / others);
  const auto visit_row = [&](std::uint32_t vertex, auto&& visit) {
    std::uint64_t at = std::uint64_t{vertex} + 1;
    RandomWords words{};
    for (std::uint32_t index = 0; at < vertex_count; ++at, ++index) {
      if (!complete) {
        // A call to the generator serves two skips.
        if (index % 2 == 0) words = draws.words({vertex, 0, 0, index / 2});
        const std::size_t half = index % 2 == 0 ? 0 : 2;
        const double skipped = log(open_unit(words[half], words[half + 1])) / log_of_absence;
        if (skipped >= static_cast<double>(vertex_count - at)) return;
        at += static_cast<std::uint64_t>(skipped);
      }
      visit(vertex, static_cast<std::uint32_t>(at));
    }
  };
  return build_graph(vertex_count, RowSource(vertex_count, visit_row), workers);
}

Motif make_motif(MotifKind kind, std::uint32_t vertex_count) {
  const std::uint32_t least = kind == MotifKind::cycle ? 3 : kind == MotifKind::link ? 2 : 1;
  if (vertex_count < least || (kind == MotifKind::link && vertex_count > 2)) {
    throw InputError(
        fmt::format("this motif cannot have {} vertices (a link has 2, a cycle at "
                    "least 3, any other at least 1)",
                    vertex_count));
  }
  Motif motif{vertex_count, {}};
  for (std::uint32_t vertex = 0; vertex < vertex_count; ++vertex) {
    switch (kind) {
      case MotifKind::empty:
        break;
      case MotifKind::complete:
        for (std::uint32_t below = 0; below < vertex; ++below)
          motif.ties.push_back({below, vertex});
        break;
      case MotifKind::star:
        if (vertex > 0) motif.ties.push_back({0, vertex});
        break;
      case MotifKind::link:
      case MotifKind::path:
      case MotifKind::cycle:
        if (vertex > 0) motif.ties.push_back({vertex - 1, vertex});
        break;
    }
  }
  if (kind == MotifKind::cycle) motif.ties.push_back({vertex_count - 1, 0});
  return motif;
}

CompressedGraph copies(const Motif& motif, std::uint32_t count, const Workers& workers) {
  const std::uint64_t vertices = std::uint64_t{motif.vertex_count} * count;
  if (vertices >= 0xffffffffULL) {
    throw InputError(fmt::format("copies: {} vertices are more than a graph can have", vertices));
  }
  for (const Tie& tie : motif.ties) {
    if (std::max(tie.first, tie.second) >= motif.vertex_count) {
      throw InputError(fmt::format("copies: the tie {}-{} leaves a motif of {} vertices", tie.first,
                                   tie.second, motif.vertex_count));
    }
  }
  const auto visit_copy = [&](std::uint32_t copy, auto&& visit) {
    const std::uint32_t base = copy * motif.vertex_count;
    for (const Tie& tie : motif.ties) visit(base + tie.first, base + tie.second);
  };
  return build_graph(static_cast<std::uint32_t>(vertices), RowSource(count, visit_copy), workers);
}

CompressedGraph no_ties(std::uint32_t vertex_count) {
  return {RowOffsets(WordBuffer(std::size_t{vertex_count} + 1, 0)), WordBuffer()};
}

}  // namespace poach::graph
