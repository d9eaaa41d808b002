#pragma once
// A block of 32-bit words that is neither cleared when made nor copied when cut short. The standard
// vector does both, which doubles the memory a large graph needs while it is built. Large blocks
// ask for large memory pages, since graphs are read and written at random.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <utility>

namespace poach::graph {

class WordBuffer {
 public:
  WordBuffer() = default;
  /// `size` words with unspecified content. Throws std::bad_alloc.
  explicit WordBuffer(std::size_t size);
  /// `size` words, all of them `word`. Throws std::bad_alloc.
  WordBuffer(std::size_t size, std::uint32_t word);
  /// A copy of `words`. Throws std::bad_alloc.
  explicit WordBuffer(std::span<const std::uint32_t> words);
  /// Throws std::bad_alloc.
  WordBuffer(const WordBuffer& other) : WordBuffer(other.words()) {}
  WordBuffer& operator=(const WordBuffer& other) { return *this = WordBuffer(other); }
  WordBuffer(WordBuffer&& other) noexcept { swap(other); }
  WordBuffer& operator=(WordBuffer&& other) noexcept {
    WordBuffer taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~WordBuffer() = default;

  /// Gives the words from `size` on back to the system. `size` must not be above size().
  void shrink(std::size_t size);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint32_t* data() { return words_.get(); }
  [[nodiscard]] const std::uint32_t* data() const { return words_.get(); }
  [[nodiscard]] std::span<const std::uint32_t> words() const { return {data(), size_}; }
  [[nodiscard]] std::uint32_t& operator[](std::size_t at) { return words_[at]; }
  [[nodiscard]] std::uint32_t operator[](std::size_t at) const { return words_[at]; }
  friend bool operator==(const WordBuffer& a, const WordBuffer& b);

 private:
  void swap(WordBuffer& other) noexcept {
    std::swap(words_, other.words_);
    std::swap(size_, other.size_);
  }

  struct Release {
    void operator()(std::uint32_t* words) const { std::free(words); }
  };
  std::unique_ptr<std::uint32_t[], Release> words_;
  std::size_t size_ = 0;
};

}  // namespace poach::graph
