// Shortcuts change no bit: random markets end in the same state and have the same rows with every
// shortcut, without each of them, and without any.

#include "phases/shortcuts/shortcuts.hpp"

#include <array>
#include <string>

#include "base/parallel.hpp"
#include "config/print.hpp"
#include "property/random_scenario.hpp"
#include "run/replicate_runner.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"

namespace {

using namespace poach;
using poach::tests::random_plain_scenario;
using poach::tests::random_scenario;

struct End {
  std::string state;
  std::string rows;
  ShortcutSet taken;
};

End end_of(const Scenario& scenario, ShortcutSet without) {
  const Workers alone(1);
  World world = build_or_throw(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, alone);
  world.tick.wants.without = without;
  Simulation simulation(std::move(world), record_plan(scenario.record), 0, alone);
  End end;
  end.taken = simulation.world().tick.shortcuts;
  while (!simulation.finished()) {
    simulation.advance();
    end.taken.add(simulation.world().tick.shortcuts);
  }
  end.state = state_hash(simulation.world().state);
  for (const TableText& table : simulation.recorder().take()) end.rows += table.text + "\n";
  return end;
}

void check_same(const Scenario& scenario, const End& with, ShortcutSet without,
                std::string_view name) {
  const End end = end_of(scenario, without);
  for (const ShortcutRow& row : shortcuts()) {
    CHECK_FALSE((end.taken.has(row.shortcut) && without.has(row.shortcut)));
  }
  if (end.state == with.state && end.rows == with.rows) return;
  FAIL_CHECK("without " << name << " other results:\n" << config::print_yaml(scenario));
}

using Applied = std::array<int, shortcut_count>;

// Runs a scenario with and without the shortcuts that it takes, and counts these.
void check_shortcuts(const Scenario& scenario, Applied& applied) {
  const End with = end_of(scenario, {});
  ShortcutSet all;
  for (const ShortcutRow& row : shortcuts()) {
    all.add(row.shortcut);
    if (!with.taken.has(row.shortcut)) continue;
    ++applied[static_cast<std::size_t>(row.shortcut)];
    ShortcutSet one;
    one.add(row.shortcut);
    check_same(scenario, with, one, row.name);
  }
  check_same(scenario, with, all, "all shortcuts");
}

// Half of the markets have everything that a market can have, half have little.
void check_markets(std::uint64_t first, std::uint64_t markets) {
  Applied applied{};
  for (std::uint64_t number = first; number < first + markets; ++number) {
    check_shortcuts(number % 2 == 0 ? random_scenario(number) : random_plain_scenario(number),
                    applied);
  }
  for (const ShortcutRow& row : shortcuts()) {
    INFO(row.name);
    CHECK(static_cast<std::uint64_t>(applied[static_cast<std::size_t>(row.shortcut)]) >=
          markets / 10);
  }
}

}  // namespace

TEST_CASE("No shortcut changes a bit of the state or of a table") { check_markets(0, 300); }

TEST_CASE("No shortcut changes a bit in five thousand more markets", "[.][thousands]") {
  check_markets(100'000, 5000);
}
