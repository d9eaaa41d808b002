// Odd surroundings: what is closed, missing or foreign must change nothing.

#include <sstream>

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

// A line of the shell, with $POACH as the program.
Outcome shell(const std::string& line) {
  return run_process("/bin/sh", {"-c", "POACH='" + program_file() + "'; " + line});
}

// The data of a run directory, and none of its times and command.
std::string data_of(const files::path& directory) {
  std::string all;
  for (const char* name : {"market.csv", "companies.csv", "moves.csv", "scenario.resolved.yaml",
                           "summary.txt", "datapackage.json"}) {
    all += content(directory / name) + "\n";
  }
  const std::string manifest = content(directory / "manifest.json");
  const std::size_t at = manifest.find("\"state_hash\"");
  REQUIRE(at != std::string::npos);
  return all + manifest.substr(at, manifest.find('\n', at) - at);
}

std::string run_in(const files::path& directory, const std::string& scenario) {
  return "$POACH run " + source_file("scenarios/" + scenario) + " --replicates 2 -o '" +
         directory.string() + "'";
}

// What makes a program speak German, with 0,5 for a half, from a locale made in `folder`. Empty on
// systems without the sources of locales.
std::string decimal_comma(const files::path& folder) {
  const std::string made = (folder / "de_DE.UTF-8").string();
  if (shell("localedef -i de_DE -f UTF-8 '" + made + "' 2>&1").code != 0) return {};
  const std::string words = "LOCPATH='" + folder.string() + "' LC_ALL=de_DE.UTF-8 ";
  REQUIRE(shell(words + "locale decimal_point").out == ",\n");
  return words;
}

}  // namespace

TEST_CASE("Surroundings change no byte of a run", "[cli][environment]") {
  const std::string scenario =
      GENERATE("minimal.yaml", "roster_market.yaml", "theory/lake.yaml", "theory/seats.yaml");
  CAPTURE(scenario);
  const TemporaryDirectory place;
  REQUIRE(shell(run_in(place / "usual", scenario) + " --quiet").code == 0);
  const std::string usual = data_of(place / "usual");
  std::vector<std::pair<std::string, std::string>> surroundings = {
      {"", " --progress always <&- >&- 2>&-"},
      {"", " --progress always <&- 2>&-"},
      {"", " --quiet 2>&-"},
      {"env -u HOME -u PATH -u USER ", " --quiet"},
      {"TMPDIR=/nonexistent ", " --quiet"},
      {"TMPDIR=/proc ", " --quiet"},
      {"env -i ", " --quiet"}};
  if (const std::string locale = decimal_comma(place.path()); !locale.empty()) {
    surroundings.push_back({locale, " --quiet"});
  }
  if (shell("faketime -f '-1d' true 2>&1").code == 0) {
    // A clock that runs a day in a second, and one that goes back a day at every look.
    surroundings.push_back({"faketime -f '-3y x86400' ", " --progress always"});
    surroundings.push_back({"faketime -f '@2020-01-01 00:00:00 i-86400' ", " --progress always"});
  }
  for (std::size_t k = 0; k < surroundings.size(); ++k) {
    const auto& [before, behind] = surroundings[k];
    CAPTURE(before, behind);
    const files::path directory = place / std::to_string(k);
    const Outcome outcome = shell(before + run_in(directory, scenario) + behind);
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(data_of(directory) == usual);
  }
}

TEST_CASE("Messages of a program with closed descriptors go into no file", "[cli][environment]") {
  const TemporaryDirectory place;
  const std::string words = " --replicates 400 -j 1 --tables market -o '";
  const std::string run = "$POACH run " + small() + words;
  REQUIRE(shell(run + (place / "a").string() + "' --quiet").code == 0);
  REQUIRE(shell(run + (place / "b").string() + "' --progress always <&- 2>&- >/dev/null").code ==
          0);
  CHECK(content(place / "a" / "market.csv") == content(place / "b" / "market.csv"));
}

TEST_CASE("A sweep needs no folder for temporary files", "[cli][environment]") {
  const TemporaryDirectory place;
  put(place / "s.yaml", "scenario: " + small() +
                            "\ndesign: grid\nparameters: {companies.Plain.pay.median: [200k]}\n");
  const std::string directory = (place / "d").string();
  const Outcome plan = shell("TMPDIR=/nonexistent $POACH sweep plan '" +
                             (place / "s.yaml").string() + "' -o '" + directory + "' --dry-run");
  CAPTURE(plan.err);
  CHECK(plan.code == 0);
}

TEST_CASE("A hang-up under nohup is ignored", "[cli][environment]") {
  const TemporaryDirectory place;
  const Outcome outcome =
      shell("trap '' HUP; $POACH run " + small() + " clock.ticks=3000 -j 1 --quiet -o '" +
            (place / "r").string() + "' & p=$!; sleep 0.2; kill -HUP $p; wait $p");
  CHECK(outcome.code == 0);
}

TEST_CASE("An empty option is refused", "[cli][usage]") {
  const TemporaryDirectory place;
  for (const Words& words :
       {Words{"run", small(), "-o", ""}, Words{"run", small(), "--tables", ""}, Words{"run", ""},
        Words{"check", small(), "-o", ""}, Words{"report", ""}, Words{"sweep", "collect", ""},
        Words{"compare", "", ""}, Words{"sweep", "run", "d", "--on", "slurm", "--partition", ""}}) {
    CAPTURE(words);
    const Outcome outcome = run_poach(words);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "the value is empty"));
  }
}

TEST_CASE("Scenarios and specs may come from a pipe", "[cli][validate]") {
  const TemporaryDirectory place;
  const auto spec = put(place / "s.yaml", "scenario: " + small() +
                                              "\ndesign: grid\nparameters: "
                                              "{companies.Plain.pay.median: [200k]}\n");
  CHECK(shell("cat " + small() + " | $POACH validate /dev/stdin").code == 0);
  CHECK(shell("cat " + small() + " | $POACH run /dev/stdin --quiet -o '" + (place / "r").string() +
              "'")
            .code == 0);
  CHECK(shell("cat '" + spec.string() + "' | $POACH validate /dev/stdin").code == 0);
  const files::path directory = place / "d";
  const Outcome plan = shell("cat '" + spec.string() + "' | $POACH sweep plan /dev/stdin -o '" +
                             directory.string() + "'");
  CAPTURE(plan.err);
  CHECK(plan.code == 0);
  CHECK(content(directory / "sweep.yaml") == content(spec));
}

TEST_CASE("No text of a file works the terminal", "[cli][terminal]") {
  const TemporaryDirectory place;
  const std::string evil = "\"\\e]0;pwn\\a\\u202Ex\\u009Bm\"";
  const auto scenario =
      put(place / "t.yaml",
          "name: s\nclock: {ticks: 4}\ncompanies:\n  - {name: Plain, "
          "researchers: 9, pay: {median: 200k}}\n"
          "title: " +
              evil + "\ndescription: " + evil + "\nexpect: [{name: e, known_miss: " + evil +
              ", table: market, column: moves, at_least: 1M, replicates: 1}]\n");
  const auto spec = put(place / "s.yaml", "scenario: " + scenario.string() +
                                              "\ndesign: grid\nparameters: "
                                              "{companies.Plain.pay.median: [200k]}\n");
  const auto named = put(place / "n.yaml", "name: " + evil + "\nscenario: " + small() + "\n");
  const std::string run = (place / "r").string();
  const std::string sweep = (place / "d").string();
  CHECK(contains(run_poach({"sweep", "plan", named.string(), "-o", sweep}).err,
                 "holds a control character"));
  for (const Words& words :
       {Words{"run", scenario.string(), "-o", run, "--progress", "never"},
        Words{"show", scenario.string()}, Words{"check", scenario.string()},
        Words{"sweep", "plan", named.string(), "-o", sweep},
        Words{"sweep", "plan", spec.string(), "-o", sweep + "/\x1B]0;pwn\x07"},
        Words{"sweep", "status", sweep + "/\x1B]0;pwn\x07"},
        Words{"sweep", "status", sweep + "/\x1B]0;pwn\x07", "--json"},
        Words{"run", "\x1B]0;pwn\x07.yaml"}, Words{"run", small(), "--\x1B]0;pwn\x07"}}) {
    CAPTURE(words);
    const Outcome outcome = run_poach(words);
    for (const std::string& text : {outcome.out, outcome.err}) {
      CHECK_FALSE(contains(text, "\x1B"));
      CHECK_FALSE(contains(text, "\x07"));
      CHECK_FALSE(contains(text, "\xE2\x80\xAE"));
      CHECK_FALSE(contains(text, "\xC2\x9B"));
    }
  }
  CHECK_FALSE(contains(content(place / "r" / "summary.txt"), "\x1B"));
  // Printed data still read back unchanged.
  const auto shown = put(place / "shown.yaml", run_poach({"show", scenario.string()}).out);
  const Outcome again = run_poach({"show", shown.string()});
  CHECK(again.err.empty());
  CHECK(contains(again.out, R"(title: "\x1b]0;pwn\x07\u202ex\x9bm")"));
}

TEST_CASE("Problems found while a market is built have a place", "[cli][validate]") {
  const TemporaryDirectory place;
  const auto roster = put(place / "r.csv", "company\nA\n");
  const auto scenario =
      put(place / "s.yaml",
          "name: s\nresearchers: {file: r.csv}\nteams:\n  - {name: T, company: A, members: 3}\n"
          "companies: [{name: A}]\n");
  for (const Words& words :
       {Words{"validate", scenario.string()},
        Words{"run", scenario.string(), "-o", (place / "o").string()},
        Words{"check", scenario.string()}, Words{"describe", "network", scenario.string()}}) {
    CAPTURE(words);
    const Outcome outcome = run_poach(words);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, scenario.string() + ":4:"));
  }
}

TEST_CASE("A market beyond the machine's memory is refused before it is built", "[cli][memory]") {
  const TemporaryDirectory place;
  for (const std::string& rest :
       {std::string("network: {kind: copies, shape: complete, copy_size: 20000}\n"),
        std::string("network: {kind: teams, teams: {most_teams: 10000, largest_team: 10000, "
                    "activity_scale: 1e30, size_scale: 1e30}}\n"),
        std::string("company_graph: {kind: ring, neighbours: 1M}\n")}) {
    CAPTURE(rest);
    const auto scenario =
        put(place / "s.yaml",
            "name: s\ncompanies: [{name: A, researchers: 4M}, {name: B, count: 1M}]\n" + rest);
    const Outcome outcome = run_poach({"run", scenario.string(), "-o", (place / "o").string()});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "of memory; this machine has"));
  }
}

TEST_CASE("A path that is given twice on the command line gets a warning", "[cli][usage]") {
  const Outcome outcome = run_poach({"show", small(), "seed=1", "companies.Plain.pay.cap=1M",
                                     "companies[\"Plain\"].pay.cap=2M", "seed=2"});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.err, "companies.Plain.pay.cap: is given twice; the last one holds"));
  CHECK(contains(outcome.err, "seed: is given twice"));
  CHECK(contains(outcome.out, "seed: 2  # command line"));
}
