#include "phases/shortcuts/shortcuts.hpp"

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;

TEST_CASE("Shortcuts are named in a list") {
  CHECK(shortcuts_named("").empty());
  const ShortcutSet two = shortcuts_named("pairs,fused-blocks");
  CHECK(two.has(Shortcut::pairs));
  CHECK(two.has(Shortcut::fused_blocks));
  CHECK_FALSE(two.has(Shortcut::words_for_all));
  CHECK(two == shortcuts_named("fused-blocks,pairs"));
}

TEST_CASE("An unknown name is answered with the names of all shortcuts") {
  std::string said;
  try {
    (void)shortcuts_named("pairs,detours");
  } catch (const InputError& error) {
    said = error.what();
  }
  CHECK(said.starts_with("error: there is no shortcut 'detours'; there are fused-blocks, "));
  for (const ShortcutRow& row : shortcuts()) {
    CHECK(said.find(row.name) != std::string::npos);
  }
}

TEST_CASE("Planning chooses the shortcuts that apply and are wanted") {
  support::Market market("companies: [{name: A, researchers: 5}]");
  market.world.tick.wants.details = false;
  market.run_ticks(1);
  CHECK(market.world.tick.shortcuts.has(Shortcut::fused_blocks));
  CHECK(market.world.tick.shortcuts.has(Shortcut::plain_terms));
  CHECK_FALSE(market.world.tick.shortcuts.has(Shortcut::words_for_all));
  market.world.tick.wants.without = shortcuts_named("fused-blocks");
  market.run_ticks(1);
  CHECK_FALSE(market.world.tick.shortcuts.has(Shortcut::fused_blocks));
  CHECK(market.world.tick.shortcuts.has(Shortcut::plain_terms));
}

}  // namespace
