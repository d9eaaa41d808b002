#pragma once
// The common edge list, two vertex numbers a line and nothing else, read on all threads.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "poach/base/parallel.hpp"
#include "poach/graph/readers.hpp"
#include "read_support.hpp"

namespace poach::graph {

/// Eight characters at once: how many digits they begin with, and the number that those make.
struct LeadingDigits {
  unsigned count = 0;
  std::uint64_t value = 0;
};
inline LeadingDigits leading_digits(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t characters = 0;
  std::memcpy(&characters, at, sizeof characters);
  // '0' to '9' have 3 as upper half, and still have when 6 is added. A carry reaches only what
  // stands behind the first character that is no digit.
  constexpr std::uint64_t upper = 0xf0f0f0f0f0f0f0f0;
  constexpr std::uint64_t threes = 0x3030303030303030;
  const std::uint64_t others =
      ((characters & upper) ^ threes) | (((characters + 0x0606060606060606) & upper) ^ threes);
  const unsigned count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
  if (count == 0) return {};
  // The digits moved to the end, behind zeros; then pairs of them, fours, and all eight.
  std::uint64_t number = (characters << (64 - 8 * count)) & 0x0f0f0f0f0f0f0f0f;
  number = (number * (1 + (10 << 8))) >> 8 & 0x00ff00ff00ff00ff;
  number = (number * (1 + (100 << 16))) >> 16 & 0x0000ffff0000ffff;
  number = (number * (1 + (std::uint64_t{10'000} << 32))) >> 32;
  return {count, number};
}

/// The digits at `at`, at most ten so that the value cannot overflow, as a number. Returns where
/// they end.
inline const char* take_digits(const char* at, const char* end, std::uint64_t& value) {
  const char* const stop = end - at > 10 ? at + 10 : end;
  value = 0;
  if (end - at >= 8) {
    const LeadingDigits leading = leading_digits(at);
    value = leading.value;
    at += leading.count;
    if (leading.count < 8) return at;
  }
  for (; at != stop && *at >= '0' && *at <= '9'; ++at) {
    value = 10 * value + static_cast<std::uint64_t>(*at - '0');
  }
  return at;
}

/// The ties of a file, piece by piece as they were read.
class PlainTies {
 public:
  /// The ties of each piece of the file and its number of lines, in order.
  struct Piece {
    ReadTies ties;  ///< places count lines from 1 at the piece's start
    std::uint64_t lines = 0;
    std::uint32_t vertices = 0;  ///< the largest number plus one
  };
  explicit PlainTies(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  [[nodiscard]] std::size_t pieces() const { return pieces_.size(); }
  template <class Tell>
  void for_each_tie(std::size_t piece, Tell&& tell) const {
    for (const Tie& tie : pieces_[piece].ties.ties) tell(tie.first, tie.second);
  }
  [[nodiscard]] std::uint32_t vertices() const;
  /// Ties, self loops and the first self loop of the whole file.
  [[nodiscard]] TieCount count() const;

 private:
  std::vector<Piece> pieces_;
};

/// Reads a file of the header source,target and lines of two vertices below `limit`, each line
/// ended by a line feed (the last one may do without). Nothing when the file is anything else: the
/// careful reader then finds out what. The result does not depend on the number of threads.
[[nodiscard]] std::optional<PlainTies> read_plain_edge_list(const std::filesystem::path& file,
                                                            std::uint32_t limit,
                                                            const Workers& workers);

}  // namespace poach::graph
