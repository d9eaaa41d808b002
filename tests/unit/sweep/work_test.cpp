// What a run of a sweep records, and what a plan remembers.

#include "sweep/work.hpp"

#include <fmt/format.h>

#include "record/tables.hpp"
#include "run/run.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/scenario_text.hpp"
#include "support/temporary_directory.hpp"
#include "sweep/plan.hpp"
#include "sweep/plan_files.hpp"

using namespace poach;
using namespace poach::sweep;
using namespace poach::support;

namespace {

SweepPlan plan_of_all_tables(const TemporaryDirectory& directory) {
  const auto spec =
      put(directory / "spec.yaml", "scenario: " + source_file("tests/cli/small.yaml") +
                                       "\nparameters: {market.decisions.taste: [0.25, 0.5]}\n"
                                       "record: {tables: " +
                                       all_tables() + ", every: 4}\n");
  return make_plan(spec, {directory / "sweep"});
}

}  // namespace

TEST_CASE("A run of a sweep has the rows of the same run alone, in every table", "[sweep]") {
  const TemporaryDirectory directory;
  const SweepPlan plan = plan_of_all_tables(directory);
  const PointScenarios scenarios(plan);
  const RunRecord record = execute(plan, scenarios, 1);
  RunOptions options;
  options.directory = directory / "alone";
  options.threads = 1;
  const RunResult alone = run_scenario(scenarios.of(1, 0), options);
  CHECK(record.state_hash == alone.manifest.state_hashes.front());
  for (const RecordedTable& table : recorded_tables()) {
    INFO(table.dictionary.file);
    const std::string& rows = record.tables[index_of(table.name)];
    CHECK_FALSE(rows.empty());
    CHECK(table.header + rows == content(directory / "alone" / table.dictionary.file));
  }
}

TEST_CASE("Keys of runs do not depend on words for people, but on values and seeds", "[sweep]") {
  const TemporaryDirectory directory;
  const auto keys = [&](const std::string& name, const std::string& scenario,
                        const std::string& more) {
    (void)put(directory / (name + "_market.yaml"), scenario);
    const auto spec = put(directory / (name + ".yaml"),
                          "scenario: " + name + "_market.yaml\n" +
                              "parameters: {market.decisions.taste: [0.25, 0.5]}\n" + more);
    const SweepPlan plan = make_plan(spec, {directory / name});
    return std::vector{plan.key(0), plan.key(1)};
  };
  const std::string market = content(source_file("tests/cli/small.yaml"));
  std::string worded = market;
  worded.replace(worded.find("name: small"), 11, "name: other\ndescription: The same");
  const std::string small = "replicates: 1\nrecord: {tables: [market], every: 13}\n";
  const auto first = keys("first", market, small);
  CHECK(first[0] != first[1]);
  CHECK(keys("second", worded, small) == first);
  const std::string other = market + "dynamics: {production: {skill_exponent: 0.9}}\n";
  CHECK(keys("third", other, small)[0] != first[0]);
  CHECK(keys("fourth", market, "seed: 2\n" + small)[0] != first[0]);
  CHECK(keys("fifth", market, "record: {tables: [market], every: 26}\n")[0] != first[0]);
}

TEST_CASE("A plan of another results revision or format, or changed in any way, is refused",
          "[sweep]") {
  const TemporaryDirectory directory;
  const SweepPlan plan = plan_of_all_tables(directory);
  const auto file = plan.directory / "plan-1.json";
  const std::string text = content(file);
  const auto refusal = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    other.replace(other.find(from), from.size(), to);
    (void)put(file, other);
    return message_of<InputError>([&] { (void)read_plan(plan.directory); });
  };
  CHECK_THAT(refusal(R"("results_revision": )", R"("results_revision": 9)"),
             contains_text("has results revision 9"));
  CHECK_THAT(refusal(R"("schema_version": 3)", R"("schema_version": 2)"),
             contains_text("in another format"));
  for (const char* key :
       {"commit", "name", "spec", "identity", "scenario_sha256", "points_sha256", "sha256"}) {
    const std::string member = fmt::format(R"("{}": ")", key);
    CHECK_THAT(refusal(member, member + "0"), contains_text("is not what was planned"));
  }
  CHECK(refusal("", "").empty());
}

TEST_CASE("A plan is read as it was written", "[sweep]") {
  const TemporaryDirectory directory;
  const SweepPlan plan = plan_of_all_tables(directory);
  const SweepPlan read = read_plan(plan.directory);
  CHECK(plan.pilot_seconds > 0.0);
  CHECK(plan.pilot_bytes > 0.0);
  CHECK(plan.pilot_stored_bytes > 0.0);
  CHECK(read.pilot_seconds == plan.pilot_seconds);
  CHECK(read.pilot_bytes == plan.pilot_bytes);
  CHECK(read.pilot_stored_bytes == plan.pilot_stored_bytes);
  CHECK(read.paths == plan.paths);
  CHECK(read.points() == plan.points());
  CHECK(read.key(1) == plan.key(1));
  CHECK(read.identity == plan.identity);
  CHECK(read.commit == plan.commit);
  Extension more;
  more.replicates = 2;
  const SweepPlan extended = extend_plan(plan.directory, more);
  CHECK(extended.generation == 2);
  CHECK(read_plan(plan.directory).pilot_bytes == plan.pilot_bytes);
  CHECK(read_plan(plan.directory).pilot_stored_bytes == plan.pilot_stored_bytes);
}
