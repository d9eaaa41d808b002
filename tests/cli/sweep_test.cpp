// poach sweep: plans, exit codes, resumption after an interruption, messages.

#include <signal.h>

#include "small_sweep.hpp"

using namespace poach::support;
namespace files = std::filesystem;

TEST_CASE("A sweep goes from a spec to tables", "[cli][sweep]") {
  SmallSweep sweep("replicates: 3\nrecord: {tables: [market], last_tick_only: true}\n");
  const Outcome planned = sweep.plan();
  CAPTURE(planned.err);
  REQUIRE(planned.code == 0);
  CHECK(contains(planned.out, "2 points x 3 replicates = 6 runs"));
  CHECK(sweep.plan().code == 2);  // plans never change
  CHECK(run_poach({"sweep", "collect", sweep.sweep}).code == 2);
  REQUIRE(sweep.run().code == 0);
  CHECK(lines(sweep.table("runs.csv")) == 7);
  CHECK(lines(sweep.table("market.csv")) == 7);
  const auto status =
      nlohmann::json::parse(run_poach({"sweep", "status", sweep.sweep, "--json"}).out);
  CHECK(status["done"] == 6);
  CHECK(status["missing"] == 0);
}

TEST_CASE("Points of a replicate share their seed, and extensions keep every key", "[cli][sweep]") {
  SmallSweep sweep("replicates: 2\nrecord: {tables: [market], every: 52}\n");
  REQUIRE(sweep.plan().code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string before = sweep.table("runs.csv");
  REQUIRE(run_poach({"sweep", "extend", sweep.sweep, "--replicates", "3"}).code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string after = sweep.table("runs.csv");
  CHECK(lines(after) == 7);
  CHECK(after.substr(0, before.size()) == before);
  const auto status =
      nlohmann::json::parse(run_poach({"sweep", "status", sweep.sweep, "--json"}).out);
  CHECK(status["runs"] == 6);
}

TEST_CASE("Interrupted, a sweep exits 75 and loses nothing", "[cli][sweep]") {
  SmallSweep once("replicates: 400\nrecord: {tables: [market, moves]}\n");
  REQUIRE(once.plan().code == 0);
  const std::string twice = (once.directory / "twice").string();
  files::copy(once.sweep, twice, files::copy_options::recursive);
  REQUIRE(once.run().code == 0);
  for (const int signal : {SIGTERM, SIGKILL}) {
    RunningPoach running({"sweep", "run", twice, "-j1", "--quiet"});
    for (int k = 0; k < 200 && files::is_empty(files::path(twice) / "shards"); ++k) ::usleep(5000);
    ::usleep(20000);
    running.send(signal);
    const Outcome stopped = running.wait();
    CAPTURE(stopped.err);
    CHECK(stopped.code == (signal == SIGKILL ? 128 + SIGKILL : 75));
  }
  REQUIRE(run_poach({"sweep", "run", twice, "-j2", "--quiet"}).code == 0);
  CHECK(run_poach({"sweep", "collect", twice}).code == 0);
  for (const char* name : {"runs.csv", "market.csv", "moves.csv"}) {
    CAPTURE(name);
    CHECK(once.table(name) == content(files::path(twice) / "tables" / name));
  }
}

TEST_CASE("Changes of a spec and its scenario after planning do not reach the plan",
          "[cli][sweep]") {
  SmallSweep sweep("");
  const auto scenario = put(sweep.directory / "market.yaml", content(small()));
  const std::string rest = "\nreplicates: 2\nrecord: {tables: [market], every: 52}\n";
  const std::string spec = "scenario: market.yaml\nparameters: {market.decisions.taste: ";
  put(sweep.spec, spec + "[0.25, 0.5]}" + rest);
  REQUIRE(sweep.plan().code == 0);
  const std::string twin = (sweep.directory / "twin").string();
  files::copy(sweep.sweep, twin, files::copy_options::recursive);
  REQUIRE(sweep.run().code == 0);
  const std::string before = sweep.table("market.csv");
  put(sweep.spec, spec + "[0.75]}" + rest);
  files::remove(scenario);
  REQUIRE(run_poach({"sweep", "run", twin, "--quiet"}).code == 0);
  REQUIRE(run_poach({"sweep", "collect", twin, "--quiet"}).code == 0);
  CHECK(content(files::path(twin) / "tables" / "market.csv") == before);
  // The plan's own files are held to their checksums.
  put(files::path(twin) / "points-1.csv", "market.decisions.taste\n0.25\n0.75\n");
  const Outcome refused = run_poach({"sweep", "run", twin, "--quiet"});
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "is not what was planned"));
  // Another scenario is another sweep.
  std::string changed = content(small());
  put(scenario, changed.replace(changed.find("ticks: 52"), 9, "ticks: 53"));
  put(sweep.spec, spec + "[0.25, 0.5, 0.75]}" + rest);
  const Outcome other = run_poach({"sweep", "extend", sweep.sweep, sweep.spec});
  CHECK(other.code == 2);
  CHECK(contains(other.err, "that is another sweep"));
  put(scenario, content(small()));
  CHECK(run_poach({"sweep", "extend", sweep.sweep, sweep.spec}).code == 0);
  CHECK(sweep.count("missing") == 2);
}

TEST_CASE("One run of a sweep can be seen as a run directory", "[cli][sweep]") {
  SmallSweep sweep("record: {tables: [market]}\n");
  REQUIRE(sweep.plan().code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string runs = sweep.table("runs.csv");
  const std::string key = runs.substr(runs.find('\n') + 1, 17);
  REQUIRE(run_poach({"sweep", "rerun", sweep.sweep, key}).code == 0);
  const std::string alone = content(files::path(sweep.sweep) / "reruns" / key / "market.csv");
  CHECK(lines(alone) == 54);
  CHECK(run_poach({"sweep", "rerun", sweep.sweep, "r0"}).code == 2);
}

TEST_CASE("A failed run is recorded and the others continue", "[cli][sweep]") {
  SmallSweep sweep("replicates: 2\nrecord: {tables: [market], every: 52}\n",
                   "{companies.Plain.productivity.level: [1e30, 400k]}");
  REQUIRE(sweep.plan().code == 0);
  const std::string strict = (sweep.directory / "strict").string();
  files::copy(sweep.sweep, strict, files::copy_options::recursive);
  const Outcome failed = sweep.run();
  CHECK(failed.code == 3);
  CHECK(contains(failed.err, "2 runs failed"));
  const std::string runs = sweep.table("runs.csv");
  CHECK(contains(runs, ",failed,"));
  CHECK(contains(runs, "lower the amounts"));
  CHECK(lines(sweep.table("market.csv")) == 5);
  const auto count = [](const std::string& directory, const char* what) {
    return nlohmann::json::parse(run_poach({"sweep", "status", directory, "--json"}).out)[what]
        .get<int>();
  };
  CHECK(count(sweep.sweep, "failed") == 2);
  CHECK(count(sweep.sweep, "done") == 2);
  CHECK(sweep.run().code == 3);  // nothing is done again
  CHECK(run_poach({"sweep", "run", strict, "-j1", "--fail-fast", "--quiet"}).code == 3);
  CHECK(count(strict, "failed") == 1);
  CHECK(count(strict, "missing") == 3);
}
