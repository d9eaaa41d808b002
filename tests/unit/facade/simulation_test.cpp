#include <algorithm>
#include <atomic>
#include <fstream>

#include "config/load.hpp"
#include "config/override.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"
#include "scenario/record.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "unit/facade/market.hpp"

namespace {

using namespace poach_api;
using poach::support::message_of;
using poach::tests::busy;
using poach::tests::busy_market;

const std::vector<std::string> recorded = {"market", "companies", "moves", "offers"};

std::string all_rows(Simulation& simulation, const std::vector<std::string>& names = recorded) {
  std::string text;
  for (const std::string& table : names) text += simulation.rows(table);
  return text;
}

// What `poach run` computes.
std::vector<poach::ReplicateOutput> run_in_memory_with(const std::string& override) {
  poach::Diagnostics diagnostics;
  auto root = poach::config::parse_text(busy_market, "busy", diagnostics);
  poach::config::apply_override(root, override, diagnostics);
  const auto loaded = poach::read_scenario(root, "busy", diagnostics);
  REQUIRE(loaded);
  return poach::run_in_memory(loaded->scenario, 1);
}

TEST_CASE("A market that is stepped is the one that a run of the scenario gives") {
  const auto outputs = run_in_memory_with("replicates=1");
  for (const int threads : {1, 3}) {
    Simulation simulation(busy(), {.threads = threads});
    CHECK(simulation.tick() == 0);
    std::string rows;
    while (!simulation.finished()) {
      rows += simulation.rows("moves");
      simulation.step();
    }
    rows += simulation.rows("moves");
    CHECK(simulation.tick() == 12);
    CHECK(simulation.date() == "2025-03-31");
    CHECK(simulation.state_hash() == outputs[0].state_hash);
    CHECK(csv_header("moves") + rows == outputs[0].tables[3]);
    CHECK(simulation.rows("moves").empty());
    CHECK(csv_header("market") + simulation.rows("market") == outputs[0].tables[0]);
    simulation.step(5);
    CHECK(simulation.tick() == 12);
  }
}

TEST_CASE("Replicates and seeds are those of a run") {
  const auto outputs = run_in_memory_with("replicates=3");
  Simulation third(busy(), {.replicate = 2});
  third.step(12);
  CHECK(third.state_hash() == outputs[2].state_hash);
  CHECK(third.rows("market").starts_with("2,0,"));
  Simulation seeded(busy(), {.seed = 9});
  Simulation overridden(busy({"seed=9"}));
  seeded.step(3);
  overridden.step(3);
  CHECK(seeded.state_hash() == overridden.state_hash());
}

TEST_CASE("A saved market continues to the same end, rows included") {
  Simulation simulation(busy());
  simulation.step(5);
  (void)all_rows(simulation);
  const std::string saved = simulation.save();
  Simulation again = Simulation::restore(busy(), saved);
  CHECK(again.tick() == 5);
  CHECK(again.state_hash() == simulation.state_hash());
  simulation.step(7);
  again.step(7);
  CHECK(again.state_hash() == simulation.state_hash());
  CHECK(all_rows(again) == all_rows(simulation));
}

TEST_CASE("Saving leaves the rows that were not taken") {
  Simulation simulation(busy());
  Simulation other(busy());
  simulation.step(2);
  (void)simulation.save();
  other.step(2);
  CHECK(all_rows(simulation) == all_rows(other));
}

TEST_CASE("A saved state of something else is refused, and so is a damaged one") {
  const std::string saved = Simulation(busy()).save();
  const auto reason = [](const Scenario& scenario, const std::string& bytes,
                         SimulationOptions options = {}) {
    return message_of<InputError>(
        [&] { (void)Simulation::restore(scenario, bytes, std::move(options)); });
  };
  CHECK_THAT(reason(busy({"companies.A.researchers=41"}), saved),
             contains_text("another scenario"));
  CHECK_THAT(reason(busy(), saved, {.replicate = 1}), contains_text("replicate 0, not 1"));
  CHECK_THAT(reason(busy(), saved, {.seed = 5}), contains_text("of seed 1, not 5"));
  CHECK_THAT(reason(busy(), saved, {.phases = {{"idle", "decisions", {}, [](auto&, auto&) {}}}}),
             contains_text("the added phases: none; this one has: idle after decisions"));
  CHECK_THAT(reason(busy(), "nonsense"), contains_text("is not one of poach"));
  CHECK_THAT(reason(busy(), saved.substr(0, saved.size() - 1)), contains_text("damaged"));
  std::string flipped = saved;
  flipped[flipped.size() / 2] ^= 1;
  CHECK_THAT(reason(busy(), flipped), contains_text("damaged"));
}

TEST_CASE("A fork continues independently, with the same draws") {
  Simulation simulation(busy());
  simulation.step(5);
  (void)all_rows(simulation);
  Simulation fork = simulation.fork();
  CHECK(fork.state_hash() == simulation.state_hash());
  fork.step(7);
  CHECK(simulation.tick() == 5);
  simulation.step(7);
  CHECK(fork.state_hash() == simulation.state_hash());
  CHECK(all_rows(fork) == all_rows(simulation));
}

TEST_CASE("A fork starts without the rows that were not taken") {
  Simulation simulation(busy());
  simulation.step(2);
  CHECK(simulation.fork().rows("market").empty());
  const std::string rows = simulation.rows("market");
  CHECK(std::count(rows.begin(), rows.end(), '\n') == 3);
}

TEST_CASE("Tables that are not recorded are refused") {
  Simulation simulation(busy());
  CHECK(message_of<InputError>([&] { (void)simulation.rows("flows"); }) ==
        "error: the scenario does not record the table 'flows'; see record.tables");
  CHECK_THROWS_AS(csv_header("flow"), InputError);
}

TEST_CASE("A stop flag ends a step between two ticks, and the market can continue") {
  std::atomic<bool> stop = false;
  Simulation simulation(busy(), {.stop = &stop});
  simulation.step(2);
  stop = true;
  CHECK_THROWS_AS(simulation.step(), Interrupted);
  stop = false;
  simulation.step(10);
  Simulation other(busy());
  other.step(12);
  CHECK(simulation.state_hash() == other.state_hash());
}

TEST_CASE("A market that cannot be built is refused when the simulation is opened") {
  const poach::support::TemporaryDirectory folder;
  std::ofstream(folder.path() / "ties.csv") << "not a tie\n";
  const std::string text =
      "name: x\nnetwork: {kind: file, file: ties.csv}\ncompanies: [{name: A, researchers: 2}]";
  const auto scenario = Scenario::from_text(text, {}, folder.path());
  CHECK_THAT(message_of<InputError>([&] { Simulation{scenario}; }), contains_text("ties.csv"));
  CHECK(validate_text(text, {}, folder.path()).size() == 1);
}

TEST_CASE("Tables are described") {
  const auto& all = tables();
  REQUIRE(all.size() == poach::table_count);
  CHECK(all[0].name == "market");
  CHECK(all[0].columns[1].name == "tick");
  CHECK(all[0].columns[1].type == "integer");
  CHECK_FALSE(all[0].columns[1].meaning.empty());
  CHECK(csv_header("market").starts_with("run_id,tick,date,"));
}

TEST_CASE("A run writes its directory") {
  const poach::support::TemporaryDirectory folder;
  RunOptions options;
  options.directory = folder.path() / "busy";
  std::atomic<std::uint64_t> ticks = 0;
  options.progress = [&](std::uint64_t, std::uint64_t) { ++ticks; };
  const RunResult result = run_scenario(busy({"replicates=2"}), options);
  CHECK(ticks == 24);
  CHECK(result.state_hashes.size() == 2);
  CHECK_FALSE(result.was_finished_before);
  CHECK(std::filesystem::exists(options.directory / "moves.csv"));
  Simulation first(busy());
  first.step(12);
  CHECK(result.state_hashes[0] == first.state_hash());
  CHECK(run_scenario(busy({"replicates=2"}), options).was_finished_before);
  CHECK_THROWS_AS(run_scenario(busy(), options), InputError);
}

}  // namespace
