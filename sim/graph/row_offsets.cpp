#include "poach/graph/row_offsets.hpp"

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

}  // namespace poach::graph
