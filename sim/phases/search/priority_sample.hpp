#pragma once
// Samples by lot: everyone draws a priority of their own and the lowest are taken, so that removing
// one person changes at most one pick.

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

#include "base/id.hpp"
#include "base/math.hpp"

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

// The first `count` different people of a list of lots.
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

}  // namespace poach
