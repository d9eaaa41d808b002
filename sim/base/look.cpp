// Names that look the same.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/compositions.hpp"
#include "base/safe_name.hpp"

namespace poach {
namespace {

using Points = std::vector<std::uint32_t>;

Points points_of(std::string_view text) {
  Points points;
  while (!text.empty()) {
    const std::optional<std::uint32_t> point = take_code_point(text);
    if (!point) text.remove_prefix(1);
    points.push_back(point.value_or(0xFFFD));
  }
  return points;
}

// Syllables of Hangul are made of two or three letters by arithmetic (Unicode, chapter 3.12).
std::uint32_t hangul_of(std::uint32_t first, std::uint32_t second) {
  constexpr std::uint32_t syllables = 0xAC00;
  constexpr std::uint32_t leads = 0x1100;
  constexpr std::uint32_t vowels = 0x1161;
  constexpr std::uint32_t tails = 0x11A7;
  if (first - leads < 19 && second - vowels < 21) {
    return syllables + ((first - leads) * 21 + (second - vowels)) * 28;
  }
  const bool open = first - syllables < 11172 && (first - syllables) % 28 == 0;
  if (open && second - tails > 0 && second - tails < 28) return first + (second - tails);
  return 0;
}

// The one character for two, or 0.
std::uint32_t composed(std::uint32_t letter, std::uint32_t mark) {
  const auto before = [](const Composition& a, const Composition& b) {
    return std::pair(a.letter, a.mark) < std::pair(b.letter, b.mark);
  };
  const Composition wanted{letter, mark, 0};
  const auto found =
      std::lower_bound(std::begin(compositions), std::end(compositions), wanted, before);
  const bool is_there =
      found != std::end(compositions) && found->letter == letter && found->mark == mark;
  return is_there ? found->composed : hangul_of(letter, mark);
}

bool joins_invisibly(std::uint32_t point) {
  return point == 0x200C || point == 0x200D || (point >= 0xFE00 && point <= 0xFE0F);
}

std::string spelled(const Points& points, std::size_t from, std::size_t behind) {
  std::string text;
  for (std::size_t k = from; k < points.size() - behind; ++k) {
    text += fmt::format("{}U+{:04X}", text.empty() ? "" : " ", points[k]);
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace

std::string look_of(std::string_view name) {
  Points look;
  for (std::uint32_t point : points_of(name)) {
    if (joins_invisibly(point)) continue;
    if (is_space(point)) point = ' ';
    const std::uint32_t whole = look.empty() ? 0 : composed(look.back(), point);
    if (whole != 0) {
      look.back() = whole;
    } else {
      look.push_back(point);
    }
  }
  std::string text;
  for (const std::uint32_t point : look) text += fmt::format("{:x} ", point);
  return text;
}

std::string difference(std::string_view name, std::string_view other) {
  const Points a = points_of(name);
  const Points b = points_of(other);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  std::size_t behind = 0;
  while (behind < shorter - same && a[a.size() - 1 - behind] == b[b.size() - 1 - behind]) ++behind;
  return fmt::format("is written with {}, the other with {}", spelled(a, same, behind),
                     spelled(b, same, behind));
}

}  // namespace poach
