#pragma once
// The common edge list, two vertex numbers a line and nothing else, read on all threads.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "graph/builder.hpp"
#include "graph/read_support.hpp"

namespace poach::graph {

/// Eight characters at once: how many digits they begin with, and the number they form.
struct LeadingDigits {
  unsigned count = 0;
  std::uint64_t value = 0;
};
inline LeadingDigits leading_digits(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t characters = 0;
  std::memcpy(&characters, at, sizeof characters);
  // '0' to '9' have 3 as upper half, also when 6 is added. A carry reaches only characters behind
  // the first that is no digit.
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

/// Takes a line of two vertex numbers below `limit`, and nothing else. Returns where the next line
/// begins; null for a line of any other kind.
inline const char* take_plain_line(const char* at, const char* end, std::uint32_t limit, Tie& tie) {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  const char* const comma = take_digits(at, end, first);
  if (comma == at || comma == end || *comma != ',') return nullptr;
  const char* const stop = take_digits(comma + 1, end, second);
  if (stop == comma + 1 || stop == end || *stop != '\n') return nullptr;
  if (std::max(first, second) >= limit) return nullptr;
  tie = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(second)};
  return stop + 1;
}

/// A regular file that any thread may read from any place.
class RandomAccessFile {
 public:
  /// A file that cannot be opened, or is not a regular one, has no bytes.
  explicit RandomAccessFile(const std::filesystem::path& path);
  ~RandomAccessFile();
  RandomAccessFile(const RandomAccessFile&) = delete;
  RandomAccessFile& operator=(const RandomAccessFile&) = delete;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Lets the system begin to read a range that is needed soon.
  void announce(std::uint64_t offset, std::uint64_t bytes) const;
  /// Fills `space` from `offset` on; false when the file is too short.
  [[nodiscard]] bool read(std::uint64_t offset, std::span<char> space) const;

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// A file of the header source,target and lines of two vertex numbers, each line ended by a line
/// feed (the last one may do without). It enumerates its ties by reading them again at every call,
/// so that they need not be stored; several threads read pieces at the same time.
class PlainEdgeList {
 public:
  /// Opens the file; nothing is read.
  explicit PlainEdgeList(const std::filesystem::path& path) : file_(path) {}

  /// Reads the whole file. False when it is anything else, or has a vertex that is not below
  /// `limit`: the careful reader then finds the reason. The result does not depend on the number of
  /// threads.
  [[nodiscard]] bool survey(std::uint32_t limit, const Workers& workers);

  /// After the survey: the largest number plus one.
  [[nodiscard]] std::uint32_t vertices() const { return vertices_; }
  /// After the survey: ties, self loops and the first self loop of the whole file.
  [[nodiscard]] TieCount count() const;

  [[nodiscard]] std::size_t pieces() const { return surveys_.size(); }
  /// Visits the ties of the lines that begin in a piece, self loops among them. Throws TiesChanged
  /// when the file is no longer the one surveyed.
  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    const std::optional<Lines> lines = lines_of(piece);
    std::uint64_t visited = 0;
    const auto take = [&](std::uint32_t first, std::uint32_t second) {
      ++visited;
      visit(first, second);
    };
    if (!lines || !take_lines(*lines, vertices_, take) || visited != surveys_[piece].lines) {
      throw TiesChanged();
    }
  }

 private:
  // The result of the survey of a piece.
  struct Survey {
    std::uint64_t lines = 0;
    std::uint64_t self_loops = 0;
    std::uint64_t first_self_loop = 0;  // its line, from 1 at the piece's start
    std::uint32_t vertices = 0;
  };
  // The text of a piece, from its first line to the end of the one that begins last.
  struct Lines {
    const char* begin = nullptr;
    const char* last_begin = nullptr;  // lines that begin from here on belong to the next piece
    const char* end = nullptr;
  };

  // Nothing when the file has become shorter. The text belongs to the calling thread until its next
  // call.
  [[nodiscard]] std::optional<Lines> lines_of(std::size_t piece) const;
  [[nodiscard]] bool survey_piece(std::size_t piece, std::uint32_t limit);

  // Visits each line's vertices; false at a line of any other kind.
  template <class Visit>
  static bool take_lines(const Lines& lines, std::uint32_t limit, const Visit& visit) {
    Tie tie;
    for (const char* at = lines.begin; at < lines.last_begin;) {
      at = take_plain_line(at, lines.end, limit, tie);
      if (at == nullptr) return false;
      visit(tie.first, tie.second);
    }
    return true;
  }

  RandomAccessFile file_;
  std::vector<Survey> surveys_;  // one a piece
  std::uint32_t vertices_ = 0;
};

}  // namespace poach::graph
