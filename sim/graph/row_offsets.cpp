#include "graph/row_offsets.hpp"

#include <stdexcept>
#include <utility>

namespace poach::graph {

RowOffsets::RowOffsets(WordBuffer lengths) : low_(std::move(lengths)) {
  if (low_.size() == 0)
    throw std::invalid_argument("row offsets need a spare entry after the lengths");
  std::uint32_t offset = 0;
  const std::uint32_t last = rows();
  for (std::uint32_t row = 0; row < last; ++row) {
    const std::uint32_t next = offset + low_[row];
    if (next < offset) carries_.push_back(row + 1);
    low_[row] = offset;
    offset = next;
  }
  low_[last] = offset;
}

FillingRows::FillingRows(WordBuffer lengths) : low_(std::move(lengths)) {
  std::uint32_t end = 0;
  const auto rows = static_cast<std::uint32_t>(low_.size() - 1);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t begin = end;
    end += low_[row];
    if (end < begin) carries_.push_back({row, end});
    low_[row] = end;
  }
  low_[rows] = end;
  total_ = (std::uint64_t{carries_.size()} << 32) + end;
}

RowOffsets FillingRows::offsets() && {
  RowOffsets result;
  result.low_ = std::move(low_);
  for (const Carry& carry : carries_) result.carries_.push_back(carry.row + 1);
  return result;
}

}  // namespace poach::graph
