#pragma once
// Which shortcuts a tick takes: quicker ways to the same state and the same rows. What each does
// and where it applies is written in phases/shortcuts/shortcuts.cpp.

#include <cstddef>
#include <cstdint>

namespace poach {

enum class Shortcut : std::uint8_t {
  fused_blocks,
  plain_terms,
  pairs,
  standard_terms,
  one_word_meetings,
  words_for_all,
  marked_approaches,
  remembered_answers,
  market_sums,
  kept_aggregates,
};
inline constexpr std::size_t shortcut_count = 10;

class ShortcutSet {
 public:
  [[nodiscard]] constexpr bool has(Shortcut shortcut) const {
    return (bits_ & bit_of(shortcut)) != 0;
  }
  constexpr void add(Shortcut shortcut) { bits_ |= bit_of(shortcut); }
  constexpr void add(ShortcutSet others) { bits_ |= others.bits_; }
  constexpr void remove(Shortcut shortcut) { bits_ &= ~bit_of(shortcut); }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(ShortcutSet, ShortcutSet) = default;

 private:
  [[nodiscard]] static constexpr std::uint32_t bit_of(Shortcut shortcut) {
    return std::uint32_t{1} << static_cast<unsigned>(shortcut);
  }
  std::uint32_t bits_ = 0;
};

}  // namespace poach
