#pragma once
// The common edge list, two vertex numbers a line and nothing else, read on all threads.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "poach/base/parallel.hpp"
#include "poach/graph/readers.hpp"
#include "read_support.hpp"

namespace poach::graph {

/// The digits at `at`, at most ten so that the value cannot overflow, added to `value`. Returns
/// where they end.
inline const char* take_digits(const char* at, const char* end, std::uint64_t& value) {
  const char* const stop = end - at > 10 ? at + 10 : end;
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
