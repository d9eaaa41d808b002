#pragma once
// Priority sampling: everyone draws a priority of their own and the lowest are taken, so that
// removing one person changes at most one pick. With a rate for each person it is weighted sampling
// without replacement (Efraimidis and Spirakis, Information Processing Letters 97, 2006, 181-185).

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "base/id.hpp"
#include "base/math.hpp"
#include "base/screen.hpp"

namespace poach {

// A person drawn into a sample: the smallest keep their place when others come or go.
struct PriorityDraw {
  int order;  // lower is asked first
  double priority;
  ResearcherId researcher;
  friend bool operator<(const PriorityDraw& a, const PriorityDraw& b) {
    return std::tuple(a.order, a.priority, a.researcher) <
           std::tuple(b.order, b.priority, b.researcher);
  }
};

// An exponential priority with the rate `weight`, from a random word.
inline double priority_of(std::uint32_t word, double weight) {
  return -log1p(-(static_cast<double>(word) + 0.5) * 0x1p-32) / weight;
}

// Whether a word can give a priority below the bar, at this weight: -ln(1 - v) >= v.
inline bool may_be_below(double bar, std::uint32_t word, double weight) {
  return !(static_cast<double>(word) > bar * 0x1p32 * weight);
}

// The words, of people numbered from 0, that may give a priority below the bar with a weight of at
// most `greatest`; writes their numbers to `picks`, ascending, and returns those written.
inline std::span<const std::uint32_t> screen_words(std::span<const std::uint32_t> words, double bar,
                                                   double greatest,
                                                   std::span<std::uint32_t> picks) {
  const double scale = bar * 0x1p32;
  return picks.first(screen_below(words, (scale * greatest + 1.0) * 0x1p-32, picks));
}

// The first `count` different people of a list of draws.
inline std::vector<ResearcherId> first_people(std::vector<PriorityDraw>& draws,
                                              std::uint32_t count) {
  std::sort(draws.begin(), draws.end());
  std::vector<ResearcherId> people;
  std::set<ResearcherId> seen;
  for (const PriorityDraw& priority : draws) {
    if (people.size() == count) break;
    if (seen.insert(priority.researcher).second) people.push_back(priority.researcher);
  }
  return people;
}

// The people with the lowest priorities, found by screening: `add_below(bar, draws)` adds everyone
// whose priority is below the bar, which rises until enough people have passed it. The sample does
// not depend on where it starts; `people` is about how many there are to choose from.
template <class AddBelow>
[[nodiscard]] std::vector<ResearcherId> sample_lowest(std::uint32_t count, double people,
                                                      const AddBelow& add_below) {
  const double wanted = count;
  // As many as wanted and then some are below the bar, so that it seldom has to rise.
  double bar = (wanted + std::sqrt(wanted) + 0.5) / std::max(people, 1.0);
  for (;;) {
    if (bar > 64.0) bar = std::numeric_limits<double>::infinity();
    std::vector<PriorityDraw> draws;
    add_below(bar, draws);
    // Some people have two draws, so draws alone are no count of people.
    std::vector<ResearcherId> chosen = first_people(draws, count);
    if (chosen.size() == count || bar > 64.0) return chosen;
    bar *= 4.0;
  }
}

}  // namespace poach
