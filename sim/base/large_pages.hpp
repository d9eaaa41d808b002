#pragma once
// Large memory pages for large blocks: random reads then miss the processor's table of pages less
// often.

#include <cstddef>
#include <vector>

namespace poach {

/// Asks the system to back a block, best one not yet written to, by large pages. A hint: it changes
/// speed and nothing else. Blocks of a few pages are left alone.
void ask_for_large_pages(void* block, std::size_t bytes);

/// Reserves room for that many rows of an empty vector, in large pages where they are granted.
template <class T>
void reserve_in_large_pages(std::vector<T>& rows, std::size_t count) {
  rows.reserve(count);
  ask_for_large_pages(rows.data(), count * sizeof(T));
}

}  // namespace poach
