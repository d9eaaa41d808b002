#include "graph/builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/shared_sum.hpp"

namespace poach::graph {
namespace {

constexpr std::uint32_t rows_per_piece = 1U << 14;
constexpr std::size_t ties_per_piece = std::size_t{1} << 16;
constexpr std::uint32_t no_vertex = std::numeric_limits<std::uint32_t>::max();

// A stored list of ties, enumerated in pieces.
class ListedTies {
 public:
  explicit ListedTies(std::span<const Tie> ties) : ties_(ties) {}
  [[nodiscard]] std::size_t pieces() const {
    return (ties_.size() + ties_per_piece - 1) / ties_per_piece;
  }
  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    const std::size_t begin = piece * ties_per_piece;
    const std::size_t count = std::min(ties_per_piece, ties_.size() - begin);
    for (const Tie& tie : ties_.subspan(begin, count)) visit(tie.first, tie.second);
  }

 private:
  std::span<const Tie> ties_;
};

[[noreturn]] void throw_outside(const Tie& tie) {
  throw std::out_of_range(fmt::format("the tie {}-{} leaves the graph", tie.first, tie.second));
}

}  // namespace

RowBuilder::RowBuilder(std::uint32_t vertex_count, Sharing sharing)
    : vertex_count_(vertex_count), sharing_(sharing), lengths_(std::size_t{vertex_count} + 1, 0) {
  if (vertex_count == std::numeric_limits<std::uint32_t>::max()) {
    throw std::out_of_range("a graph has at most 2^32 - 2 vertices");
  }
}

std::uint32_t RowBuilder::add(std::uint32_t& cursor, std::uint32_t step) const {
  if (sharing_ == Sharing::many_threads) {
    return add_shared(cursor, step);
  }
  return cursor += step;
}

void RowBuilder::remember(std::span<const Tie> ties, std::uint64_t& memory) const {
  std::uint64_t sum = 0;
  for (const Tie& tie : ties) {
    const std::uint64_t both = (std::uint64_t{tie.first} << 32 | tie.second) + 1;
    sum += (both * 0x9E3779B97F4A7C15U) ^ ((both * 0xD6E8FEB86659FD93U) >> 32);
  }
  add_shared(memory, sum);
}

void RowBuilder::count(std::span<const Tie> ties) {
  for (const Tie& tie : ties) {
    if (std::max(tie.first, tie.second) >= vertex_count_) throw_outside(tie);
    __builtin_prefetch(&lengths_[tie.first], 1);
    __builtin_prefetch(&lengths_[tie.second], 1);
  }
  remember(ties, counted_);
  for (const Tie& tie : ties) {
    add(lengths_[tie.first], 1U);
    add(lengths_[tie.second], 1U);
  }
}

void RowBuilder::open_rows() {
  rows_ = FillingRows(std::exchange(lengths_, {}));
  entries_ = WordBuffer(rows_.total());
}

void RowBuilder::place(std::span<const Tie> ties) {
  for (const Tie& tie : ties) {
    if (std::max(tie.first, tie.second) >= vertex_count_) throw_outside(tie);
    rows_.prefetch(tie.first);
    rows_.prefetch(tie.second);
  }
  remember(ties, placed_);
  std::array<std::uint64_t, 2 * batch_size> entries;
  std::size_t count = 0;
  for (const Tie& tie : ties) {
    for (const std::uint32_t vertex : {tie.first, tie.second}) {
      const std::uint64_t entry = rows_.entry(vertex, add(rows_.cursor(vertex), ~0U));
      if (entry >= entries_.size()) throw TiesChanged();
      __builtin_prefetch(entries_.data() + entry, 1);
      entries[count++] = entry;
    }
  }
  count = 0;
  for (const Tie& tie : ties) {
    entries_[entries[count++]] = tie.second;
    entries_[entries[count++]] = tie.first;
  }
}

CompressedGraph RowBuilder::finish(const Workers& workers) {
  if (placed_ != counted_) throw TiesChanged();
  RowOffsets offsets = std::move(rows_).offsets();
  sort_rows(offsets, workers);
  if (has_repeats_) close_gaps(offsets);
  return {std::move(offsets), std::move(entries_)};
}

// Repeats become the number of no vertex, at the end of the row.
void RowBuilder::sort_rows(const RowOffsets& offsets, const Workers& workers) {
  const std::size_t pieces = (std::size_t{vertex_count_} + rows_per_piece - 1) / rows_per_piece;
  workers.for_each(pieces, [&](std::size_t piece) {
    const auto begin = static_cast<std::uint32_t>(piece * rows_per_piece);
    const std::uint32_t end = begin + std::min(rows_per_piece, vertex_count_ - begin);
    bool repeats = false;
    for (std::uint32_t row = begin; row < end; ++row) {
      std::uint32_t* const first = entries_.data() + offsets[row];
      std::uint32_t* const last = first + offsets.length(row);
      std::sort(first, last);
      std::uint32_t* const kept = std::unique(first, last);
      repeats = repeats || kept != last;
      std::fill(kept, last, no_vertex);
    }
    if (repeats) has_repeats_ = true;
  });
}

void RowBuilder::close_gaps(RowOffsets& offsets) {
  std::uint32_t* const entries = entries_.data();
  offsets.shorten([&](std::uint64_t begin, std::uint32_t length, std::uint64_t place) {
    const std::uint32_t* const first = entries + begin;
    const std::uint32_t* const last = std::lower_bound(first, first + length, no_vertex);
    if (begin != place) std::copy(first, last, entries + place);
    return static_cast<std::uint32_t>(last - first);
  });
  entries_.shrink(offsets.total());
}

CompressedGraph build_graph(std::uint32_t vertex_count, std::span<const Tie> ties,
                            const Workers& workers) {
  return build_graph(vertex_count, ListedTies(ties), workers);
}

}  // namespace poach::graph
