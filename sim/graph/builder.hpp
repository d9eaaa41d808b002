#pragma once
// Building a compressed graph from ties that are enumerated twice: once to count the length of each
// row and once to fill the rows. A generator that computes its ties from stateless draws need not
// store them, so the peak memory is the final size plus repeated ties until they are dropped.

#include <array>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

#include "base/parallel.hpp"
#include "graph/compressed_graph.hpp"

namespace poach::graph {

/// Takes a tie and does nothing; names the callback in the concept below.
struct IgnoreTie {
  void operator()(std::uint32_t, std::uint32_t) const {}
};

/// The second enumeration of the ties differs from the first.
class TiesChanged : public std::logic_error {
 public:
  TiesChanged()
      : std::logic_error(
            "the ties differ between the two passes (a tie source must give the same ties each "
            "time)") {}
};

/// Enumerates its ties piece by piece, the same ones at every call. Several threads enumerate
/// pieces at the same time. Self loops and repeated ties are allowed.
template <class Source>
concept TieSource = requires(const Source& source, std::size_t piece) {
  { source.pieces() } -> std::convertible_to<std::size_t>;
  source.for_each_tie(piece, IgnoreTie{});
};

/// Whether several threads add ties at the same time.
enum class Sharing { one_thread, many_threads };

/// The two passes by hand; build_graph() below is the usual way in. Call count() for every tie,
/// then open_rows(), then place() for the same ties, then finish(). Ties come in batches, so that
/// the memory they touch is fetched for many of them at a time.
/// Threads race only for the order of entries within a row, and sorting the rows removes it.
class RowBuilder {
 public:
  static constexpr std::size_t batch_size = 64;

  RowBuilder(std::uint32_t vertex_count, Sharing sharing);

  /// First pass; at most `batch_size` ties. Throws std::out_of_range for a vertex beyond the graph.
  void count(std::span<const Tie> ties);
  /// Between the passes: fixes where the rows begin.
  void open_rows();
  /// Second pass; at most `batch_size` ties.
  void place(std::span<const Tie> ties);
  /// Sorts the rows, drops repeats and returns the graph. Throws TiesChanged when the ties placed
  /// were not those counted.
  [[nodiscard]] CompressedGraph finish(const Workers& workers);

 private:
  std::uint32_t add(std::uint32_t& cursor, std::uint32_t step) const;
  void remember(std::span<const Tie> ties, std::uint64_t& memory) const;
  void sort_rows(const RowOffsets& offsets, const Workers& workers);
  void close_gaps(RowOffsets& offsets);

  std::uint32_t vertex_count_;
  Sharing sharing_;
  WordBuffer lengths_;  // the ties counted of each vertex, and one spare entry; then empty
  FillingRows rows_;
  WordBuffer entries_;
  // Sums over the ties of either pass, which are the same only if the ties are.
  std::uint64_t counted_ = 0;
  std::uint64_t placed_ = 0;
  std::atomic<bool> has_repeats_ = false;
};

/// Passes ties on in batches.
template <class Take>
class TieBatch {
 public:
  explicit TieBatch(Take take) : take_(take) {}
  void add(std::uint32_t first, std::uint32_t second) {
    if (first == second) return;
    ties_[size_++] = {first, second};
    if (size_ == RowBuilder::batch_size) flush();
  }
  void flush() {
    take_(std::span<const Tie>(ties_.data(), size_));
    size_ = 0;
  }

 private:
  Take take_;
  std::array<Tie, RowBuilder::batch_size> ties_;
  std::size_t size_ = 0;
};

/// The graph of the ties of `source` on vertices 0 to vertex_count - 1. Self loops and repeats are
/// dropped. The result does not depend on the number of threads. Throws std::out_of_range for a tie
/// that leaves the graph, and TiesChanged when the source gives other ties the second time.
template <TieSource Source>
[[nodiscard]] CompressedGraph build_graph(std::uint32_t vertex_count, const Source& source,
                                          const Workers& workers) {
  const std::size_t pieces = source.pieces();
  const bool alone = workers.threads() == 1 || pieces < 2;
  RowBuilder rows(vertex_count, alone ? Sharing::one_thread : Sharing::many_threads);
  const auto pass = [&](auto&& take) {
    workers.for_each(pieces, [&](std::size_t piece) {
      TieBatch batch(take);
      source.for_each_tie(piece, [&](std::uint32_t a, std::uint32_t b) { batch.add(a, b); });
      batch.flush();
    });
  };
  pass([&](std::span<const Tie> ties) { rows.count(ties); });
  rows.open_rows();
  pass([&](std::span<const Tie> ties) { rows.place(ties); });
  return rows.finish(workers);
}

/// The graph of a list of ties, in any order, self loops and repeats dropped. Throws
/// std::out_of_range for a vertex beyond vertex_count.
[[nodiscard]] CompressedGraph build_graph(std::uint32_t vertex_count, std::span<const Tie> ties,
                                          const Workers& workers);

}  // namespace poach::graph
