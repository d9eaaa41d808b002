#pragma once
// Where each row of a compressed graph begins. Offsets are kept in 32 bits; when a graph has more
// than 2^32 half-edges, the few rows at which the offset passes a multiple of 2^32 are listed, so
// that a row costs four bytes at any size.

#include <cstdint>
#include <vector>

#include "graph/word_buffer.hpp"

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
  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(low_.size() - 1); }
  [[nodiscard]] std::uint64_t total() const { return (*this)[rows()]; }
  [[nodiscard]] std::uint32_t length(std::uint32_t row) const {
    return low_[row + 1] - low_[row];  // also right across a carry: the difference is below 2^32
  }
  /// Shortens rows in place. `stays(begin, length, place)` is called for each row in order: it
  /// moves the entries to keep, of the row's `length` from `begin` on, to `place` and returns their
  /// number.
  template <class Stays>
  void shorten(const Stays& stays) {
    std::uint64_t begin = 0;
    std::uint64_t place = 0;
    carries_.clear();
    for (std::uint32_t row = 0; row < rows(); ++row) {
      const std::uint32_t before = length(row);
      const std::uint64_t end = place + stays(begin, before, place);
      low_[row] = static_cast<std::uint32_t>(place);
      if (end >> 32 != place >> 32) carries_.push_back(row + 1);
      place = end;
      begin += before;
    }
    low_[rows()] = static_cast<std::uint32_t>(place);
  }
  /// Asks the processor to fetch the offset of `row` ahead of its use.
  void prefetch(std::uint32_t row) const { __builtin_prefetch(low_.data() + row); }
  friend bool operator==(const RowOffsets&, const RowOffsets&) = default;

 private:
  friend class FillingRows;
  WordBuffer low_;                      // the low 32 bits of each offset, rows() + 1 entries
  std::vector<std::uint32_t> carries_;  // ascending rows from which the high word grows by one
};

/// Rows being filled, each from its end to its beginning. Each row keeps the place of its last
/// entry: when all rows are full these places are the offsets, and no other memory was needed.
class FillingRows {
 public:
  FillingRows() = default;
  /// From the length of each row followed by one unused entry, in place.
  explicit FillingRows(WordBuffer lengths);

  /// Entries of all rows.
  [[nodiscard]] std::uint64_t total() const { return total_; }
  /// Last 32 bits of where the row's last entry was put; to be lowered by one for the next.
  [[nodiscard]] std::uint32_t& cursor(std::uint32_t row) { return low_[row]; }
  /// The entry of `row` that has these last 32 bits.
  [[nodiscard]] std::uint64_t entry(std::uint32_t row, std::uint32_t low) const {
    std::uint64_t entry = low;
    for (const Carry& carry : carries_) {
      if (row < carry.row) break;
      if (row > carry.row || low < carry.end) entry += std::uint64_t{1} << 32;
    }
    return entry;
  }
  /// Asks the processor to fetch the cursor of `row` ahead of its use.
  void prefetch(std::uint32_t row) const { __builtin_prefetch(low_.data() + row, 1); }
  /// The offsets, once all rows are full.
  [[nodiscard]] RowOffsets offsets() &&;

 private:
  // A row within which the offset passes a multiple of 2^32: the entries beyond have lower last
  // bits than its end.
  struct Carry {
    std::uint32_t row = 0;
    std::uint32_t end = 0;
  };
  WordBuffer low_;
  std::vector<Carry> carries_;  // ascending
  std::uint64_t total_ = 0;
};

}  // namespace poach::graph
