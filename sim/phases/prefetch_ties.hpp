#pragma once
// Reading the ties of people who are spread over memory: what the next ones need is on its way
// while the present one is looked at.

#include <cstddef>
#include <cstdint>

#include "world/market.hpp"

namespace poach {

/// Starts to bring into the cache where the collaborators of those soon to come work. `person(k)`
/// is the researcher whose turn is k-th of `count`; to be called before each turn.
template <class Person>
inline void prefetch_ties(const Market& market, std::size_t turn, std::size_t count,
                          const Person& person) {
  constexpr std::size_t near = 4;
  if (market.state.collaborations.vertex_count() == 0) return;
  if (turn + 3 * near < count) {
    market.state.collaborations.prefetch_offset(person(turn + 3 * near).value());
  }
  if (turn + 2 * near < count) {
    market.state.collaborations.prefetch_neighbours(person(turn + 2 * near).value());
  }
  if (turn + near < count) {
    for (const std::uint32_t n : market.state.collaborators_of(person(turn + near))) {
      market.state.researchers.employer.prefetch(ResearcherId{n});
    }
  }
}

}  // namespace poach
