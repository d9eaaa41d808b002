// Every call that changes a file fails once, and the process is killed before every such call. The
// program says which file and why, leaves nothing that looks whole and is not, and comes to the
// right bytes afterwards.

#include <fmt/format.h>
#include <signal.h>

#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

constexpr int no_more_calls = 2000;  // far above what a run makes

// What is in the directory before.
enum class Before { nothing, interrupted_run, other_results };

struct Disturbed {
  Outcome outcome;
  std::string call;  ///< the call that failed and its file; empty when there were fewer calls
};

Disturbed disturb(const std::string& mode, int call, const files::path& place, const Words& words) {
  const files::path log = place / "log";
  files::remove(log);
  Words all = {"LD_PRELOAD=" + failing_disk_library(),
               "FAILING_DISK_DIRECTORY=" + (place / "r").string(),
               "FAILING_DISK_MODE=" + mode,
               fmt::format("FAILING_DISK_CALL={}", call),
               "FAILING_DISK_LOG=" + log.string(),
               program_file()};
  all.insert(all.end(), words.begin(), words.end());
  const Outcome outcome = run_process("/usr/bin/env", all);
  return {outcome, content(log)};
}

// An interrupted run: killed at a call in its middle, after its first checkpoint.
void interrupt(const RunKind& kind, const files::path& place) {
  for (int call = 20; !files::exists(place / "r/checkpoint.bin"); call += 5) {
    REQUIRE(call < no_more_calls);
    files::remove_all(place / "r");
    (void)disturb("kill", call, place, run_words(kind, place / "r"));
  }
}

Contents prepare(Before before, const RunKind& kind, const files::path& place) {
  if (before == Before::interrupted_run) interrupt(kind, place);
  if (before != Before::other_results) return {};
  REQUIRE(run_poach(run_words(kind, place / "r", {"--seed", "99"})).code == 0);
  return contents(place / "r");
}

// Another run's results lie there whole, or nothing says that they are.
bool is_untouched(const files::path& directory, const Contents& old) {
  const Contents now = contents(directory);
  return now == old;
}

void check_words(const std::string& mode, const Disturbed& disturbed) {
  const std::string& error = disturbed.outcome.err;
  CHECK(disturbed.outcome.code == (mode == "kill" ? 128 + SIGKILL : 1));
  if (mode == "kill") return;
  CHECK(contains(error, mode == "full" ? "No space left on device" : "Input/output"));
  // The file is named, by its final name or the one it has while it is written. What is known of a
  // directory is known from the file that was to be in it.
  const files::path file = disturbed.call.substr(disturbed.call.find(' ') + 1);
  std::string stem = file.filename().string();
  if (stem.ends_with(".partial")) stem.resize(stem.size() - 8);
  CHECK(contains(error, stem));
}

void recover(Before before, const RunKind& kind, const files::path& place) {
  const Outcome resumed = run_poach(run_words(kind, place / "r", {"--resume", "-j", "2"}));
  INFO("resumed: " << resumed.err);
  if (resumed.code != 0) {
    // Only over another run's results, and in words.
    CHECK(before == Before::other_results);
    CHECK(resumed.code == 2);
    CHECK(contains(resumed.err, "--force"));
    CHECK(run_poach(run_words(kind, place / "r", {"--force"})).code == 0);
  }
  CHECK((contents(place / "r") == reference(kind)));
}

// Fails, or kills at, every `stride`-th call until a run has no such call any more; returns how
// many calls a run makes, about.
int disturb_calls(const std::string& mode, Before before, const RunKind& kind, int stride) {
  Words how;
  if (before == Before::interrupted_run) how = {"--resume"};
  if (before == Before::other_results) how = {"--force"};
  for (int call = 1; call < no_more_calls; call += stride) {
    const TemporaryDirectory place;
    const Contents old = prepare(before, kind, place.path());
    const Disturbed disturbed =
        disturb(mode, call, place.path(), run_words(kind, place / "r", how));
    INFO(kind.name << ", " << mode << " at call " << call << ": " << disturbed.call << "\n"
                   << disturbed.outcome.err);
    if (disturbed.call.empty()) {
      CHECK(disturbed.outcome.code == 0);
      CHECK((contents(place / "r") == reference(kind)));
      return call - 1;
    }
    check_words(mode, disturbed);
    if (before != Before::other_results || !is_untouched(place / "r", old)) {
      Contents expected = reference(kind);
      for (const std::string& name : wrong_files(place / "r", expected)) {
        // Of the other run's files some may not have been removed yet, after its manifest.
        INFO(name);
        CHECK(before == Before::other_results);
        CHECK_FALSE(files::exists(place / "r/manifest.json"));
        const auto mine = old.find(name);
        CHECK((mine != old.end() && mine->second == content(place / "r" / name)));
      }
    }
    recover(before, kind, place.path());
  }
  return no_more_calls;
}

// The quick suite takes some of the calls, the slow tests all of them.
constexpr int some = 11;
constexpr int all = 1;

void disturb_kinds(const std::string& mode, Before before, int stride) {
  for (const RunKind& kind : run_kinds()) {
    const int calls = disturb_calls(mode, before, kind, stride);
    WARN(kind.name << ", " << mode << ": every call of " << calls << ", in steps of " << stride);
    CHECK(calls >= 12);
    CHECK(calls < no_more_calls - stride);
  }
}

}  // namespace

TEST_CASE("Calls that change a file may fail", "[faults]") {
  disturb_kinds(GENERATE("io", "full"), Before::nothing, some);
}

TEST_CASE("A process may be killed before calls that change a file", "[faults]") {
  disturb_kinds("kill", Before::nothing, some);
}

TEST_CASE("Nothing gets its name before its bytes are on the disk", "[faults]") {
  const Before before = GENERATE(Before::nothing, Before::interrupted_run, Before::other_results);
  Words how;
  if (before == Before::interrupted_run) how = {"--resume"};
  if (before == Before::other_results) how = {"--force"};
  for (const RunKind& kind : run_kinds()) {
    const TemporaryDirectory place;
    (void)prepare(before, kind, place.path());
    const Disturbed run = disturb("order", 0, place.path(), run_words(kind, place / "r", how));
    CHECK(run.outcome.code == 0);
    CHECK(run.call == "");
  }
}

TEST_CASE("Any call of a new run may fail or be the last", "[faults][slow]") {
  disturb_kinds(GENERATE("io", "full", "kill"), Before::nothing, all);
}

TEST_CASE("Any call of a resumed run may fail or be the last", "[faults][slow]") {
  disturb_kinds(GENERATE("io", "full", "kill"), Before::interrupted_run, all);
}

TEST_CASE("Any call of a run that overwrites another may fail or be the last", "[faults][slow]") {
  disturb_kinds(GENERATE("io", "full", "kill"), Before::other_results, all);
}
