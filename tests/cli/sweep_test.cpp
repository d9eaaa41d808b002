// poach sweep: plans, exit codes, what goes on after an interruption, messages.

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

TEST_CASE("A failed run is noted and the others go on", "[cli][sweep]") {
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
