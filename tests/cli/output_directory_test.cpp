// Owners of output directories: every verb that writes, into every kind of directory, two at once,
// and onto finished results that are no longer what was written.

#include <signal.h>
#include <unistd.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "small_sweep.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

Files files_in(const files::path& directory) {
  Files all;
  for (const auto& entry : files::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) all[entry.path().string()] = content(entry.path());
  }
  return all;
}

Words run_into(const std::string& directory, const Words& more = {}) {
  Words words = {"run", small(), "-o", directory, "--quiet", "clock.ticks=8"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::string first_key(const std::string& runs) { return runs.substr(runs.find('\n') + 1, 17); }

/// A directory of every kind, and a sweep to write from.
struct Kinds {
  Kinds() {
    REQUIRE(sweep.plan().code == 0);
    REQUIRE(sweep.run().code == 0);
    REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "-o", at("tables"), "--quiet"}).code == 0);
    key = first_key(content(at("tables") + "/runs.csv"));
    REQUIRE(run_poach(run_into(at("run"))).code == 0);
    REQUIRE(run_poach(run_into(at("other"), {"companies.Plain.pay.median=210k"})).code == 0);
    REQUIRE(run_poach({"compare", at("other"), at("run"), "-o", at("effects")}).code == 0);
    const auto claims =
        put(sweep.directory / "claims.yaml",
            "extends: " + small() +
                "\nname: claims\nexpect:\n  - {name: people, column: researchers, statistic: "
                "last, value: 100, replicates: 2}\n");
    claim = claims.string();
    REQUIRE(run_poach({"check", claim, "-o", at("expectations")}).code == 0);
    RunningPoach interrupted(run_into(at("interrupted"), {"clock.ticks=40000", "--tables", "market",
                                                          "--checkpoint-every", "50"}));
    REQUIRE(appears(at("interrupted") + "/checkpoint.bin"));
    interrupted.send(SIGTERM);
    REQUIRE(interrupted.wait().code == 130);
  }
  [[nodiscard]] std::string at(const std::string& name) const {
    return (sweep.directory / name).string();
  }

  SmallSweep sweep{"record: {tables: [market, companies], every: 52}\n"};
  std::string key;
  std::string claim;
};

struct Verb {
  std::string name;
  Words words;                       ///< without the directory
  std::vector<std::string> refused;  ///< kinds that are refused, whatever is said
};

}  // namespace

TEST_CASE("No verb writes into a directory of another kind, not even by force", "[cli][output]") {
  const Kinds kinds;
  const std::string& sweep = kinds.sweep.sweep;
  const std::vector<std::string> tables = {"sweep", "tables", "effects", "expectations"};
  const std::vector<Verb> verbs = {
      {"run", {"run", small(), "--quiet", "--force", "-o"}, tables},
      {"rerun", {"sweep", "rerun", sweep, kinds.key, "--force", "-o"}, tables},
      {"plan",
       {"sweep", "plan", kinds.sweep.spec, "-o"},
       {"run", "interrupted", "tables", "effects", "expectations", "sweep"}},
      {"collect",
       {"sweep", "collect", sweep, "--force", "-o"},
       {"run", "interrupted", "sweep", "effects", "expectations"}},
      {"compare",
       {"compare", kinds.at("other"), kinds.at("run"), "--force", "-o"},
       {"run", "interrupted", "sweep", "tables", "expectations"}},
      {"check",
       {"check", kinds.claim, "--force", "-o"},
       {"run", "interrupted", "sweep", "tables", "effects"}}};
  const Files before = files_in(kinds.sweep.directory.path());
  for (const Verb& verb : verbs) {
    for (const std::string& kind : verb.refused) {
      Words words = verb.words;
      words.push_back(kinds.at(kind));
      const Outcome outcome = run_poach(words);
      CAPTURE(verb.name, kind, outcome.err);
      CHECK(outcome.code == 2);
      CHECK(contains(outcome.err, kinds.at(kind) + " "));
      CHECK(contains(outcome.err, "choose another directory with -o"));
      CHECK((files_in(kinds.sweep.directory.path()) == before));
    }
  }
}

TEST_CASE("Results are written over by force only", "[cli][output]") {
  const Kinds kinds;
  const std::string& sweep = kinds.sweep.sweep;
  SmallSweep other("record: {tables: [market, companies], every: 52}\n",
                   "{market.decisions.taste: [0.25, 0.75]}");
  REQUIRE(other.plan().code == 0);
  REQUIRE(other.run().code == 0);
  const std::vector<std::pair<Words, std::string>> verbs = {
      {{"sweep", "collect", other.sweep, "-o"}, "tables"},
      {{"compare", kinds.at("other"), kinds.at("run"), "-o"}, "effects"},
      {{"check", kinds.claim, "-o"}, "expectations"},
      {{"sweep", "rerun", sweep, kinds.key, "-o"}, "run"},
      {{"run", small(), "--quiet", "--seed", "9", "-o"}, "run"}};
  for (const auto& [verb, kind] : verbs) {
    const Files before = files_in(kinds.at(kind));
    Words words = verb;
    words.push_back(kinds.at(kind));
    const Outcome refused = run_poach(words);
    CAPTURE(kind, verb.front(), refused.err);
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "--force"));
    CHECK((files_in(kinds.at(kind)) == before));
    words.emplace_back("--force");
    CHECK(run_poach(words).code != 2);
    CHECK((files_in(kinds.at(kind)) != before) == (kind == "run" || kind == "tables"));
  }
}

TEST_CASE("A sweep's tables are collected again, into its folder and elsewhere", "[cli][output]") {
  SmallSweep sweep("record: {tables: [market], every: 52}\n");
  REQUIRE(sweep.plan().code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string tables = sweep.sweep + "/tables";
  const std::string elsewhere = (sweep.directory / "elsewhere").string();
  for (const std::string& folder : {tables, elsewhere}) {
    for (int time = 0; time < 2; ++time) {
      CHECK(run_poach({"sweep", "collect", sweep.sweep, "-o", folder}).code == 0);
    }
    // What a killed collect leaves is no obstacle.
    files::remove(files::path(folder) / "datapackage.json");
    files::remove(files::path(folder) / "market.csv");
    put(files::path(folder) / "market.csv.4711.partial", "half");
    CHECK(run_poach({"sweep", "collect", sweep.sweep, "-o", folder}).code == 0);
    CHECK(files_in(folder).size() == 3);
  }
  // In its own folder a sweep puts right whatever happened to its tables.
  put(files::path(tables) / "runs.csv", "damaged");
  put(files::path(elsewhere) / "runs.csv", "damaged");
  CHECK(run_poach({"sweep", "collect", sweep.sweep}).code == 0);
  CHECK(run_poach({"sweep", "collect", sweep.sweep, "-o", elsewhere}).code == 2);
  // An extension makes no other sweep.
  REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "-o", elsewhere, "--force"}).code == 0);
  REQUIRE(run_poach({"sweep", "extend", sweep.sweep, "--replicates", "2"}).code == 0);
  REQUIRE(sweep.run().code == 0);
  CHECK(run_poach({"sweep", "collect", sweep.sweep, "-o", elsewhere}).code == 0);
  CHECK(lines(content(elsewhere + "/runs.csv")) == 5);
}

TEST_CASE("A plan spares what lies in its directory", "[cli][output]") {
  SmallSweep sweep("");
  const files::path home = sweep.directory / "home";
  files::create_directory(home);
  const std::string spec = put(home / "sweep.yaml", content(sweep.spec)).string();
  SECTION("a spec of that name may stay where it is") {
    CHECK(run_poach({"sweep", "plan", spec, "-o", home.string()}).code == 0);
    CHECK(content(spec) == content(sweep.spec));
  }
  SECTION("another is not replaced") {
    put(spec, "name: mine\n");
    const Outcome refused = run_poach({"sweep", "plan", sweep.spec, "-o", home.string()});
    CHECK(refused.code == 2);
    CHECK(contains(refused.err, "already holds sweep.yaml"));
    CHECK(content(spec) == "name: mine\n");
    CHECK(files_in(home).size() == 1);
  }
  SECTION("a plan that a killed process began is made anew") {
    files::create_directory(home / "shards");
    put(home / "scenario.resolved.yaml", "half");
    put(home / "points-1.csv", "half");
    CHECK(run_poach({"sweep", "plan", sweep.spec, "-o", home.string()}).code == 0);
    CHECK(run_poach({"sweep", "run", home.string(), "--quiet"}).code == 0);
  }
}

TEST_CASE("Two verbs at once never spoil a directory", "[cli][output]") {
  SmallSweep sweep("replicates: 150\nrecord: {tables: [market, companies]}\n");
  REQUIRE(sweep.plan().code == 0);
  REQUIRE(sweep.run().code == 0);
  const std::string reference = (sweep.directory / "reference").string();
  REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "-o", reference, "--quiet"}).code == 0);
  const auto same_tables = [&] {
    for (const char* name : {"runs.csv", "market.csv", "companies.csv", "datapackage.json"}) {
      CAPTURE(name);
      CHECK((content(sweep.sweep + "/tables/" + name) == content(reference + "/" + name)));
    }
  };
  const auto ends_in_words = [](const Outcome& outcome) {
    CAPTURE(outcome.err);
    CHECK((outcome.code == 0 || outcome.code == 2));
    CHECK((outcome.code == 0 || contains(outcome.err, "is being written by another poach")));
    return outcome.code == 0;
  };
  const Words collect = {"sweep", "collect", sweep.sweep, "--quiet"};
  SECTION("two collects") {
    RunningPoach one(collect);
    RunningPoach two(collect);
    const bool first = ends_in_words(one.wait());
    const bool second = ends_in_words(two.wait());
    CHECK((first || second));
    same_tables();
    CHECK(files_in(sweep.sweep + "/tables").size() == 4);
  }
  SECTION("a collect beside one that is stopped in its middle and killed") {
    RunningPoach stopped(collect);
    for (int k = 0; k < 1000 && !files::exists(sweep.sweep + "/tables"); ++k) ::usleep(1000);
    stopped.send(SIGSTOP);
    (void)ends_in_words(run_poach(collect));
    stopped.send(SIGKILL);
    (void)stopped.wait();
    REQUIRE(run_poach(collect).code == 0);
    same_tables();
    CHECK(files_in(sweep.sweep + "/tables").size() == 4);
  }
  SECTION("pages") {
    REQUIRE(run_poach(collect).code == 0);
    std::vector<std::unique_ptr<RunningPoach>> reports;
    for (int k = 0; k < 4; ++k) {
      reports.push_back(std::make_unique<RunningPoach>(Words{"report", sweep.sweep}));
    }
    for (const auto& report : reports) CHECK(report->wait().code == 0);
    CHECK(content(sweep.sweep + "/report.html").ends_with("</html>\n"));
  }
  SECTION("plans") {
    const std::string home = (sweep.directory / "home").string();
    const Words plan = {"sweep", "plan", sweep.spec, "-o", home};
    RunningPoach one(plan);
    RunningPoach two(plan);
    const Outcome first = one.wait();
    const Outcome second = two.wait();
    CAPTURE(first.err, second.err);
    CHECK(std::min(first.code, second.code) == 0);
    CHECK(std::max(first.code, second.code) == 2);
    CHECK(run_poach({"sweep", "status", home}).code == 0);
  }
}

TEST_CASE("A run that finished meanwhile is not lost", "[cli][output]") {
  const TemporaryDirectory place;
  const std::string at = (place / "r").string();
  // One that takes its time to build. Whichever has the directory first keeps it.
  RunningPoach slow({"run", small(), "-o", at, "--quiet", "--tables", "market", "clock.ticks=1",
                     "companies.Plain.researchers=3000000"});
  ::usleep(100'000);
  const Outcome quick = run_poach(run_into(at));
  const std::string moves = content(at + "/moves.csv");
  const Outcome late = slow.wait();
  CAPTURE(quick.err, late.err);
  CHECK(std::min(quick.code, late.code) == 0);
  CHECK(std::max(quick.code, late.code) == 2);
  CHECK(content(at + "/moves.csv") == moves);
}

TEST_CASE("A finished run that was changed is finished no more", "[cli][output]") {
  const TemporaryDirectory place;
  const std::string at = (place / "r").string();
  const std::string other = (place / "other").string();
  REQUIRE(run_poach(run_into(at)).code == 0);
  REQUIRE(run_poach(run_into(other, {"companies.Plain.pay.median=210k"})).code == 0);
  const auto [name, change] = GENERATE(table<std::string, std::function<void(std::string&)>>(
      {{"market.csv", [](std::string& text) { text[text.size() / 2] ^= 1; }},
       {"companies.csv", [](std::string& text) { text.resize(text.size() / 2); }},
       {"companies.csv", [](std::string& text) { text += "\n"; }},
       {"market.csv", [](std::string& text) { text.clear(); }},
       {"scenario.resolved.yaml", [](std::string& text) { text[text.size() / 2] ^= 1; }}}));
  std::string text = content(files::path(at) / name);
  change(text);
  put(files::path(at) / name, text);
  CAPTURE(name);
  const auto refused = [&, file = at + "/" + name](const Words& words) {
    const Outcome outcome = run_poach(words);
    CAPTURE(words.front(), outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, file + ": error: is not the file that poach wrote"));
  };
  refused(run_into(at));
  refused(run_into(at, {"--resume"}));
  refused({"report", at});
  if (name != "scenario.resolved.yaml") {
    refused({"compare", at, other});
    refused({"compare", other, at});
    refused({"report", other, at});
  } else {
    refused({"explain", at, "--move", "Plain/1@1"});
  }
  // A table that no verb needs is missed all the same.
  files::remove(files::path(other) / "flows.csv");
  const Outcome again = run_poach(run_into(other, {"companies.Plain.pay.median=210k"}));
  CHECK(again.code == 2);
  CHECK(contains(again.err, other + "/flows.csv: error: is missing"));
  CHECK(contains(again.err, "finished and then damaged; make it anew with --force"));
  CHECK(run_poach({"report", other}).code == 2);
  CHECK(run_poach(run_into(other, {"companies.Plain.pay.median=210k", "--force"})).code == 0);
  CHECK(run_poach({"report", other}).code == 0);
}

TEST_CASE("Collected tables that were changed are not reported on", "[cli][output]") {
  SmallSweep sweep("record: {tables: [market, companies, flows], every: 52}\n");
  REQUIRE(sweep.plan().code == 0);
  REQUIRE(sweep.run().code == 0);
  const files::path tables = sweep.sweep + "/tables";
  const auto refused = [&](const std::string& reason) {
    for (const std::string& directory : {sweep.sweep, tables.string()}) {
      const Outcome outcome = run_poach({"report", directory});
      CAPTURE(outcome.err);
      CHECK(outcome.code == 2);
      CHECK(contains(outcome.err, reason));
    }
    REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "--quiet"}).code == 0);
    CHECK(run_poach({"report", sweep.sweep}).code == 0);
  };
  REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "--quiet"}).code == 0);
  for (const char* name : {"runs.csv", "companies.csv", "market.csv", "flows.csv"}) {
    files::resize_file(tables / name, files::file_size(tables / name) - 1);
    refused((tables / name).string() + ": error: is not the file that poach wrote");
    files::remove(tables / name);
    refused((tables / name).string() + ": error: is missing");
  }
  std::string text = content(tables / "companies.csv");
  text[text.size() / 2] ^= 1;
  put(tables / "companies.csv", text);
  refused((tables / "companies.csv").string() + ": error: is not the file that poach wrote");
  files::remove(tables / "datapackage.json");
  refused("are not whole, as they have no datapackage.json");
  put(tables / "datapackage.json", "{");
  refused("damaged JSON");
  // Whoever compresses tables may have a page all the same.
  REQUIRE(run_process("/bin/sh", {"-c", "gzip \"$0\"", (tables / "market.csv").string()}).code ==
          0);
  CHECK(run_poach({"report", sweep.sweep}).code == 0);
  put(tables / "market.csv.gz", content(tables / "runs.csv"));
  refused("holds other bytes than market.csv");
}
