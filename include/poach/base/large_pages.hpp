#pragma once
// Large memory pages for large blocks: what is read all over the place then misses the processor's
// table of pages less often.

#include <cstddef>

namespace poach {

/// Asks the system to back a block, best one not yet written to, by large pages. A wish only:
/// whether it is granted changes speed and nothing else. Blocks of a few pages are left alone.
void ask_for_large_pages(void* block, std::size_t bytes);

}  // namespace poach
