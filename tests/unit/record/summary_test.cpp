#include "record/summary.hpp"

#include "phases/aggregates/aggregates.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;

Summary story(int seats) {
  support::Market market(R"(
clock: {tick: week, start: 2025-01-06, ticks: 2}
market: {search: {everyone_meets: true}}
companies:
  - {name: Apple, researchers: 4, pay: {median: 100k}, productivity: {level: 100k}}
  - {name: Lab, productivity: {level: 2M}, hiring: {seats: )" +
                         std::to_string(seats) + "}}");
  market.carry_out(planning);
  update_aggregates(market.world, market.services());
  Summary summary;
  summary.start(market.world, market.world.tick.aggregates, {8, 0.01, -0.02});
  for (int t = 0; t < 2; ++t) {
    market.run_ticks(1);
    summary.record(market.world);
  }
  summary.finish(market.world, market.world.tick.aggregates);
  return summary;
}

TEST_CASE("A summary prints losses, flows, prices and research leadership") {
  const std::string text = story(2).print("A raid");
  CHECK_THAT(text,
             contains_text("A raid\n2025-01-06 to 2025-01-20, 4 researchers, 2 job starts\n"));
  CHECK_THAT(text, contains_text("burn-in of 8 ticks"));
  CHECK_THAT(text, contains_text("employment changed by +1.00 % and mean pay by -2.00 %"));
  CHECK_THAT(text, contains_text("2.0  Apple -> Lab"));
  CHECK_THAT(text, contains_text("$100k a year (before: $100k)  2025-01-13  Apple -> Lab"));
  CHECK_THAT(text, contains_text("50.0 % -> 50.0 %") || contains_text("  0.0 % -> 50.0 %"));
}

TEST_CASE("Replicates are averaged") {
  Summary all;
  all.add(story(1));
  all.add(story(4));
  const std::string text = all.print("Both");
  CHECK_THAT(text, contains_text("2.5 job starts") || contains_text("2 job starts"));
  CHECK_THAT(text, contains_text("means of 2 replicates"));
  CHECK_THAT(text, contains_text("2.5  Apple -> Lab"));
}

}  // namespace
