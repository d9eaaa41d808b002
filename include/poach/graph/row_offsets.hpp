#pragma once
// Where each row of a compressed graph begins. Offsets are kept in 32 bits; when a graph has more
// than 2^32 half-edges, the few rows at which the offset passes a multiple of 2^32 are listed, so
// that a row costs four bytes at any size.

#include <cstdint>
#include <vector>

#include "poach/graph/word_buffer.hpp"

namespace poach::graph {

class RowOffsets {
 public:
  /// No rows.
  RowOffsets() : RowOffsets(WordBuffer(1, 0)) {}
  /// From the length of each row followed by one unused entry: the buffer is turned into the
  /// offsets in place, so nothing else is allocated. Throws std::invalid_argument when empty.
  explicit RowOffsets(WordBuffer lengths);

  /// Position of the first entry of `row`; `row` = rows() gives the total.
  [[nodiscard]] std::uint64_t operator[](std::uint32_t row) const {
    std::uint64_t offset = low_[row];
    for (const std::uint32_t carry : carries_) {
      if (row < carry) break;
      offset += std::uint64_t{1} << 32;
    }
    return offset;
  }
  /// The last 32 bits of an offset, which tell it apart within any row.
  [[nodiscard]] std::uint32_t low(std::uint32_t row) const { return low_[row]; }
  /// The entry of `row` that has these last 32 bits.
  [[nodiscard]] std::uint64_t entry(std::uint32_t row, std::uint32_t low) const {
    if (carries_.empty()) return low;
    return (*this)[row] + (low - low_[row]);
  }
  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(low_.size() - 1); }
  [[nodiscard]] std::uint64_t total() const { return (*this)[rows()]; }
  [[nodiscard]] std::uint32_t length(std::uint32_t row) const {
    return low_[row + 1] - low_[row];  // also right across a carry: the difference is below 2^32
  }
  /// Asks the processor to fetch the offset of `row` ahead of its use.
  void prefetch(std::uint32_t row) const { __builtin_prefetch(low_.data() + row); }
  friend bool operator==(const RowOffsets&, const RowOffsets&) = default;

 private:
  WordBuffer low_;                      // the low 32 bits of each offset, rows() + 1 entries
  std::vector<std::uint32_t> carries_;  // ascending rows from which the high word grows by one
};

}  // namespace poach::graph
