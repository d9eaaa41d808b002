#include "poach/graph/builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <stdexcept>
#include <utility>

namespace poach::graph {
namespace {

constexpr std::uint32_t rows_per_piece = 1U << 14;
constexpr std::size_t ties_per_piece = std::size_t{1} << 16;

// A stored list of ties, told in pieces.
class ListedTies {
 public:
  explicit ListedTies(std::span<const Tie> ties) : ties_(ties) {}
  [[nodiscard]] std::size_t pieces() const {
    return (ties_.size() + ties_per_piece - 1) / ties_per_piece;
  }
  template <class Tell>
  void for_each_tie(std::size_t piece, Tell&& tell) const {
    const std::size_t begin = piece * ties_per_piece;
    const std::size_t count = std::min(ties_per_piece, ties_.size() - begin);
    for (const Tie& tie : ties_.subspan(begin, count)) tell(tie.first, tie.second);
  }

 private:
  std::span<const Tie> ties_;
};

[[noreturn]] void throw_outside(const Tie& tie) {
  throw std::out_of_range(fmt::format("the tie {}-{} leaves the graph", tie.first, tie.second));
}

[[noreturn]] void throw_changed() {
  throw std::logic_error(
      "the ties differ between the two passes (a tie source must tell the same ties each time)");
}

}  // namespace

RowBuilder::RowBuilder(std::uint32_t vertex_count, Sharing sharing)
    : vertex_count_(vertex_count), sharing_(sharing), cursors_(std::size_t{vertex_count} + 1, 0) {
  if (vertex_count == std::numeric_limits<std::uint32_t>::max()) {
    throw std::out_of_range("a graph has at most 2^32 - 2 vertices");
  }
}

std::uint32_t RowBuilder::add(std::uint32_t vertex, std::uint32_t step) {
  std::uint32_t& cursor = cursors_[vertex];
  if (sharing_ == Sharing::many_threads) {
    return std::atomic_ref(cursor).fetch_add(step, std::memory_order_relaxed) + step;
  }
  return cursor += step;
}

void RowBuilder::count(std::span<const Tie> ties) {
  for (const Tie& tie : ties) {
    if (std::max(tie.first, tie.second) >= vertex_count_) throw_outside(tie);
    __builtin_prefetch(&cursors_[tie.first], 1);
    __builtin_prefetch(&cursors_[tie.second], 1);
  }
  for (const Tie& tie : ties) {
    add(tie.first, 1U);
    add(tie.second, 1U);
  }
}

void RowBuilder::open_rows() {
  offsets_ = RowOffsets(std::exchange(cursors_, {}));
  entries_ = WordBuffer(offsets_.total());
  cursors_ = WordBuffer(std::size_t{vertex_count_} + 1);
  for (std::uint32_t row = 0; row < vertex_count_; ++row) cursors_[row] = offsets_.low(row + 1);
  cursors_[vertex_count_] = 0;
}

void RowBuilder::place(std::span<const Tie> ties) {
  for (const Tie& tie : ties) {
    if (std::max(tie.first, tie.second) >= vertex_count_) throw_outside(tie);
    __builtin_prefetch(&cursors_[tie.first], 1);
    __builtin_prefetch(&cursors_[tie.second], 1);
  }
  std::array<std::uint64_t, 2 * batch_size> entries;
  std::size_t count = 0;
  for (const Tie& tie : ties) {
    for (const std::uint32_t vertex : {tie.first, tie.second}) {
      const std::uint64_t entry = offsets_.entry(vertex, add(vertex, ~0U));
      if (entry >= entries_.size()) throw_changed();
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
  for (std::uint32_t row = 0; row < vertex_count_; ++row) {
    if (cursors_[row] != offsets_.low(row)) throw_changed();
  }
  sort_rows(workers);
  close_gaps();
  return {std::move(offsets_), std::move(entries_)};
}

void RowBuilder::sort_rows(const Workers& workers) {
  const std::size_t pieces = (std::size_t{vertex_count_} + rows_per_piece - 1) / rows_per_piece;
  workers.for_each(pieces, [&](std::size_t piece) {
    const auto begin = static_cast<std::uint32_t>(piece * rows_per_piece);
    const std::uint32_t end = begin + std::min(rows_per_piece, vertex_count_ - begin);
    for (std::uint32_t row = begin; row < end; ++row) {
      std::uint32_t* const first = entries_.data() + offsets_[row];
      std::uint32_t* const last = first + offsets_.length(row);
      std::sort(first, last);
      cursors_[row] = static_cast<std::uint32_t>(std::unique(first, last) - first);
    }
  });
}

void RowBuilder::close_gaps() {
  std::uint64_t kept = 0;
  for (std::uint32_t row = 0; row < vertex_count_; ++row) {
    const std::uint64_t begin = offsets_[row];
    if (begin != kept) {
      std::copy_n(entries_.data() + begin, cursors_[row], entries_.data() + kept);
    }
    kept += cursors_[row];
  }
  if (kept == offsets_.total()) return;
  entries_.shrink(kept);
  offsets_ = RowOffsets(std::move(cursors_));
}

CompressedGraph build_graph(std::uint32_t vertex_count, std::span<const Tie> ties,
                            const Workers& workers) {
  return build_graph(vertex_count, ListedTies(ties), workers);
}

}  // namespace poach::graph
