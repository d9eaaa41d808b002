// poach run: exit codes, what is written, what is never written over.

#include <signal.h>

#include <nlohmann/json.hpp>

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

// A directory of its own with the results of the small scenario.
struct SmallRun {
  TemporaryDirectory directory;
  std::string results = (directory / "results").string();
  Outcome outcome = run_poach({"run", small(), "-o", results});
};

}  // namespace

TEST_CASE("A run ends with 0, results on stdout, files in its directory", "[cli][run]") {
  const SmallRun run;
  CAPTURE(run.outcome.err);
  REQUIRE(run.outcome.code == 0);
  CHECK(contains(run.outcome.out, "results in " + run.results));
  CHECK(run.outcome.err.empty());
  for (const char* name : {"manifest.json", "scenario.resolved.yaml", "market.csv", "companies.csv",
                           "flows.csv", "moves.csv", "datapackage.json"}) {
    CAPTURE(name);
    CHECK(files::exists(files::path(run.results) / name));
  }
  for (const auto& file : files::directory_iterator(run.results)) {
    CHECK(file.path().extension() != ".partial");
  }
  const auto manifest = nlohmann::json::parse(content(files::path(run.results) / "manifest.json"));
  CHECK(manifest["status"] == "complete");
}

TEST_CASE("The same finished run is not done again", "[cli][run]") {
  const SmallRun run;
  const auto before = files::last_write_time(files::path(run.results) / "market.csv");
  const Outcome again = run_poach({"run", small(), "-o", run.results});
  CHECK(again.code == 0);
  CHECK(again.out.empty());
  CHECK(contains(again.err, "already holds this run, finished; nothing to do"));
  CHECK(files::last_write_time(files::path(run.results) / "market.csv") == before);
}

TEST_CASE("Other results are overwritten by force only", "[cli][run]") {
  const SmallRun run;
  const std::string market = content(files::path(run.results) / "market.csv");
  const Outcome refused = run_poach({"run", small(), "-o", run.results, "--seed", "2"});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(contains(refused.err, "--force"));
  CHECK(content(files::path(run.results) / "market.csv") == market);
  const Outcome forced = run_poach({"run", small(), "-o", run.results, "--seed", "2", "--force"});
  CHECK(forced.code == 0);
  CHECK(content(files::path(run.results) / "market.csv") != market);
}

TEST_CASE("A table's bytes do not depend on the number of threads", "[cli][run]") {
  const TemporaryDirectory directory;
  const auto run = [&](const std::string& threads) {
    const files::path results = directory / ("j" + threads);
    const Outcome outcome = run_poach(
        {"run", small(), "-j", threads, "--replicates", "5", "-o", results.string(), "--quiet"});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(outcome.out.empty());
    return results;
  };
  const files::path one = run("1");
  const files::path eight = run("8");
  for (const char* name : {"market.csv", "companies.csv", "flows.csv", "moves.csv"}) {
    CAPTURE(name);
    CHECK(content(one / name).size() > 1000);
    CHECK(content(one / name) == content(eight / name));
  }
}

TEST_CASE("Compressed tables hold the same rows", "[cli][run]") {
  const SmallRun plain;
  const TemporaryDirectory directory;
  for (const char* kind : {"zst", "gz"}) {
    CAPTURE(kind);
    const files::path results = directory / kind;
    REQUIRE(run_poach({"run", small(), "-o", results.string(), "--compress", kind}).code == 0);
    CHECK_FALSE(files::exists(results / "market.csv"));
    CHECK(files::file_size(results / (std::string("moves.csv.") + kind)) <
          files::file_size(files::path(plain.results) / "moves.csv"));
    const Outcome compared = run_poach({"compare", results.string(), plain.results});
    CAPTURE(compared.err);
    CHECK(compared.code == 0);
    CHECK(contains(compared.out, "the recorded rows do not differ"));
  }
}

TEST_CASE("Only the requested tables are written", "[cli][run]") {
  const TemporaryDirectory directory;
  const files::path results = directory / "r";
  REQUIRE(run_poach({"run", small(), "-o", results.string(), "--tables", "market", "--every", "52"})
              .code == 0);
  CHECK_FALSE(files::exists(results / "moves.csv"));
  const std::string market = content(results / "market.csv");
  CHECK(std::count(market.begin(), market.end(), '\n') == 3);  // header, first and last tick
}

TEST_CASE("Overrides change the run, and wrong ones are refused", "[cli][run]") {
  const TemporaryDirectory directory;
  const std::string results = (directory / "r").string();
  REQUIRE(run_poach({"run", small(), "clock.ticks=3", "-o", results}).code == 0);
  CHECK(contains(content(directory / "r/scenario.resolved.yaml"), "ticks: 3"));
  const std::string other = (directory / "other").string();
  const Outcome bad = run_poach({"run", small(), "companies.Plain.pay.capp=1M", "-o", other});
  CHECK(bad.code == 2);
  CHECK(contains(bad.err, "command line"));
  CHECK(contains(bad.err, "companies.Plain.pay.capp: unknown key; did you mean cap?"));
  CHECK(bad.out.empty());
  CHECK_FALSE(files::exists(other));
}

TEST_CASE("Bad input leaves no directory behind", "[cli][run]") {
  const TemporaryDirectory directory;
  const std::string results = (directory / "r").string();
  const auto scenario =
      put(directory / "s.yaml", "extends: " + small() + "\nnetwork: {kind: file, file: no.csv}\n");
  const Outcome outcome = run_poach({"run", scenario.string(), "-o", results});
  CHECK(outcome.code == 2);
  CHECK(contains(outcome.err, "no.csv"));
  CHECK_FALSE(files::exists(results));
  CHECK(run_poach({"run", (directory / "missing.yaml").string(), "-o", results}).code == 2);
  CHECK_FALSE(files::exists(results));
}

TEST_CASE("Where nothing can be written, a run fails with 1", "[cli][run]") {
  // No one, root included, can create a directory inside a file.
  const TemporaryDirectory directory;
  put(directory / "file", "x");
  const Outcome outcome = run_poach({"run", small(), "-o", (directory / "file/results").string()});
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "poach: error: cannot create the directory"));
  CHECK(outcome.out.empty());
  const Outcome device = run_poach({"run", small(), "-o", "/proc/poach"});
  CHECK(device.code == 1);
}

TEST_CASE("An interrupted run ends with 130 and has no manifest", "[cli][run]") {
  const TemporaryDirectory directory;
  const files::path results = directory / "r";
  const int signal = GENERATE(SIGINT, SIGTERM);
  RunningPoach run({"run", small(), "clock.ticks=2000000", "clock.tick=day",
                    "clock.start=0001-01-01", "-o", results.string(), "--tables", "market"});
  const bool started = appears(results / "market.csv.partial");
  run.send(signal);
  const Outcome outcome = run.wait();
  CAPTURE(outcome.err);
  REQUIRE(started);
  CHECK(outcome.code == 130);
  CHECK(contains(outcome.err, "interrupted"));
  CHECK(outcome.out.empty());
  CHECK_FALSE(files::exists(results / "manifest.json"));
  CHECK_FALSE(files::exists(results / "market.csv"));
}
