#pragma once
// Which kind of companies people meet. In effect every kind arrives at every person after an
// exponential time with its recruiting weight as rate, and the first is met: a kind that is removed
// changes only the meetings it had, and a kind with another weight is on one side of every meeting
// that changes.
//
// A draw for each pair would take as long as there are kinds. Instead all people of a group, m in
// number, share the arrivals of a kind of weight w: a Poisson process of rate w m, each arrival of
// which finds one of the m at random, so that the first at one person is exponential with rate w
// and independent of all others (Ertl, ProbMinHash, IEEE Transactions on Knowledge and Data
// Engineering 34, 2022, uses the same for samples of one set). Arrivals are drawn until everyone
// who is asked for has one: some ln m a person, and at least one a kind.
//
// The group may not depend on what happens in the market. It is made up of the people of a block
// whose words in the screen for meetings have as many significant bits: whoever meets somebody has
// a low word, so few others are in the groups that are needed.

#include <cstdint>
#include <limits>
#include <span>

#include "world/market.hpp"
#include "world/tick_start.hpp"

namespace poach {

struct FirstArrival {
  OptionalId<KindId> kind{};                              ///< none where no kind has a weight
  double time = std::numeric_limits<double>::infinity();  ///< exponential with mean 1
};

/// The first kinds to arrive at the people with the offsets `people` in a block, ascending, for
/// their meetings number `index`; as many arrivals as people. One person's does not depend on who
/// else is asked for.
void race_to(const Market& market, const TickStart& start, const Block& block, std::uint32_t index,
             std::span<const std::uint32_t> people, std::span<FirstArrival> arrivals);

}  // namespace poach
