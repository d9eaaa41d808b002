// What a run of a sweep records, and what a plan remembers.

#include "sweep/work.hpp"

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
  Extension more;
  more.replicates = 2;
  const SweepPlan extended = extend_plan(plan.directory, more);
  CHECK(extended.generation == 2);
  CHECK(read_plan(plan.directory).pilot_bytes == plan.pilot_bytes);
  CHECK(read_plan(plan.directory).pilot_stored_bytes == plan.pilot_stored_bytes);
}
