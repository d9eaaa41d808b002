#include "poach/graph/word_buffer.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace poach::graph {
namespace {

constexpr std::size_t page = std::size_t{1} << 21;

// A wish only: whether the system grants it changes speed and nothing else.
void ask_for_large_pages(void* block, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
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

}  // namespace

WordBuffer::WordBuffer(std::size_t size) : size_(size) {
  if (size == 0) return;
  words_.reset(static_cast<std::uint32_t*>(std::malloc(size * sizeof(std::uint32_t))));
  if (!words_) throw std::bad_alloc();
  ask_for_large_pages(words_.get(), size * sizeof(std::uint32_t));
}

WordBuffer::WordBuffer(std::size_t size, std::uint32_t word) : WordBuffer(size) {
  std::fill_n(data(), size, word);
}

WordBuffer::WordBuffer(std::span<const std::uint32_t> words) : WordBuffer(words.size()) {
  std::copy(words.begin(), words.end(), data());
}

bool operator==(const WordBuffer& a, const WordBuffer& b) {
  return std::equal(a.data(), a.data() + a.size(), b.data(), b.data() + b.size());
}

void WordBuffer::shrink(std::size_t size) {
  if (size >= size_) return;
  if (size == 0) {
    words_.reset();
  } else if (void* kept = std::realloc(words_.get(), size * sizeof(std::uint32_t))) {
    // The old block is gone whether or not it moved. When shrinking fails, the old one is kept.
    (void)words_.release();
    words_.reset(static_cast<std::uint32_t*>(kept));
  }
  size_ = size;
}

}  // namespace poach::graph
