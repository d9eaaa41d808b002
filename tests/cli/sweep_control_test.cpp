// poach sweep: what stops it, what fails in it, and what is added to it.

#include <signal.h>
#include <unistd.h>

#include <iterator>
#include <map>

#include "small_sweep.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

// Half of the runs fail: amounts that do not fit.
const char* const half_fail = "{companies.Plain.productivity.level: [1e30, 400k]}";

std::size_t shards_in(const std::string& sweep) {
  const files::directory_iterator shards(files::path(sweep) / "shards");
  return static_cast<std::size_t>(std::distance(shards, files::directory_iterator{}));
}

// A sweep on one thread, seen to have begun: there is one more shard than before.
class BegunSweep {
 public:
  explicit BegunSweep(const std::string& sweep)
      : BegunSweep(sweep, {"sweep", "run", sweep, "-j1", "--quiet"}) {}
  BegunSweep(const std::string& sweep, const Words& command)
      : before_(shards_in(sweep)), run_(command) {
    for (int k = 0; k < 2000 && shards_in(sweep) == before_; ++k) ::usleep(2000);
    REQUIRE(shards_in(sweep) > before_);
  }
  RunningPoach& process() { return run_; }

 private:
  std::size_t before_;
  RunningPoach run_;
};

// Stopped by `stop` with 75 before its end, and whole after the same command again.
template <class Stop>
void require_resumable(SmallSweep& sweep, const Stop& stop) {
  REQUIRE(sweep.plan().code == 0);
  {
    BegunSweep begun(sweep.sweep);
    stop(begun.process());
    const Outcome stopped = begun.process().wait();
    CAPTURE(stopped.err);
    CHECK(stopped.code == 75);
    CHECK(contains(stopped.err, "poach sweep run"));
  }
  CHECK(sweep.count("missing") > 0);
  CHECK(sweep.count("failed") == 0);
  REQUIRE(sweep.run().code == 0);
  CHECK(sweep.count("done") == 800);
  CHECK_FALSE(files::exists(files::path(sweep.sweep) / "stop"));
}

const char* const long_sweep = "replicates: 400\nrecord: {tables: [market]}\n";

}  // namespace

TEST_CASE("Ctrl-C ends a sweep with 75, and the same command ends it well", "[cli][sweep]") {
  SmallSweep sweep(long_sweep);
  require_resumable(sweep, [](RunningPoach& running) { running.send(SIGINT); });
}

TEST_CASE("cancel ends the workers of a sweep", "[cli][sweep]") {
  SmallSweep sweep(long_sweep);
  require_resumable(sweep, [&](RunningPoach&) {
    CHECK(run_poach({"sweep", "cancel", sweep.sweep}).code == 0);
  });
}

TEST_CASE("A worker of any scheduler is stopped, comes back by its exit code and goes on",
          "[cli][sweep]") {
  SmallSweep sweep(long_sweep);
  REQUIRE(sweep.plan().code == 0);
  const Words worker = {"sweep",        "worker", sweep.sweep,      "--shard", "2/2",
                        "--shard-from", "1",      "--requeue-code", "99"};
  for (const int signal : {SIGTERM, SIGUSR1}) {
    BegunSweep begun(sweep.sweep, worker);
    begun.process().send(signal);
    const Outcome stopped = begun.process().wait();
    CAPTURE(signal, stopped.err);
    CHECK(stopped.code == 99);
    CHECK(contains(stopped.err, "the same command goes on"));
    CHECK(sweep.count("done") < 400);
  }
  CHECK(run_poach(worker).code == 0);
  CHECK(sweep.count("done") == 400);
  CHECK(run_poach({"sweep", "worker", sweep.sweep, "--shard", "0/2"}).code == 0);
  CHECK(sweep.count("done") == 800);
}

TEST_CASE("A shard is one of those there are", "[cli][sweep]") {
  SmallSweep sweep("record: {tables: [market]}\n");
  REQUIRE(sweep.plan().code == 0);
  const auto refusal = [&](const char* shard, const char* from) {
    const Outcome outcome =
        run_poach({"sweep", "worker", sweep.sweep, "--shard", shard, "--shard-from", from});
    CHECK(outcome.code == 2);
    return outcome.err;
  };
  for (const char* shard : {"2/2", "0/0", "x", "1", "1/2/3", "1/2x"}) {
    CAPTURE(shard);
    CHECK(contains(refusal(shard, "0"), "--shard is NUMBER/COUNT with NUMBER from 0 to COUNT - 1"));
  }
  CHECK(contains(refusal("0/2", "1"), "NUMBER from 1 to COUNT, not 0/2; --shard-from 0 counts"));
  CHECK(contains(refusal("3/2", "1"), "NUMBER from 1 to COUNT, not 3/2"));
  (void)refusal("1/2", "2");
  CHECK(sweep.count("done") == 0);
}

TEST_CASE("A stop file ends every worker before its first run", "[cli][sweep]") {
  SmallSweep sweep("record: {tables: [market]}\n");
  REQUIRE(sweep.plan().code == 0);
  put(files::path(sweep.sweep) / "stop", "");
  const Words worker = {"sweep", "worker", sweep.sweep, "--shard", "0/1"};
  CHECK(run_poach(worker).code == 75);
  CHECK(sweep.count("done") == 0);
  files::remove(files::path(sweep.sweep) / "stop");
  CHECK(run_poach(worker).code == 0);
  CHECK(sweep.count("done") == 2);
}

TEST_CASE("A sweep stops after the given number of failures", "[cli][sweep]") {
  SmallSweep sweep("replicates: 4\nrecord: {tables: [market], every: 52}\n", half_fail);
  REQUIRE(sweep.plan().code == 0);
  CHECK(sweep.run({"-j1", "--max-failures", "3"}).code == 3);
  // Points alternate and the failing one is first: its third run is the fifth.
  CHECK(sweep.count("failed") == 3);
  CHECK(sweep.count("done") == 2);
  CHECK(sweep.count("missing") == 3);
  CHECK(sweep.run({"-j1", "--fail-fast"}).code == 3);
  CHECK(sweep.count("failed") == 4);
  CHECK(sweep.count("missing") == 1);
}

TEST_CASE("Workers of an array count their failures together", "[cli][sweep]") {
  SmallSweep sweep("replicates: 4\nrecord: {tables: [market], every: 52}\n", half_fail);
  REQUIRE(sweep.plan().code == 0);
  const auto worker = [&](const char* shard) {
    return run_poach({"sweep", "worker", sweep.sweep, "--shard", shard, "--max-failures", "3"});
  };
  // Even runs fail: worker 0 of 4 has two of them, and worker 2 sees the third failure.
  CHECK(worker("0/4").code == 0);
  CHECK(worker("2/4").code == 75);
  CHECK(sweep.count("failed") == 3);
  CHECK(worker("1/4").code == 75);
  CHECK(sweep.count("done") == 0);
  CHECK(contains(run_poach({"sweep", "status", sweep.sweep}).out, "stopped: too many failed runs"));
  CHECK(sweep.run().code == 3);
  CHECK(sweep.count("failed") == 4);
}

TEST_CASE("Failed runs are run again on request, and may succeed then", "[cli][sweep]") {
  const TemporaryDirectory inputs;
  const files::path roster = inputs / "roster.csv";
  put(roster, "company,skill,pay\nHarbor,1.5,212000\nSummit,3,394000\n,0.9,\n");
  const files::path scenario =
      put(inputs / "scenario.yaml",
          "name: two\nclock: {tick: week, ticks: 10}\n"
          "researchers: {file: roster.csv}\n"
          "companies:\n  - {name: Harbor, productivity: {level: 400k}}\n"
          "  - {name: Summit, productivity: {level: 500k}}\n"
          "market:\n  decisions: {taste: 0.4, unemployment_income: 60k}\n");
  SmallSweep sweep("");
  put(sweep.spec, "scenario: " + scenario.string() +
                      "\nparameters: {market.decisions.taste: [0.25, 0.5]}\nreplicates: 2\n"
                      "record: {tables: [market]}\n");
  const Outcome planned = sweep.plan();
  CAPTURE(planned.err);
  REQUIRE(planned.code == 0);
  files::rename(roster, inputs / "away.csv");
  CHECK(sweep.run().code == 3);
  CHECK(sweep.count("failed") == 4);
  files::rename(inputs / "away.csv", roster);
  CHECK(sweep.run().code == 3);  // without the word, failed is failed
  CHECK(sweep.count("failed") == 4);
  CHECK(sweep.run({"--retry-failed"}).code == 0);
  CHECK(sweep.count("done") == 4);
  CHECK(sweep.count("failed") == 0);
}

TEST_CASE("Failures are reported in the preview, by status and by workers", "[cli][sweep]") {
  SmallSweep sweep("record: {tables: [market], every: 52}\n", half_fail);
  const Outcome planned = sweep.plan();
  REQUIRE(planned.code == 0);
  CHECK(contains(planned.out, "a run of the pilot failed"));
  CHECK(contains(planned.out, "lower the amounts"));
  // A task's log is its stderr.
  const Outcome worked = run_poach({"sweep", "worker", sweep.sweep, "--shard", "0/1"});
  CHECK(contains(worked.err, "point 0 (1e+30) replicate 0 failed: "));
  CHECK(contains(worked.err, "lower the amounts"));
  CHECK(contains(run_poach({"sweep", "status", sweep.sweep}).out, "lower the amounts"));
}

TEST_CASE("The rows of a CSV file are points", "[cli][sweep]") {
  SmallSweep sweep("");
  put(sweep.directory / "points.csv",
      "market.decisions.taste,companies.Plain.pay.median\n0.25,200k\n0.5,\"210000\"\n");
  put(sweep.spec, "scenario: " + small() + "\ndesign: {kind: list, file: points.csv}\n" +
                      "record: {tables: [market], every: 52}\n");
  const Outcome planned = sweep.plan();
  CAPTURE(planned.err);
  REQUIRE(planned.code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string runs = sweep.table("runs.csv");
  CHECK(contains(runs, ",market.decisions.taste,companies.Plain.pay.median\n"));
  CHECK(contains(runs, ",0.25,200000\n"));
  CHECK(contains(runs, ",0.5,210000\n"));
  put(sweep.directory / "points.csv", "market.decisions.tastes\n0.25\n");
  const Outcome refused = run_poach({"sweep", "plan", sweep.spec, "--dry-run"});
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "did you mean taste?"));
}

TEST_CASE("Points that say the same are refused", "[cli][sweep]") {
  SmallSweep sweep("");
  put(sweep.directory / "points.csv", "market.decisions.taste\n0.25\n0.25\n0.5\n");
  put(sweep.spec, "scenario: " + small() + "\ndesign: {kind: list, file: points.csv}\n" +
                      "record: {tables: [market], every: 52}\n");
  const Outcome refused = sweep.plan();
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "point 1 has the values of point 0"));
}

TEST_CASE("More points are those of the larger design, and none is run again", "[cli][sweep]") {
  const std::string ranges = "{market.decisions.taste: {from: 0.25, to: 1}}";
  const auto text = [](int points) {
    return "design: {kind: sobol, points: " + std::to_string(points) +
           "}\nrecord: {tables: [market], every: 13}\n";
  };
  SmallSweep grown(text(4), ranges);
  SmallSweep whole(text(8), ranges);
  REQUIRE(grown.plan().code == 0);
  REQUIRE(grown.run().code == 0);
  const std::string before = grown.table("runs.csv");
  REQUIRE(run_poach({"sweep", "extend", grown.sweep, "--points", "8"}).code == 0);
  CHECK(grown.count("done") == 4);
  CHECK(grown.count("missing") == 4);
  REQUIRE(grown.run().code == 0);
  REQUIRE(whole.plan().code == 0);
  REQUIRE(whole.run().code == 0);
  CHECK(grown.table("runs.csv").substr(0, before.size()) == before);
  for (const char* name : {"runs.csv", "market.csv"}) {
    CAPTURE(name);
    CHECK(grown.table(name) == whole.table(name));
  }
}

TEST_CASE("A parameter is a number in the data package when all its values are", "[cli][sweep]") {
  SmallSweep sweep("record: {tables: [market], every: 52}\n",
                   "{market.decisions.taste: [0.25, 0.5], clock.tick: [week, month]}");
  const Outcome planned = sweep.plan();
  CAPTURE(planned.err);
  REQUIRE(planned.code == 0);
  REQUIRE(sweep.run().code == 0);
  const auto package = nlohmann::json::parse(sweep.table("datapackage.json"));
  std::map<std::string, std::string> types;
  for (const auto& field : package["resources"][0]["schema"]["fields"]) {
    types[field["name"]] = field["type"];
  }
  CHECK(types["market.decisions.taste"] == "number");
  CHECK(types["clock.tick"] == "string");
  CHECK(types["run_id"] == "string");
}
