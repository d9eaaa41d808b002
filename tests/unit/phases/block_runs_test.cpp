// The lists that phases which run together work on are lent to one block after the other.

#include "phases/block_runs.hpp"

#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;

TEST_CASE("Blocks that ran together keep no room for their negotiations, the desk does") {
  support::Market market(R"(
researchers: {unemployed: 100}
market: {search: {random_meetings: {employed: 0.5 per tick, unemployed: 0.5 per tick}}}
companies: [{name: A, count: 5, researchers: 100}]
)");
  market.world.tick.wants.details = false;
  REQUIRE(market.world.tick.log.blocks.size() == 2);
  run_tick(market.world, market.services(), nullptr);
  for (const BlockLog& block : market.world.tick.log.blocks) {
    CHECK(block.approaches.capacity() == 0);
    CHECK(block.bids.capacity() == 0);
    CHECK(block.contests.capacity() == 0);
  }
  REQUIRE(market.world.tick.log.scratch.size() == 1);
  CHECK(market.world.tick.log.scratch[0].approaches.capacity() > 0);
  CHECK(market.world.tick.log.scratch[0].contests.capacity() > 0);
}

TEST_CASE("Phases run one by one in the tick in which news come") {
  support::Market market(R"(
teams: [{name: T, company: A, members: 3}]
companies: [{name: A, researchers: 10}, {name: B}]
events: [{name: news, tick: 2, approach: {company: B, team: T}}]
)");
  market.world.tick.wants.details = false;
  market.world.state.collaborations = {};
  const std::span<const Phase> from_search = standard_schedule().rows().subspan(3);
  for (const auto& [tick, together] : {std::pair(1, 3U), std::pair(2, 1U), std::pair(3, 3U)}) {
    market.world.state.tick = tick;
    CHECK(rows_together(market.world, from_search) == together);
  }
}

}  // namespace
