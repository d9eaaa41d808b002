#include "poach/phases/schedule.hpp"

#include <catch2/catch.hpp>

#include "support/market.hpp"

namespace {

using namespace poach;

TEST_CASE("A tick runs ten phases in this order") {
  std::vector<std::string> names;
  std::vector<Scope> scopes;
  for (const Phase& phase : schedule()) {
    names.emplace_back(phase.name);
    scopes.push_back(phase.scope);
  }
  CHECK(names == std::vector<std::string>{"shocks", "separation", "planning", "search", "bidding",
                                          "decisions", "contagion", "late separation", "production",
                                          "record"});
  using enum Scope;
  CHECK(scopes ==
        std::vector{market, block, market, block, market, block, block, block, market, market});
}

class Listener : public PhaseObserver {
 public:
  void before(const Phase& phase, const World& world) override {
    heard.push_back("before " + std::string(phase.name));
    tick = world.tick;
  }
  void after(const Phase& phase, const World&) override {
    heard.push_back("after " + std::string(phase.name));
  }
  std::vector<std::string> heard;
  std::int32_t tick = 0;
};

TEST_CASE("A tick counts up, empties the ledger and tells an observer of every phase") {
  support::Market market("companies: [{name: A, researchers: 3}]");
  market.world.ledger.blocks[0].moves.resize(2);
  market.world.ledger.started.resize(1);
  Listener listener;
  run_tick(market.world, market.services(), &listener);
  CHECK(listener.tick == 1);
  CHECK(market.world.tick == 1);
  CHECK(market.moves().empty());
  CHECK(market.world.ledger.started.empty());
  REQUIRE(listener.heard.size() == 20);
  CHECK(listener.heard[0] == "before shocks");
  CHECK(listener.heard[1] == "after shocks");
  CHECK(listener.heard[19] == "after record");
}

}  // namespace
