// poach check and poach compare.

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

files::path expecting(const TemporaryDirectory& directory, const std::string& name,
                      const std::string& expectations) {
  return put(directory / (name + ".yaml"),
             "extends: " + small() + "\nname: " + name + "\nexpect:\n" + expectations);
}

const std::string met =
    "  - {name: people, column: researchers, statistic: last, value: 100, replicates: 2}\n";
const std::string missed =
    "  - {name: crowd, column: researchers, statistic: last, value: 101, replicates: 2}\n";
const std::string known =
    "  - {name: rush, column: researchers, statistic: last, at_least: 200, replicates: 2, "
    "known_miss: nobody is born}\n";

}  // namespace

TEST_CASE("check ends with 0 when all is met or known to be missed", "[cli][check]") {
  const TemporaryDirectory directory;
  const auto a = expecting(directory, "first", met);
  const auto b = expecting(directory, "second", met + known);
  const Outcome outcome = run_poach({"check", a.string(), b.string()});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 6);  // header, rows, remark
  CHECK(contains(outcome.out, "first"));
  CHECK(contains(outcome.out, "known miss"));
  CHECK(contains(outcome.out, "second: rush: known: nobody is born"));
}

TEST_CASE("check ends with 1 when something is missed, and writes its table", "[cli][check]") {
  const TemporaryDirectory directory;
  const auto scenario = expecting(directory, "s", met + missed);
  const files::path out = directory / "out";
  const Outcome outcome = run_poach({"check", scenario.string(), "-o", out.string()});
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.out, "missed"));
  const std::string table = content(out / "check.csv");
  CHECK(contains(table, "\ns,people,,last,100,100,100,0,100,100,,2,met,,,\n"));
  CHECK(contains(table, "\ns,crowd,,last,101,101,100,0,100,100,,2,missed,,,\n"));
  CHECK(files::exists(out / "datapackage.json"));
  CHECK(run_poach({"check", scenario.string(), "-o", out.string()}).code == 2);
  CHECK(run_poach({"check", scenario.string(), "-o", out.string(), "--force"}).code == 1);
}

TEST_CASE("check finds all mistakes before it runs anything", "[cli][check]") {
  const TemporaryDirectory directory;
  const auto a = expecting(directory, "a", met);
  const auto b = expecting(directory, "b",
                           "  - {name: x, table: markt, column: moves, value: 1}\n"
                           "  - {name: y, column: mooves, value: 1}\n");
  const auto c = expecting(directory, "c", "  - {name: z, column: moves, less_than: w}\n");
  const files::path out = directory / "out";
  const Outcome outcome =
      run_poach({"check", a.string(), b.string(), c.string(), "-o", out.string()});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err,
                 "b.yaml:4:22: error: expect.x.table: there is no table markt; did "
                 "you mean market?"));
  CHECK(contains(outcome.err,
                 "expect.y.column: the table market has no column mooves; did you "
                 "mean moves?"));
  CHECK(contains(outcome.err, "expect.z.less_than: there is no expectation named w"));
  CHECK_FALSE(files::exists(out));
}

TEST_CASE("check says when a scenario expects nothing", "[cli][check]") {
  const Outcome outcome = run_poach({"check", small()});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "warning: expect: this scenario has no expectations"));
}

namespace {

struct Pair {
  TemporaryDirectory directory;
  std::string baseline = (directory / "baseline").string();
  std::string treatment = (directory / "treatment").string();

  Pair() {
    REQUIRE(run_poach({"run", small(), "--replicates", "4", "-o", baseline}).code == 0);
    REQUIRE(run_poach({"run", small(), "--replicates", "4", "-o", treatment, "--compress", "zst",
                       "companies.Plain.counter_offers.probability=1"})
                .code == 0);
  }
};

}  // namespace

TEST_CASE("compare prints paired effects and writes them", "[cli][compare]") {
  const Pair pair;
  const files::path out = pair.directory / "out";
  const Outcome outcome =
      run_poach({"compare", pair.treatment, pair.baseline, "--over-time", "-o", out.string()});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "4 paired replicates"));
  CHECK(contains(outcome.out, "counter_offers"));
  CHECK(contains(outcome.out, "the runs first differ at tick "));
  CHECK(contains(outcome.out, "Effect so far, by date"));
  const std::string effects = content(out / "effects.csv");
  CHECK(contains(effects, "\ncounter_offers,Plain,,,"));
  CHECK(contains(effects, "\nheadcount,Plain,52,2026-01-05,"));
  CHECK(run_poach({"compare", pair.treatment, pair.baseline, "-o", out.string()}).code == 2);
  // A run directory is never taken for the output.
  CHECK(
      run_poach({"compare", pair.treatment, pair.baseline, "-o", pair.baseline, "--force"}).code ==
      2);
  CHECK(content(files::path(pair.baseline) / "datapackage.json").find("effects") ==
        std::string::npos);
}

TEST_CASE("compare takes several treatments, and says who gains where accounts are recorded",
          "[cli][compare]") {
  const TemporaryDirectory directory;
  const auto run = [&](const std::string& name, const std::string& override) {
    const std::string place = (directory / name).string();
    REQUIRE(run_poach({"run", small(), "--replicates", "3", "--tables", "market,accounts", "-o",
                       place, override})
                .code == 0);
    return place;
  };
  const std::string base = run("base", "record.every=1");
  const std::string one = run("one", "companies.Plain.counter_offers.probability=1");
  const std::string two = run("two", "market.decisions.minimum_raise=0.5");
  const files::path out = directory / "out";
  const Outcome outcome = run_poach({"compare", one, two, base, "-o", out.string()});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  for (const std::string& treatment : {one, two}) {
    CHECK(contains(outcome.out, treatment + " (treatment) less " + base + " (baseline)"));
    CHECK(contains(content(out / "effects.csv"), "," + treatment + "\n"));
  }
  CHECK(contains(outcome.out, "Under the treatment people receive "));
  CHECK(run_poach({"compare", base}).code == 2);
}

TEST_CASE("compare refuses what is not a pair", "[cli][compare]") {
  const Pair pair;
  const std::string seed = (pair.directory / "seed").string();
  const std::string more = (pair.directory / "more").string();
  REQUIRE(run_poach({"run", small(), "--replicates", "4", "--seed", "9", "-o", seed}).code == 0);
  REQUIRE(run_poach({"run", small(), "--replicates", "5", "-o", more}).code == 0);
  for (const std::string& other : {seed, more, (pair.directory / "missing").string()}) {
    CAPTURE(other);
    const Outcome outcome = run_poach({"compare", pair.treatment, other});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(contains(outcome.err, other));
  }
  files::remove(files::path(pair.baseline) / "manifest.json");
  const Outcome unfinished = run_poach({"compare", pair.treatment, pair.baseline});
  CHECK(unfinished.code == 2);
  CHECK(contains(unfinished.err, "is not a finished run"));
}
