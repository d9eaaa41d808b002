#include "base/large_pages.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace poach {

void ask_for_large_pages(void* block, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  constexpr std::size_t page = std::size_t{1} << 21;
  if (bytes < 4 * page) return;
  const std::size_t misplaced = reinterpret_cast<std::uintptr_t>(block) % page;
  const std::size_t skipped = misplaced == 0 ? 0 : page - misplaced;
  (void)madvise(static_cast<char*>(block) + skipped, (bytes - skipped) / page * page,
                MADV_HUGEPAGE);
#else
  (void)block;
  (void)bytes;
#endif
}

}  // namespace poach
