// poach sweep plan: all mistakes of a spec are reported in one pass, at their place.

#include <algorithm>

#include "small_sweep.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

/// A spec beside a copy of the small market; its messages without the name of the directory.
struct Spec {
  explicit Spec(const std::string& text) {
    put(directory / "small.yaml", content(small()));
    spec = put(directory / "spec.yaml", text).string();
  }
  std::string refusal() {
    const std::string sweep = (directory / "sweep").string();
    const Outcome refused = run_poach({"sweep", "plan", spec, "-o", sweep});
    CHECK(refused.code == 2);
    CHECK(refused.out.empty());
    CHECK_FALSE(files::exists(sweep));
    std::string text = refused.err;
    const std::string folder = directory.path().string() + "/";
    for (std::size_t at = 0; (at = text.find(folder)) != std::string::npos;) {
      text.erase(at, folder.size());
    }
    return text;
  }
  TemporaryDirectory directory;
  std::string spec;
};

}  // namespace

TEST_CASE("Wrong syntax, paths and values are reported in one pass, each at its place",
          "[cli][sweep]") {
  Spec spec(
      "scenario: small.yaml\n"
      "design: gird\n"
      "parameters:\n"
      "  market.decisions.tastes: [1, 2]\n"
      "  companies.Plain.pay.median: [200k, -1, 300k]\n"
      "  companies.Plan.pay.cap: [5M]\n"
      "  companies.Plain.hiring.seats: {from: -5, to: 10}\n"
      "  seed: [1, 2]\n"
      "  clock.tick: [week, fortnight]\n"
      "replicates: 0\n"
      "records: {}\n"
      "record: {tables: [markets]}\n");
  const std::string report = spec.refusal();
  CAPTURE(report);
  for (const char* line :
       {"spec.yaml:2:9: error: design.kind: ",
        "spec.yaml:4:3: error: parameters.market.decisions.tastes: unknown key; did you mean "
        "taste?",
        "spec.yaml:5:38: error: parameters.companies.Plain.pay.median: -1 is below 0",
        "spec.yaml:6:3: error: parameters.companies.Plan.pay.cap: companies.Plan: there is no item",
        "spec.yaml:7:40: error: parameters.companies.Plain.hiring.seats: -5 is below 0",
        "spec.yaml:8:3: error: parameters.seed: a sweep cannot vary this",
        "spec.yaml:9:22: error: parameters.clock.tick: expected one of",
        "spec.yaml:10:13: error: replicates: 0 is below 1",
        "spec.yaml:11:1: error: records: ", "spec.yaml:12:"}) {
    CAPTURE(line);
    CHECK(contains(report, line));
  }
  CHECK(lines(report) == 10);
}

TEST_CASE("A scenario that is not there is reported with the rest of the spec", "[cli][sweep]") {
  Spec spec(
      "scenario: smal.yaml\n"
      "parameters: {companies.Plain.pay.median: [1, 1]}\n"
      "replicates: -1\n");
  const std::string report = spec.refusal();
  CAPTURE(report);
  CHECK(contains(report, "spec.yaml:1:11: error: scenario: cannot be read"));
  CHECK(contains(report, "did you mean small.yaml?"));
  CHECK(
      contains(report, "spec.yaml:2:46: error: parameters.companies.Plain.pay.median: 1 is there"));
  CHECK(contains(report, "spec.yaml:3:13: error: replicates: "));
  CHECK(lines(report) == 3);
}

TEST_CASE("Values of a file of points are reported by its line and column", "[cli][sweep]") {
  Spec spec("scenario: small.yaml\ndesign: {kind: list, file: points.csv}\n");
  put(spec.directory / "points.csv",
      "companies.Plain.pay.median,market.decisions.tastes,companies.Plain.hiring.seats\n"
      "200k,1,3\n-5,1,4\n100k,2,-4\n");
  const std::string report = spec.refusal();
  CAPTURE(report);
  CHECK(
      contains(report, "points.csv:1:28: error: parameters.market.decisions.tastes: unknown key"));
  CHECK(contains(report, "points.csv:3:1: error: parameters.companies.Plain.pay.median: -5 is"));
  CHECK(contains(report, "points.csv:4:8: error: parameters.companies.Plain.hiring.seats: -4 is"));
  CHECK(lines(report) == 3);
}

TEST_CASE("Values that contradict each other are reported with their point", "[cli][sweep]") {
  // 500k by itself is above the scenario's p90 of 400k; what counts is the point.
  const std::string scenario = "scenario: small.yaml\nparameters:\n";
  Spec fine(scenario +
            "  companies.Plain.pay.median: [100k, 500k]\n"
            "  companies.Plain.pay.p90: [400k, 800k]\ndesign: zip\n");
  CHECK(run_poach({"sweep", "plan", fine.spec, "--dry-run"}).code == 0);
  Spec bad(scenario +
           "  companies.Plain.pay.median: [100k, 500k]\n"
           "  companies.Plain.pay.p90: [400k, 450k]\ndesign: zip\n");
  const std::string report = bad.refusal();
  CAPTURE(report);
  CHECK(contains(report, "spec.yaml:4:3: error: parameters.companies.Plain.pay.p90: point 1 ("));
  CHECK(contains(report, "companies.Plain.pay.median=500000"));
  CHECK(contains(report, "is below the median"));
}

TEST_CASE("Points that repeat others are refused, or left out with a word", "[cli][sweep]") {
  Spec zip(
      "scenario: small.yaml\n"
      "design: zip\n"
      "parameters: {companies.Plain.pay.median: [200k, 300k, 200k]}\n");
  CHECK(contains(zip.refusal(),
                 "spec.yaml:2:9: error: design: point 2 has the values of point 0; keep one"));
  Spec list("scenario: small.yaml\ndesign: {kind: list, file: points.csv}\n");
  put(list.directory / "points.csv", "companies.Plain.pay.median\n200000\n300000\n200000\n");
  CHECK(contains(list.refusal(), "point 2 has the values of point 0"));
  Spec hypercube(
      "scenario: small.yaml\n"
      "design: {kind: latin_hypercube, points: 6}\n"
      "parameters: {companies.Plain.pay.median: [200k, 300k]}\n");
  const std::string directory = (hypercube.directory / "sweep").string();
  const Outcome plan = run_poach({"sweep", "plan", hypercube.spec, "-o", directory});
  CHECK(plan.code == 0);
  CHECK(contains(plan.err, "4 points have the values of earlier ones; they are left out"));
  CHECK(contains(plan.out, "2 points x 1 replicates = 2 runs"));
  REQUIRE(run_poach({"sweep", "run", directory, "--quiet"}).code == 0);
  REQUIRE(run_poach({"sweep", "collect", directory, "--quiet"}).code == 0);
  const std::string runs = content(hypercube.directory / "sweep/tables/runs.csv");
  CHECK(std::count(runs.begin(), runs.end(), '\n') == 3);
}

TEST_CASE("A plan says that the scenario's seed and replicates play no part", "[cli][sweep]") {
  Spec spec(
      "scenario: small.yaml\n"
      "design: grid\n"
      "parameters: {companies.Plain.pay.median: [200k]}\n");
  put(spec.directory / "small.yaml", content(small()) + "seed: 5\nreplicates: 3\n");
  const Outcome plan = run_poach({"sweep", "plan", spec.spec, "--dry-run"});
  CAPTURE(plan.err);
  CHECK(plan.code == 0);
  CHECK(contains(plan.err, "the sweep takes seed 1; seed 5 of the scenario plays no part"));
  CHECK(contains(plan.err, "the sweep takes replicates 1; replicates 3 of the scenario"));
  put(spec.spec, content(spec.spec) + "seed: 5\nreplicates: 2\n");
  CHECK(run_poach({"sweep", "plan", spec.spec, "--dry-run"}).err.empty());
}

TEST_CASE("Values that a spreadsheet would run are refused", "[cli][sweep]") {
  for (const char* value : {"[=HYPERLINK(1)]", "[\"+1+cmd\"]", "[\"\\t=1\"]", "[-x]"}) {
    CAPTURE(value);
    Spec spec(std::string("scenario: small.yaml\ndesign: grid\nparameters:\n  description: ") +
              value + "\n");
    CHECK(contains(spec.refusal(), "a spreadsheet would run"));
  }
  Spec numbers(
      "scenario: small.yaml\n"
      "design: grid\n"
      "parameters: {companies.Plain.morale: [-0.5, +0.5]}\n");
  CHECK(run_poach({"sweep", "plan", numbers.spec, "--dry-run"}).code == 0);
}

TEST_CASE("A sweep's name is checked like a scenario's", "[cli][sweep]") {
  for (const char* name :
       {R"("x\ntouch PWNED")", R"("a\rb")", "\"=cmd\"", R"('"')", R"("\e[31m")"}) {
    CAPTURE(name);
    SmallSweep sweep(std::string("name: ") + name + "\n");
    const Outcome planned = sweep.plan();
    CHECK(planned.code == 2);
    CHECK(contains(planned.err, "spec.yaml:3:"));
    CHECK(contains(planned.err, "name: this cannot be a name: "));
    CHECK_FALSE(std::filesystem::exists(sweep.sweep));
  }
}
