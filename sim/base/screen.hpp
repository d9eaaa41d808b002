#pragma once
// Selects the agents whom a hazard hits in this tick. A screen draws one 32-bit word for each agent
// of a block, four agents to a generator call, and lists those whose word falls below their
// threshold. At the rates of labor markets this beats skipping ahead from contact to contact,
// because it vectorises.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/stream.hpp"

namespace poach {

/// Agents handled at a time: their words and picks stay in the first-level cache.
inline constexpr std::uint32_t block_size = 8192;

/// A probability as a number of 32-bit words out of 2^32. 0 never happens and 1 always does; other
/// probabilities are rounded to a multiple of 2^-32 that is at most 1 - 2^-31.
class Threshold {
 public:
  /// The threshold that all 2^32 words pass.
  static constexpr std::uint32_t all_words = 0xFFFFFFFFU;

  Threshold() = default;
  /// `probability` between 0 and 1; other numbers count as the nearer end.
  explicit Threshold(double probability);
  [[nodiscard]] std::uint32_t words() const { return words_; }
  [[nodiscard]] bool passes(std::uint32_t word) const {
    return word < words_ || words_ == all_words;
  }
  [[nodiscard]] bool never() const { return words_ == 0; }

 private:
  std::uint32_t words_ = 0;
};

/// Fills `words[k]` with the word of the agent with ordinal `first_ordinal + k`. The word of an
/// agent depends on its own ordinal alone, never on where the block starts.
void draw_words(const CohortDraws& draws, std::uint32_t first_ordinal, std::int32_t tick,
                std::span<std::uint32_t> words);

/// Fills `calls[k]` with the four words at the address `at` of the agent with ordinal
/// `ordinals[k]`, as CohortDraws::words does for one agent. As many calls as ordinals.
void draw_calls(const CohortDraws& draws, const DrawAddress& at,
                std::span<const std::uint32_t> ordinals, std::span<RandomWords> calls);
/// The same with a counterpart `counterparts[k]` for each call.
void draw_calls(const CohortDraws& draws, const DrawAddress& at,
                std::span<const std::uint32_t> ordinals,
                std::span<const std::uint32_t> counterparts, std::span<RandomWords> calls);

/// Writes to `picks` the numbers first + k with words[k] below thresholds[k], in order, and returns
/// how many. A threshold is Threshold::words(). All three spans are of one length.
std::uint32_t screen(std::span<const std::uint32_t> words,
                     std::span<const std::uint32_t> thresholds, std::uint32_t first,
                     std::span<std::uint32_t> picks);

/// The same with one threshold for all: those below `probability` x 2^32.
std::uint32_t screen_below(std::span<const std::uint32_t> words, double probability,
                           std::span<std::uint32_t> picks);

/// The word that draw_words gives to one ordinal.
[[nodiscard]] inline std::uint32_t draw_word(const CohortDraws& draws, std::uint32_t ordinal,
                                             std::int32_t tick) {
  return draws.words({.ordinal = ordinal / 4, .tick = tick})[ordinal % 4];
}

/// Draws and screens the agents with ordinals first_ordinal to first_ordinal + picks.size() - 1.
/// `fill(first, thresholds)` writes the thresholds of the agents first, first + 1, ... counted from
/// the block's start. Writes the numbers of those picked to `picks`; returns how many.
template <class Fill>
std::uint32_t draw_and_screen(const CohortDraws& draws, std::uint32_t first_ordinal,
                              std::int32_t tick, std::span<std::uint32_t> picks, Fill&& fill) {
  // Words and thresholds of a range stay in the first-level cache.
  constexpr std::uint32_t stretch = 1024;
  std::array<std::uint32_t, stretch> words;
  std::array<std::uint32_t, stretch> thresholds;
  const auto size = static_cast<std::uint32_t>(picks.size());
  std::uint32_t count = 0;
  for (std::uint32_t done = 0; done < size; done += stretch) {
    const std::uint32_t here = std::min(stretch, size - done);
    const std::span own_words = std::span(words).first(here);
    const std::span own_thresholds = std::span(thresholds).first(here);
    draw_words(draws, first_ordinal + done, tick, own_words);
    fill(done, own_thresholds);
    count += screen(own_words, own_thresholds, done, picks.subspan(count, here));
  }
  return count;
}

/// The instruction sets that draws and screens are compiled for. They take the widest that runs
/// here; the results are the same with each.
enum class VectorWidth { portable, avx2, avx512 };
[[nodiscard]] bool runs_here(VectorWidth width);
[[nodiscard]] VectorWidth widest_here();

/// The same with an instruction set that must run here; for tests and benchmarks.
void draw_words_with(VectorWidth width, const CohortDraws& draws, std::uint32_t first_ordinal,
                     std::int32_t tick, std::span<std::uint32_t> words);
void draw_calls_with(VectorWidth width, const CohortDraws& draws, const DrawAddress& at,
                     std::span<const std::uint32_t> ordinals,
                     std::span<const std::uint32_t> counterparts, std::span<RandomWords> calls);
std::uint32_t screen_with(VectorWidth width, std::span<const std::uint32_t> words,
                          std::span<const std::uint32_t> thresholds, std::uint32_t first,
                          std::span<std::uint32_t> picks);

}  // namespace poach
