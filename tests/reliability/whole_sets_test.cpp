// Sets of files that are whole together or not at all: the tables that collect, compare and check
// write, plans, extensions and pages. Every call that changes a file fails once, and the process is
// killed before every such call.

#include <fmt/format.h>
#include <signal.h>

#include <functional>

#include "cli/small_sweep.hpp"
#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

constexpr int no_more_calls = 500;  // far above what these verbs make

/// A verb that writes to a directory.
struct Writer {
  Words words;
  files::path directory;
  std::string last;  ///< the file without which a set is not whole; empty for a single file
  std::function<void()> before;  ///< puts the old set there
};

struct Disturbed {
  Outcome outcome;
  std::string call;  ///< the call that failed and its file; empty when there were not so many
};

Disturbed disturb(const std::string& mode, int call, const Writer& writer, const files::path& log) {
  files::remove(log);
  Words all = {"LD_PRELOAD=" + failing_disk_library(),
               "FAILING_DISK_DIRECTORY=" + writer.directory.string(),
               "FAILING_DISK_MODE=" + mode,
               fmt::format("FAILING_DISK_CALL={}", call),
               "FAILING_DISK_LOG=" + log.string(),
               program_file()};
  all.insert(all.end(), writer.words.begin(), writer.words.end());
  const Outcome outcome = run_process("/usr/bin/env", all);
  return {outcome, content(log)};
}

// The files of a set, without those that are still being written.
Contents whole_files(const files::path& directory) {
  Contents all;
  if (!files::exists(directory)) return all;
  for (const auto& entry : files::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.ends_with(".partial")) all[name] = content(entry.path());
  }
  return all;
}

bool is_part_of(const Contents& part, const Contents& set) {
  return std::all_of(part.begin(), part.end(), [&](const auto& file) {
    const auto at = set.find(file.first);
    return at != set.end() && at->second == file.second;
  });
}

void check_every_call(const std::string& mode, const Writer& writer, const files::path& log) {
  files::remove_all(writer.directory);
  writer.before();
  const Contents old = whole_files(writer.directory);
  REQUIRE(run_poach(writer.words).code == 0);
  const Contents made = whole_files(writer.directory);
  CHECK(old != made);
  for (int call = 1; call < no_more_calls; ++call) {
    files::remove_all(writer.directory);
    writer.before();
    const Disturbed disturbed = disturb(mode, call, writer, log);
    INFO(writer.words[0] << " " << writer.words[1] << ", " << mode << " at call " << call << ": "
                         << disturbed.call << "\n"
                         << disturbed.outcome.err);
    if (disturbed.call.empty()) {
      CHECK(disturbed.outcome.code == 0);
      CHECK(call > 2);
      return;
    }
    CHECK(disturbed.outcome.code == (mode == "kill" ? 128 + SIGKILL : 1));
    const Contents now = whole_files(writer.directory);
    if (now.contains(writer.last) || writer.last.empty()) CHECK((now == old || now == made));
    CHECK((is_part_of(now, old) || is_part_of(now, made)));
    if (mode != "kill") CHECK(contents(writer.directory).size() == now.size());  // no part is left
    // The same verb puts everything right.
    CHECK(run_poach(writer.words).code == 0);
    CHECK((contents(writer.directory) == made));
  }
  FAIL("no end of calls");
}

/// A sweep of which the first half is done, and the whole of it.
struct Halves {
  Halves() {
    REQUIRE(sweep.plan().code == 0);
    REQUIRE(run_poach({"sweep", "worker", sweep.sweep, "--shard", "0/2"}).code == 0);
    REQUIRE(run_poach({"sweep", "collect", sweep.sweep, "--partial", "-o", half.string()}).code ==
            0);
    REQUIRE(sweep.run().code == 0);
  }
  SmallSweep sweep{"replicates: 2\nrecord: {tables: [market, companies], every: 52}\n"};
  files::path half = sweep.directory / "half";
  files::path log = sweep.directory / "log";
};

}  // namespace

TEST_CASE("Collected tables are the old set, the new one, or not whole", "[faults][sets]") {
  const Halves halves;
  const files::path tables = halves.sweep.sweep + "/tables";
  const Writer collect{
      {"sweep", "collect", halves.sweep.sweep, "--quiet"}, tables, "datapackage.json", [&] {
        files::copy(halves.half, tables);
      }};
  check_every_call(GENERATE("kill", "io", "full"), collect, halves.log);
}

TEST_CASE("A page about tables that are not whole is refused", "[faults][sets]") {
  const Halves halves;
  const files::path tables = halves.sweep.sweep + "/tables";
  const Writer collect{
      {"sweep", "collect", halves.sweep.sweep, "--quiet"}, tables, "datapackage.json", {}};
  int refused = 0;
  for (int call = 1; call < no_more_calls; ++call) {
    files::remove_all(tables);
    files::copy(halves.half, tables);
    if (disturb("kill", call, collect, halves.log).call.empty()) break;
    const Outcome report = run_poach({"report", halves.sweep.sweep});
    CAPTURE(call, report.err);
    const bool whole = files::exists(tables / "datapackage.json");
    CHECK(report.code == (whole ? 0 : 2));
    refused += whole ? 0 : 1;
  }
  CHECK(refused >= 5);
}

TEST_CASE("A table of effects is the old one, the new one, or not whole", "[faults][sets]") {
  const TemporaryDirectory place;
  for (const char* pay : {"190k", "200k", "210k"}) {
    REQUIRE(run_poach({"run", small(), "--quiet", "clock.ticks=8", "-o", (place / pay).string(),
                       std::string("companies.Plain.pay.median=") + pay})
                .code == 0);
  }
  const std::string out = (place / "out").string();
  const Writer compare{
      {"compare", (place / "210k").string(), (place / "200k").string(), "-o", out, "--force"},
      out,
      "datapackage.json",
      [&] {
        REQUIRE(
            run_poach({"compare", (place / "190k").string(), (place / "200k").string(), "-o", out})
                .code == 0);
      }};
  check_every_call(GENERATE("kill", "io", "full"), compare, place / "log");
}

TEST_CASE("A page is the old one or the new one", "[faults][sets]") {
  const TemporaryDirectory place;
  const std::string run = (place / "run").string();
  REQUIRE(run_poach({"run", small(), "--quiet", "clock.ticks=8", "-o", run}).code == 0);
  const files::path pages = place / "pages";
  const Writer report{
      {"report", run, "-o", (pages / "a.html").string(), "--force"}, pages, "", [&] {
        files::create_directory(pages);
        put(pages / "a.html", "old");
      }};
  check_every_call(GENERATE("kill", "io", "full"), report, place / "log");
}

TEST_CASE("A plan is there or it is not, and an extension too", "[faults][sets]") {
  SmallSweep sweep("replicates: 1\nrecord: {tables: [market], every: 52}\n");
  const std::string mode = GENERATE("kill", "io", "full");
  const files::path home = sweep.sweep;
  const Writer plan{{"sweep", "plan", sweep.spec, "-o", sweep.sweep}, home, "plan-1.json", {}};
  const Writer extend{
      {"sweep", "extend", sweep.sweep, "--replicates", "2"}, home, "plan-2.json", {}};
  for (const Writer& writer : {plan, extend}) {
    int calls = 1;
    for (; calls < no_more_calls; ++calls) {
      files::remove_all(home);
      if (writer.last == "plan-2.json") REQUIRE(sweep.plan().code == 0);
      const Disturbed disturbed = disturb(mode, calls, writer, sweep.directory / "log");
      if (disturbed.call.empty()) break;
      INFO(writer.words[1] << ", " << mode << " at call " << calls << ": " << disturbed.call);
      const bool made = files::exists(home / writer.last);
      const bool planned = files::exists(home / "plan-1.json");
      const Outcome status = run_poach({"sweep", "status", sweep.sweep, "--json"});
      CHECK(status.code == (planned ? 0 : 2));
      if (planned) CHECK(sweep.count("runs") == (files::exists(home / "plan-2.json") ? 4 : 2));
      const bool refused = made && writer.last == "plan-1.json";  // plans never change
      CHECK(run_poach(writer.words).code == (refused ? 2 : 0));
    }
    CHECK(calls > 2);
    CHECK(calls < no_more_calls);
  }
}

TEST_CASE("Sets get their names after their bytes are on the disk", "[faults][sets]") {
  const Halves halves;
  const files::path tables = halves.sweep.sweep + "/tables";
  files::copy(halves.half, tables);
  const Writer collect{
      {"sweep", "collect", halves.sweep.sweep, "--quiet"}, tables, "datapackage.json", {}};
  const Disturbed run = disturb("order", 0, collect, halves.log);
  CHECK(run.outcome.code == 0);
  CHECK(run.call == "");
}
