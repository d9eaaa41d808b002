// The lists that fused phases work on are lent to one block after the other.

#include "phases/shortcuts/fused_blocks.hpp"

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;

TEST_CASE("Fused blocks keep no room for their negotiations, each thread does") {
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

TEST_CASE("Phases stay apart in the tick in which news come") {
  support::Market market(R"(
teams: [{name: T, company: A, members: 3}]
companies: [{name: A, researchers: 10}, {name: B}]
events: [{name: news, tick: 2, approach: {company: B, team: T}}]
)");
  market.world.tick.wants.details = false;
  market.world.state.collaborations = {};
  const std::span<const Phase> rows_of_tick = standard_schedule().rows();
  for (const std::size_t rows : {3U, 1U, 3U}) {
    market.partial_tick({shocks, planning});
    CHECK(next_step(market.world.tick, rows_of_tick.subspan(3)).rows == rows);
    CHECK(next_step(market.world.tick, rows_of_tick.subspan(4)).rows == 1);
  }
}

TEST_CASE("Only search, bidding and decisions in a row are fused") {
  support::Market market("companies: [{name: A, researchers: 10}]");
  market.world.tick.wants.details = false;
  market.partial_tick({shocks, planning});
  const std::span<const Phase> rows = standard_schedule().rows().subspan(3, 3);
  CHECK(next_step(market.world.tick, rows).rows == 3);
  CHECK(next_step(market.world.tick, rows.first(2)).rows == 1);
  const Phase between[] = {rows[0], {"own", Scope::market, production}, rows[1], rows[2]};
  CHECK(next_step(market.world.tick, between).rows == 1);
}

}  // namespace
