#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "config/load.hpp"
#include "record/tables.hpp"
#include "run/run.hpp"
#include "scenario/identity.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"
#include "world/build.hpp"

namespace {

using namespace poach;
using support::content;
using support::scenario_of;
using support::TemporaryDirectory;
namespace files = std::filesystem;

const std::string busy = R"(
clock: {tick: week, ticks: 12}
researchers: {skill_log_sd: 0.4, unemployed: 5}
network: {kind: copies, shape: complete, copy_size: 4}
record: {tables: )" + support::all_tables() +
                         R"(, researchers_every: 6}
market: {search: {random_meetings: {employed: 0.1 per tick, unemployed: 0.3 per tick}}, decisions: {taste: 0.3}}
companies:
  - {name: A, researchers: 30, pay: {median: 100k}, productivity: {level: 200k}, separations: {quits: 0.3 per year}}
  - {name: B, researchers: 30, pay: {median: 100k}, productivity: {level: 300k}}
)";

RunOptions options_for(const files::path& directory) {
  RunOptions options;
  options.directory = directory;
  options.threads = 1;
  return options;
}

// The files of all tables.
std::vector<std::string> table_files() {
  std::vector<std::string> files;
  for (const RecordedTable& table : recorded_tables()) files.push_back(table.dictionary.file);
  return files;
}

TEST_CASE("A finished run has all its tables whole, and a manifest that names them") {
  const TemporaryDirectory place;
  const RunResult result = run_scenario(scenario_of(busy), options_for(place / "out"));
  CHECK_FALSE(result.was_finished_before);
  CHECK_THAT(result.summary, contains_text("65 researchers"));
  for (const auto& entry : files::directory_iterator(place / "out")) {
    CHECK(entry.path().extension() != ".partial");
  }
  Diagnostics diagnostics;
  const auto manifest = tables::read_manifest(place / "out", diagnostics);
  REQUIRE(manifest);
  CHECK(*manifest == result.manifest);
  CHECK(manifest->status == tables::RunStatus::complete);
  CHECK(manifest->state_hashes.size() == 1);
  for (const tables::FileRecord& file : manifest->files) {
    INFO(file.name);
    CHECK(sha256_hex(content(place / "out" / file.name)) == file.sha256);
  }
  for (const std::string& name : table_files()) CHECK(files::exists(place / "out" / name));
  // Wall-clock times are kept out of what the manifest vouches for.
  CHECK(files::exists(place / "out" / "timing.csv"));
  for (const tables::FileRecord& file : manifest->files) CHECK(file.name != "timing.csv");
}

TEST_CASE("The same run again does nothing; other results are refused or overwritten") {
  const TemporaryDirectory place;
  RunOptions options = options_for(place / "out");
  (void)run_scenario(scenario_of(busy), options);
  const auto written = files::last_write_time(place / "out" / "market.csv");
  CHECK(run_scenario(scenario_of(busy), options).was_finished_before);
  CHECK(files::last_write_time(place / "out" / "market.csv") == written);
  const Scenario other = scenario_of("seed: 2" + busy);
  const std::string before = content(place / "out" / "market.csv");
  CHECK_THAT(support::message_of<InputError>([&] { (void)run_scenario(other, options); }),
             contains_text("already holds the results of another run") && contains_text("--force"));
  CHECK(content(place / "out" / "market.csv") == before);
  options.existing = Existing::overwrite;
  CHECK_FALSE(run_scenario(other, options).was_finished_before);
  CHECK(content(place / "out" / "market.csv") != before);
}

TEST_CASE("A run is the same run under another title, and another one for other results") {
  const TemporaryDirectory place;
  const RunOptions options = options_for(place / "out");
  const RunResult first = run_scenario(scenario_of(busy), options);
  CHECK(first.manifest.results_revision == results_revision);
  CHECK(first.manifest.identity.size() == 64);
  CHECK(first.manifest.identity != first.manifest.scenario_sha256);
  CHECK(first.manifest.scenario_sha256 ==
        sha256_hex(content(place / "out" / "scenario.resolved.yaml")));
  CHECK(run_scenario(scenario_of("title: Busy" + busy), options).was_finished_before);
  Scenario fewer = scenario_of(busy);
  fewer.record.tables.pop_back();
  Scenario fickle = scenario_of(busy);
  fickle.base.market.decisions.taste = 0.31;
  for (const Scenario& other :
       {scenario_of("seed: 2" + busy), scenario_of("replicates: 2" + busy), fewer, fickle}) {
    CHECK_THROWS_AS(run_scenario(other, options), InputError);
  }
}

TEST_CASE("Results from before runs had identities are those of another run") {
  const TemporaryDirectory place;
  const RunOptions options = options_for(place / "out");
  tables::Manifest manifest = run_scenario(scenario_of(busy), options).manifest;
  manifest.identity.clear();
  tables::write_manifest(place / "out", manifest);
  CHECK_THAT(
      support::message_of<InputError>([&] { (void)run_scenario(scenario_of(busy), options); }),
      contains_text("already holds the results of another run"));
}

TEST_CASE("Overwriting leaves no table of the earlier run behind") {
  const TemporaryDirectory place;
  RunOptions options = options_for(place / "out");
  (void)run_scenario(scenario_of(busy), options);
  options.existing = Existing::overwrite;
  options.compression = tables::Compression::gz;
  Scenario fewer = scenario_of(busy);
  fewer.record.tables = {"market"};
  (void)run_scenario(fewer, options);
  CHECK(files::exists(place / "out" / "market.csv.gz"));
  for (const std::string& name : table_files()) CHECK_FALSE(files::exists(place / "out" / name));
}

TEST_CASE("A directory with results but without a manifest is not written over") {
  const TemporaryDirectory place;
  files::create_directories(place / "out");
  support::put(place / "out" / "moves.csv", "mine\n");
  CHECK_THROWS_AS(run_scenario(scenario_of(busy), options_for(place / "out")), InputError);
  CHECK(content(place / "out" / "moves.csv") == "mine\n");
}

TEST_CASE("Wrong input leaves no directory behind") {
  const TemporaryDirectory place;
  Scenario broken = scenario_of(busy);
  broken.events.emplace_back();
  broken.events.back().name = "never";
  broken.events.back().tick = 99;
  CHECK_THAT(support::message_of<InputError>(
                 [&] { (void)run_scenario(broken, options_for(place / "out")); }),
             contains_text("the clock ends before this tick"));
  CHECK_FALSE(files::exists(place / "out"));
}

TEST_CASE("A stopped run leaves unfinished tables and no manifest") {
  const TemporaryDirectory place;
  std::atomic<bool> stop = false;
  RunOptions options = options_for(place / "out");
  options.stop = &stop;
  options.progress = [&](std::uint64_t done, std::uint64_t all) {
    CHECK(all == 12);
    if (done == 5) stop = true;
  };
  CHECK_THROWS_AS(run_scenario(scenario_of(busy), options), Interrupted);
  CHECK_FALSE(files::exists(place / "out" / "manifest.json"));
  CHECK_FALSE(files::exists(place / "out" / "market.csv"));
  CHECK(files::exists(place / "out" / "market.csv.partial"));
  // The same run can be started anew in the same place, by force: what was done would be lost.
  options.stop = nullptr;
  options.progress = {};
  CHECK_THROWS_AS(run_scenario(scenario_of(busy), options), InputError);
  CHECK(files::exists(place / "out" / "market.csv.partial"));
  options.existing = Existing::overwrite;
  CHECK_FALSE(run_scenario(scenario_of(busy), options).was_finished_before);
  CHECK_FALSE(files::exists(place / "out" / "market.csv.partial"));
}

TEST_CASE("The resolved scenario reruns to the same bytes") {
  const TemporaryDirectory place;
  Scenario scenario = scenario_of(busy);
  const auto ties = support::put(place / "ties.csv", "source,target\n0,1\n2,3\n");
  scenario.network = {};
  scenario.network.kind = NetworkKind::file;
  scenario.network.file = ties.string();
  scenario.network.vertices = 65;
  const RunResult first = run_scenario(scenario, options_for(place / "first"));
  CHECK_THAT(content(place / "first" / "scenario.resolved.yaml"),
             contains_text(sha256_hex(content(ties))));
  Diagnostics diagnostics;
  const auto resolved = load_scenario(place / "first" / "scenario.resolved.yaml", {}, diagnostics);
  INFO(diagnostics.report());
  REQUIRE(resolved);
  const RunResult second = run_scenario(resolved->scenario, options_for(place / "second"));
  CHECK(first.manifest.state_hash == second.manifest.state_hash);
  CHECK(first.manifest.scenario_sha256 == second.manifest.scenario_sha256);
  CHECK(first.manifest.identity == second.manifest.identity);
  for (const std::string& name : table_files()) {
    CHECK(content(place / "first" / name) == content(place / "second" / name));
  }
}

TEST_CASE("The data package describes every column of every table written") {
  const TemporaryDirectory place;
  (void)run_scenario(scenario_of(busy), options_for(place / "out"));
  const auto package = nlohmann::json::parse(content(place / "out" / "datapackage.json"));
  REQUIRE(package["resources"].size() == table_count);
  for (const auto& resource : package["resources"]) {
    std::string header;
    for (const auto& field : resource["schema"]["fields"]) {
      header += (header.empty() ? "" : ",") + field["name"].get<std::string>();
      CHECK_FALSE(field["description"].get<std::string>().empty());
    }
    const std::string text = content(place / "out" / resource["path"].get<std::string>());
    CHECK(text.substr(0, text.find('\n')) == header);
  }
}

TEST_CASE("Replicates come in order, the first with the scenario's seed") {
  Scenario scenario = scenario_of("seed: 11\nreplicates: 9" + busy);
  const auto all = run_in_memory(scenario, 2);
  REQUIRE(all.size() == 9);
  for (std::uint64_t k = 0; k < 9; ++k) {
    CHECK(all[k].run_id == k);
    scenario.replicates = 1;
    scenario.seed = static_cast<std::int64_t>(replicate_seed(Seed{11}, k).value);
    const auto alone = run_in_memory(scenario, 1);
    CHECK(alone[0].state_hash == all[k].state_hash);
    CHECK(all[k].tables[0].find(fmt::format("\n{},0,", k)) != std::string::npos);
  }
}

TEST_CASE("What a run keeps in memory is what it writes to files, table by table") {
  const Scenario scenario = scenario_of("seed: 11\nreplicates: 3" + busy);
  const auto kept = run_in_memory(scenario, 1);
  const TemporaryDirectory place;
  (void)run_scenario(scenario, options_for(place / "out"));
  for (const RecordedTable& table : recorded_tables()) {
    const std::size_t at = index_of(table.name);
    INFO(table.dictionary.file);
    std::string text = table.header;
    for (const ReplicateOutput& one : kept) {
      REQUIRE(one.tables[at].starts_with(table.header));
      text += one.tables[at].substr(table.header.size());
    }
    CHECK(text.size() > table.header.size());
    CHECK(content(place / "out" / table.dictionary.file) == text);
  }
}

TEST_CASE("Tables can be compressed, with the same content") {
  const TemporaryDirectory place;
  RunOptions options = options_for(place / "plain");
  const RunResult plain = run_scenario(scenario_of(busy), options);
  options.directory = place / "packed";
  options.compression = tables::Compression::zst;
  const RunResult packed = run_scenario(scenario_of(busy), options);
  CHECK(plain.manifest.state_hash == packed.manifest.state_hash);
  CHECK(files::exists(place / "packed" / "market.csv.zst"));
  CHECK_FALSE(files::exists(place / "packed" / "market.csv"));
  CHECK_THAT(content(place / "packed" / "datapackage.json"), contains_text("market.csv.zst"));
}

}  // namespace
