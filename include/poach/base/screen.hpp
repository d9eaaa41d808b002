#pragma once
// Who is touched by a hazard this tick? A screen draws one 32-bit word for each agent of a block,
// four agents to a generator call, and lists those whose word falls below their threshold. At the
// rates of labor markets this beats skipping ahead from contact to contact, because it vectorises.

#include <cstdint>
#include <span>

#include "poach/base/stream.hpp"

namespace poach {

/// Agents handled at a time: their words and picks stay in the first-level cache.
inline constexpr std::uint32_t block_size = 8192;

/// A probability as a number of 32-bit words out of 2^32. 0 never happens and 1 always does.
class Threshold {
 public:
  Threshold() = default;
  /// `probability` between 0 and 1; anything beyond is taken as the nearer end.
  explicit Threshold(double probability);
  [[nodiscard]] std::uint64_t words() const { return words_; }
  [[nodiscard]] bool passes(std::uint32_t word) const { return word < words_; }
  [[nodiscard]] bool never() const { return words_ == 0; }

 private:
  std::uint64_t words_ = 0;
};

/// Fills `words[k]` with the word of the agent with ordinal `first_ordinal + k`. The word of an
/// agent depends on its own ordinal alone, never on where the block starts.
void draw_words(const CohortDraws& draws, std::uint32_t first_ordinal, std::int32_t tick,
                std::span<std::uint32_t> words);

/// The instruction sets that draw_words is compiled for. It takes the widest that runs here; the
/// words are the same with each.
enum class VectorWidth { portable, avx2, avx512 };
[[nodiscard]] bool runs_here(VectorWidth width);
/// draw_words with an instruction set that must run here; for tests and benchmarks.
void draw_words_with(VectorWidth width, const CohortDraws& draws, std::uint32_t first_ordinal,
                     std::int32_t tick, std::span<std::uint32_t> words);

/// The word that draw_words gives to one ordinal.
[[nodiscard]] inline std::uint32_t draw_word(const CohortDraws& draws, std::uint32_t ordinal,
                                             std::int32_t tick) {
  return draws.words({.ordinal = ordinal / 4, .tick = tick})[ordinal % 4];
}

/// Writes to `picks` the offsets k with words[k] < threshold(k), in order, and returns how many.
/// `picks` must be as long as `words`. The loop has no branch, so it costs the same at any rate.
template <class ThresholdOf>
std::uint32_t screen(std::span<const std::uint32_t> words, std::span<std::uint32_t> picks,
                     ThresholdOf&& threshold_of) {
  std::uint32_t count = 0;
  const auto size = static_cast<std::uint32_t>(words.size());
  for (std::uint32_t k = 0; k < size; ++k) {
    picks[count] = k;
    const std::uint64_t threshold = threshold_of(k);
    count += words[k] < threshold ? 1U : 0U;
  }
  return count;
}

}  // namespace poach
