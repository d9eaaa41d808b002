#include "streams/battery.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "theory/goodness_of_fit.hpp"

namespace poach::tests {
namespace {

std::uint32_t low_bits(std::uint64_t number, unsigned bits) {
  return static_cast<std::uint32_t>(number & ((std::uint64_t{1} << bits) - 1));
}

double score_of(std::vector<double> chances, std::span<const std::uint64_t> seen) {
  Cells cells(std::move(chances));
  cells.seen.assign(seen.begin(), seen.end());
  return fit_score(cells);
}

double even_score(std::span<const std::uint64_t> cells) {
  const auto count = static_cast<double>(cells.size());
  return score_of(std::vector(cells.size(), 1.0 / count), cells);
}

// The last class holds all longer gaps.
double gap_score(std::span<const std::uint64_t> gaps) {
  std::vector<double> exact;
  double left = 1.0;
  for (std::size_t k = 0; k + 1 < gaps.size(); ++k) {
    exact.push_back(left / 16.0);
    left *= 15.0 / 16.0;
  }
  exact.push_back(left);
  return score_of(std::move(exact), gaps);
}

}  // namespace

const char* to_string(Walk walk) {
  static constexpr std::array<const char*, 4> names = {"people", "ticks", "counterparts",
                                                       "indices"};
  return names[static_cast<std::size_t>(walk)];
}

DrawAddress address_at(Walk walk, std::uint64_t call) {
  switch (walk) {
    case Walk::people:  // a million calls of four people each, from the first tick of a burn-in
      return {.ordinal = low_bits(call, 20), .tick = static_cast<std::int32_t>(call >> 20) - 512};
    case Walk::ticks:  // eighty years of weeks
      return {.ordinal = static_cast<std::uint32_t>(call >> 12),
              .tick = static_cast<std::int32_t>(low_bits(call, 12)) - 512};
    case Walk::counterparts:  // companies of one kind, as CompanyRegistry numbers them
      return {.ordinal = static_cast<std::uint32_t>(call >> 10),
              .counterpart = fold_key(combine_keys(hash_name("Employers"), low_bits(call, 10))),
              .tick = 7};
    case Walk::indices:
      return {
          .ordinal = static_cast<std::uint32_t>(call >> 6), .tick = 7, .index = low_bits(call, 6)};
  }
  return {};
}

Score farthest(const std::vector<Score>& scores) {
  return *std::max_element(scores.begin(), scores.end(), [](const Score& a, const Score& b) {
    return std::abs(a.z) < std::abs(b.z);
  });
}

void Battery::add(const RandomWords& words) {
  for (std::size_t k = 0; k < lanes_.size(); ++k) {
    Lane& lane = lanes_[k];
    if (calls_ % balls == 0) std::fill(lane.taken.begin(), lane.taken.end(), 0);
    count(lane, words[k]);
    throw_ball(lane, words[k]);
    lane.previous = words[k];
  }
  ++calls_;
}

void Battery::count(Lane& lane, std::uint32_t word) {
  const std::uint32_t difference = word ^ lane.previous;
  ++lane.bytes[0][word >> 24];
  ++lane.bytes[1][word & 0xFF];
  ++lane.differences[0][difference >> 24];
  ++lane.differences[1][difference & 0xFF];
  ++lane.pairs[0][(lane.previous >> 26 << 6) | (word >> 26)];
  ++lane.pairs[1][((lane.previous & 0x3F) << 6) | (word & 0x3F)];
  if (word < 1U << 28) {
    ++lane.gaps[std::min(lane.gap, longest_gap)];
    lane.gap = 0;
  } else {
    ++lane.gap;
  }
}

void Battery::throw_ball(Lane& lane, std::uint32_t word) {
  const std::uint32_t urn = (lane.previous >> 22 << 10) | (word >> 22);
  const std::uint64_t bit = std::uint64_t{1} << (urn % 64);
  lane.collisions += (lane.taken[urn / 64] & bit) != 0 ? 1 : 0;
  lane.taken[urn / 64] |= bit;
}

// Balls that fall into taken urns: exact mean and variance of the occupancy problem.
double Battery::collision_score(const Lane& lane) const {
  const double m = urns;
  const double n = balls;
  const double one_empty = std::pow(1.0 - 1.0 / m, n);
  const double two_empty = std::pow(1.0 - 2.0 / m, n);
  const double mean = n - m * (1.0 - one_empty);
  const double variance = m * (m - 1.0) * two_empty + m * one_empty - m * m * one_empty * one_empty;
  const auto throws = static_cast<double>(calls_ / balls);
  return (static_cast<double>(lane.collisions) - throws * mean) / std::sqrt(throws * variance);
}

std::vector<Score> Battery::scores() const {
  std::vector<Score> scores;
  for (std::size_t k = 0; k < lanes_.size(); ++k) {
    const Lane& lane = lanes_[k];
    const std::string of_word = " of word " + std::to_string(k);
    for (const std::size_t half : {0, 1}) {
      const std::string part = of_word + (half == 0 ? ", upper bits" : ", lower bits");
      scores.push_back({"frequency" + part, even_score(lane.bytes[half])});
      scores.push_back({"serial" + part, even_score(lane.pairs[half])});
      scores.push_back({"difference" + part, even_score(lane.differences[half])});
    }
    scores.push_back({"gap" + of_word, gap_score(lane.gaps)});
    scores.push_back({"collision" + of_word, collision_score(lane)});
  }
  return scores;
}

}  // namespace poach::tests
