#include "graph/word_buffer.hpp"

#include <algorithm>
#include <new>

#include "base/large_pages.hpp"

namespace poach::graph {
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
