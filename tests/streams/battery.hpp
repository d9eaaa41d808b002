#pragma once
// Statistical tests of random words along walks through addresses: the orders in which neighbouring
// people, ticks, counterparts and indices follow each other in a market.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/stream.hpp"

namespace poach::tests {

/// Which part of the address changes fastest.
enum class Walk { people, ticks, counterparts, indices };
inline constexpr std::array<Walk, 4> walks = {Walk::people, Walk::ticks, Walk::counterparts,
                                              Walk::indices};
[[nodiscard]] const char* to_string(Walk walk);

/// Address number `call` of a walk.
[[nodiscard]] DrawAddress address_at(Walk walk, std::uint64_t call);

/// A statistic as a standard normal score.
struct Score {
  std::string test;
  double z = 0.0;
};
/// The score that is farthest from 0.
[[nodiscard]] Score farthest(const std::vector<Score>& scores);

/// Counts the words of one walk, each of the four words of a call apart. Tests are those of Knuth
/// (The Art of Computer Programming 2, 1997, section 3.3.2):
///   frequency   the upper and the lower byte
///   serial      six upper, and six lower, bits of neighbours along the walk
///   difference  the upper and the lower byte of the exclusive or of neighbours
///   gap         how many words lie between two that are below a sixteenth
///   collision   ten upper bits of each of two neighbours as one of 2^20 urns, for 2^14 balls
class Battery {
 public:
  void add(const RandomWords& words);
  /// The scores of at least 2^16 calls.
  [[nodiscard]] std::vector<Score> scores() const;

 private:
  static constexpr std::uint32_t longest_gap = 64;
  static constexpr std::uint32_t urns = 1U << 20;
  static constexpr std::uint32_t balls = 1U << 14;

  struct Lane {
    std::array<std::array<std::uint64_t, 256>, 2> bytes{};
    std::array<std::array<std::uint64_t, 4096>, 2> pairs{};
    std::array<std::array<std::uint64_t, 256>, 2> differences{};
    std::array<std::uint64_t, longest_gap + 1> gaps{};
    std::uint32_t gap = 0;
    std::uint64_t collisions = 0;
    std::uint32_t previous = 0;
    std::vector<std::uint64_t> taken = std::vector<std::uint64_t>(urns / 64);
  };

  static void count(Lane& lane, std::uint32_t word);
  static void throw_ball(Lane& lane, std::uint32_t word);
  [[nodiscard]] double collision_score(const Lane& lane) const;

  std::array<Lane, 4> lanes_;
  std::uint64_t calls_ = 0;
};

/// The scores of the first `calls` addresses of a walk, where `words(address)` gives their words.
template <class Words>
[[nodiscard]] std::vector<Score> scores_along(Walk walk, std::uint64_t calls, Words&& words) {
  Battery battery;
  for (std::uint64_t call = 0; call < calls; ++call) battery.add(words(address_at(walk, call)));
  return battery.scores();
}

}  // namespace poach::tests
