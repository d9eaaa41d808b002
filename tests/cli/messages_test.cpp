// Usage, messages, and the verbs that print.

#include <nlohmann/json.hpp>

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

TEST_CASE("Usage errors end with 2", "[cli][usage]") {
  const bool results_before = files::exists("results");
  for (const Words& words :
       {Words{}, Words{"rum", small()}, Words{"run"}, Words{"run", small(), "--treads", "2"},
        Words{"run", small(), "-j", "-1"}, Words{"run", small(), "--compress", "zip"},
        Words{"describe"}, Words{"compare", "one"}, Words{"completion", "tcsh"}}) {
    CAPTURE(words);
    const Outcome outcome = run_poach(words);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK_FALSE(outcome.err.empty());
  }
  CHECK(files::exists("results") == results_before);
}

TEST_CASE("POACH_WITHOUT names shortcuts, and names of none end with 2", "[cli][usage]") {
  const TemporaryDirectory directory;
  const auto run = [&](const std::string& without, const std::string& results) {
    return run_process("/usr/bin/env", {"POACH_WITHOUT=" + without, program_file(), "run", small(),
                                        "-o", (directory / results).string(), "--quiet"});
  };
  const Outcome unknown = run("pairs,detours", "unknown");
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "error: there is no shortcut 'detours'; there are fused-blocks, "));
  CHECK_FALSE(files::exists(directory / "unknown"));
  CHECK(run("", "with").code == 0);
  CHECK(run("fused-blocks,pairs", "without").code == 0);
  CHECK(content(directory / "with" / "market.csv") ==
        content(directory / "without" / "market.csv"));
}

TEST_CASE("Help and version end with 0, on stdout", "[cli][usage]") {
  const Outcome help = run_poach({"--help"});
  CHECK(help.code == 0);
  CHECK(contains(help.out, "run"));
  CHECK(contains(help.out, "compare"));
  CHECK(help.err.empty());
  const Outcome version = run_poach({"--version"});
  CHECK(version.code == 0);
  CHECK(version.out.starts_with("poach 0."));
}

TEST_CASE("validate prints every problem with its place", "[cli][validate]") {
  const TemporaryDirectory directory;
  const auto bad = put(directory / "bad.yaml",
                       "name: bad\n"
                       "clok: {ticks: 5}\n"
                       "companies:\n"
                       "  - {name: A, researchers: 5, pay: {median: -5, cap: soon}}\n"
                       "  - {name: A, researchers: 5}\n");
  const Outcome outcome = run_poach({"validate", bad.string(), small()});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  const std::string file = bad.string();
  CHECK(contains(outcome.err, file + ":2:1: error: clok: unknown key; did you mean clock?\n"));
  CHECK(contains(outcome.err, file + ":4:45: error: companies.A.pay.median: -5 is "));
  CHECK(contains(outcome.err, file + ":4:54: error: companies.A.pay.cap: "));
  CHECK(contains(outcome.err, file + ":5:12: error: companies.A: two items are named 'A'"));
}

TEST_CASE("validate of good files", "[cli][validate]") {
  const Outcome outcome = run_poach({"validate", small()});
  CHECK(outcome.code == 0);
  CHECK(outcome.out == "1 scenario is fine\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("show prints the origin of each value", "[cli][show]") {
  const Outcome outcome = run_poach({"show", small(), "seed=42"});
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "seed: 42  # command line"));
  CHECK(contains(outcome.out, "small.yaml:"));
  CHECK(contains(outcome.out, "# default"));
  CHECK(outcome.err.empty());
}

TEST_CASE("schema prints JSON", "[cli][schema]") {
  const Outcome outcome = run_poach({"schema"});
  REQUIRE(outcome.code == 0);
  const auto schema = nlohmann::json::parse(outcome.out);
  CHECK(schema["properties"].contains("companies"));
  CHECK(schema["properties"].contains("expect"));
}

TEST_CASE("describe", "[cli][describe]") {
  const Outcome tables = run_poach({"describe", "tables"});
  CHECK(tables.code == 0);
  CHECK(contains(tables.out, "pay_median_usd_per_year"));
  const Outcome parameters = run_poach({"describe", "parameters"});
  CHECK(parameters.code == 0);
  CHECK(contains(parameters.out, "counter_offers"));
  const Words network = {"describe", "network", small(), "network.kind=small_world",
                         "network.mean_degree=4"};
  const Outcome hundred = run_poach(network);
  CHECK(hundred.code == 0);
  CHECK(contains(hundred.out, "researchers            100\n"));
  CHECK(contains(hundred.out, "ties                   200\n"));
  Words larger = network;
  larger.push_back("companies.Plain.researchers=160");
  CHECK(contains(run_poach(larger).out, "researchers            200\n"));
  CHECK(run_poach({"describe", "network", small(), "companies.Plane.researchers=160"}).code == 2);
}
