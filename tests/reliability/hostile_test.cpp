// Files made to harm: refused in words, in bounded time and memory.

#include <sys/stat.h>

#include <chrono>
#include <functional>

#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

// poach with a limit on its address space in MiB; 128 + signal or 1 when that was not enough.
Outcome run_within(int megabytes, const Words& words) {
  Words all = {"-c",
               "ulimit -v " + std::to_string(megabytes * 1024) +
                   "; export MALLOC_ARENA_MAX=2; exec \"$0\" \"$@\"",
               program_file()};
  all.insert(all.end(), words.begin(), words.end());
  return run_process("/bin/bash", all);
}

struct Timed {
  Outcome outcome;
  double seconds = 0.0;
};

Timed timed(const std::function<Outcome()>& run) {
  const auto before = std::chrono::steady_clock::now();
  Outcome outcome = run();
  return {outcome,
          std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count()};
}

// What `validate` says about a scenario text.
Outcome validated(const std::string& text) {
  const TemporaryDirectory place;
  return run_within(1500, {"validate", put(place / "s.yaml", text).string()});
}

void check_refused(const std::string& text, const std::string& reason) {
  const Timed t = timed([&] { return validated(text); });
  CAPTURE(t.outcome.err.substr(0, 300), t.seconds);
  CHECK(t.outcome.code == 2);
  CHECK(contains(t.outcome.err, reason));
  CHECK(t.seconds < 20.0);
}

const std::string lab = "companies: [{name: Lab, researchers: 5}]\n";

std::string lines(int count, const std::function<std::string(int)>& line) {
  std::string text;
  for (int k = 0; k < count; ++k) text += line(k) + "\n";
  return text;
}

}  // namespace

TEST_CASE("Bombs of aliases, nesting and size are refused", "[hostile]") {
  std::string bomb = "name: s\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n";
  for (int k = 1; k < 12; ++k) {
    const std::string before = "*x" + std::to_string(k - 1);
    bomb += "x" + std::to_string(k) + ": &x" + std::to_string(k) + " [";
    for (int i = 0; i < 10; ++i) bomb += before + ", ";
    bomb += "]\n";
  }
  check_refused(bomb, "aliases expanded");
  check_refused("name: s\nx: " + std::string(100'000, '[') + "\n", "a bracket left open");
  check_refused("name: s\nx: " + lines(5000, [](int) { return std::string("{a: "); }),
                "levels deep");
  std::string steps = "name: s\n";
  for (int k = 0; k < 3000; ++k) steps += std::string(static_cast<std::size_t>(k), ' ') + "a:\n";
  check_refused(steps, "levels deep");
  check_refused("name: s\nx: [" + lines(2'000'000, [](int) { return std::string("1,"); }) + "]\n",
                "values");
  check_refused("name: " + std::string(70 << 20, 'x') + "\n", "larger than 64 MiB");
}

TEST_CASE("Numbers that are none, or too large, are refused", "[hostile]") {
  for (const char* number : {"nan", ".nan", "NaN", "inf", "-.inf", "1e999", "1e400M", "0x7fffffff",
                             "99999999999999999999999999", "-1", "1e-999999999999999999999"}) {
    CAPTURE(number);
    const Outcome outcome =
        validated("name: s\ncompanies: [{name: Lab, researchers: " + std::string(number) + "}]\n");
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "companies.Lab.researchers"));
  }
  for (const char* number : {"nan", ".inf", "1e999", "-5"}) {
    CAPTURE(number);
    const Outcome outcome = validated(
        "name: s\ncompanies: [{name: Lab, researchers: 5, pay: {median: " + std::string(number) +
        "}}]\n");
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "companies.Lab.pay.median"));
  }
}

TEST_CASE("Text that is not UTF-8, or would work a terminal, is shown and not obeyed",
          "[hostile]") {
  check_refused("name: s\ntitle: \"\xFF\xFE\"\n" + lab, "UTF-8");
  check_refused("name: s\ntitle: \"\x1B[2J\"\n" + lab, "control character 0x1b");
  const Outcome escaped = validated("name: s\n\"\\e[31mred\": 1\n" + lab);
  CHECK(escaped.code == 2);
  CHECK(contains(escaped.err, "\\x1b[31mred"));
  CHECK_FALSE(contains(escaped.err, "\x1B"));
  const Outcome override = run_poach({"validate", std::string("\x1B]0;title\x07.yaml")});
  CHECK(override.code == 2);
  CHECK_FALSE(contains(override.err, "\x1B"));
}

TEST_CASE("Names that a spreadsheet would run, or that break a table, are refused", "[hostile]") {
  for (const std::string name : {"=HYPERLINK(\\\"x\\\")", "+1", "-1", "@SUM(A1)", "\\t=1", "a\\nb",
                                 "a\\\"b", "\\u202Eevil", "\\uFF1D1", " a", "\\0", ""}) {
    CAPTURE(name);
    const std::string quoted = "\"" + name + "\"";
    for (const std::string& text :
         {"name: s\ncompanies: [{name: " + quoted + ", researchers: 5}]\n",
          "name: s\nresearchers: {fields: {" + quoted + ": 1}}\n" + lab,
          "name: s\nteams: [{name: " + quoted + ", company: Lab, members: 2}]\n" + lab,
          "name: s\nexpect: [{name: " + quoted + ", table: market, column: moves, at_least: 0}]\n" +
              lab}) {
      CAPTURE(text);
      CHECK(validated(text).code == 2);
    }
  }
  check_refused(
      "name: s\nexpect: [{name: a, quantity: \"=1+1\", table: market, column: moves, "
      "at_least: 0}]\n" +
          lab,
      "formula");
}

TEST_CASE("Names that only look dangerous come out as they are", "[hostile]") {
  const TemporaryDirectory place;
  const std::string name = "O'Reilly, <b>&amp;</script> \\u00e9 {x} $(id) `id` %s";
  const auto scenario = put(place / "s.yaml",
                            "name: s\nclock: {ticks: 20}\n"
                            "companies:\n  - {name: \"" +
                                name +
                                "\", researchers: 30}\n"
                                "  - {name: B, researchers: 30}\n");
  const Outcome outcome = run_poach({"run", scenario.string(), "-o", (place / "r").string()});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string expected = "\"O'Reilly, <b>&amp;</script> \xC3\xA9 {x} $(id) `id` %s\"";
  CHECK(contains(content(place / "r/companies.csv"), "," + expected + ","));
  // The resolved scenario reads back to the same run.
  const Outcome again = run_poach(
      {"run", (place / "r/scenario.resolved.yaml").string(), "-o", (place / "again").string()});
  CAPTURE(again.err);
  CHECK(again.code == 0);
  CHECK(
      (contents(place / "again").at("companies.csv") == contents(place / "r").at("companies.csv")));
}

TEST_CASE("A scenario's name cannot lead out of the results", "[hostile]") {
  for (const char* name : {"../up", "/tmp/x", "..", ".hidden", "a/b"}) {
    check_refused("name: \"" + std::string(name) + "\"\n" + lab, "the results directory");
  }
}

TEST_CASE("extends and file follow links and dots to files, and to nothing else", "[hostile]") {
  const TemporaryDirectory place;
  files::create_directories(place / "a/b");
  put(place / "base.yaml", "name: s\n" + lab);
  put(place / "a/b/s.yaml", "extends: ../../base.yaml\n");
  CHECK(run_poach({"validate", (place / "a/b/s.yaml").string()}).code == 0);
  files::create_symlink(place / "base.yaml", place / "a/link.yaml");
  put(place / "a/s.yaml", "extends: link.yaml\n");
  CHECK(run_poach({"validate", (place / "a/s.yaml").string()}).code == 0);

  const auto refused = [&](const std::string& text, const std::string& reason) {
    const auto file = put(place / "s.yaml", text);
    const Timed t = timed([&] { return run_within(1500, {"validate", file.string()}); });
    CAPTURE(text, t.outcome.err, t.seconds);
    CHECK(t.outcome.code == 2);
    CHECK(contains(t.outcome.err, reason));
    CHECK(t.seconds < 10.0);
  };
  REQUIRE(::mkfifo((place / "pipe").c_str(), 0600) == 0);
  files::create_symlink("/dev/zero", place / "zero");
  files::create_symlink(place / "s.yaml", place / "self.yaml");
  files::create_symlink(place / "loop", place / "loop");
  for (const char* endless : {"pipe", "zero", "/dev/zero"}) {
    const std::string name = endless;
    refused("extends: " + name + "\n", "device or a pipe");
    refused("name: s\nresearchers: {file: " + name + "}\n" + lab, "there is no file");
    refused("name: s\nnetwork: {kind: file, file: " + name + "}\n" + lab, "there is no file");
  }
  refused("extends: self.yaml\n", "circle");
  refused("extends: loop\n", "extends");
  refused("extends: .\n", "folder");
  refused("extends: a\n", "folder");
  refused("name: s\nresearchers: {file: a}\n" + lab, "there is no file");
  refused("name: s\nnetwork: {kind: file, file: a}\n" + lab, "there is no file");
}

TEST_CASE("Files of a million lines are read in bounded time and memory", "[hostile]") {
  constexpr int million = 1'000'000;
  const TemporaryDirectory place;
  const std::string market = "name: s\ncompanies: [{name: Lab, researchers: 1000}]\n";
  const auto scenario = put(place / "s.yaml", market);
  const auto validate = [&](const std::string& text) {
    put(place / "s.yaml", text);
    return timed([&] { return run_within(1500, {"validate", scenario.string()}); });
  };
  SECTION("good ones") {
    put(place / "r.csv",
        "company,skill\n" + lines(million, [](int) { return std::string("Lab,1.5"); }));
    put(place / "e.csv", "source,target\n" + lines(million, [](int k) {
                           return std::to_string(k % 1000) + "," + std::to_string(k * 7 % 999);
                         }));
    for (const char* part :
         {"researchers: {file: r.csv}\n", "network: {kind: file, file: e.csv, vertices: 1000}\n"}) {
      const Timed t = validate(market + part);
      CAPTURE(part, t.outcome.err, t.seconds);
      CHECK(t.outcome.code == 0);
      CHECK(t.seconds < 20.0);
    }
  }
  SECTION("wrong ones, reported once") {
    put(place / "r.csv", "company,skill\n" + lines(million, [](int k) {
                           return "Lub" + std::to_string(k) + ",minus";
                         }));
    put(place / "e.csv",
        "source,target\n" + lines(million, [](int) { return std::string("x,5000"); }));
    std::string nodes =
        "<graphml><graph>" + lines(million, [](int) { return std::string("<node/>"); });
    put(place / "e.graphml", nodes + "</graph></graphml>");
    for (const char* part :
         {"researchers: {file: r.csv}\n", "network: {kind: file, file: e.csv, vertices: 1000}\n",
          "network: {kind: file, file: e.graphml}\n"}) {
      const Timed t = validate(market + part);
      CAPTURE(part, t.outcome.err.substr(0, 500), t.seconds);
      CHECK(t.outcome.code == 2);
      CHECK(std::count(t.outcome.err.begin(), t.outcome.err.end(), '\n') < 250);
      CHECK(t.outcome.err.size() < 40'000);
      CHECK(t.seconds < 20.0);
    }
  }
  SECTION("a scenario of unknown keys") {
    const Timed t =
        validate(market + lines(100'000, [](int k) { return "k" + std::to_string(k) + ": 1"; }));
    CAPTURE(t.outcome.err.substr(0, 300), t.seconds);
    CHECK(t.outcome.code == 2);
    CHECK(contains(t.outcome.err, "more problems"));
    CHECK(t.seconds < 60.0);
  }
}
