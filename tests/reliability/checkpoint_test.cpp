// What --resume takes up and what it refuses, in which words.

#include <signal.h>

#include "base/checksum.hpp"
#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

const RunKind& kind() { return run_kinds().front(); }

// A run stopped by a signal in its middle. Long enough to be caught; ends with 130.
struct StoppedRun {
  TemporaryDirectory place;
  files::path results = place / "r";
  Words words = {"run",      small(), "-o", results.string(), "--quiet", "clock.ticks=40000",
                 "--tables", "market"};
  files::path checkpoint = results / "checkpoint.bin";
  Outcome outcome;

  explicit StoppedRun(int signal = SIGTERM) {
    Words first = words;
    first.insert(first.end(), {"--checkpoint-every", "50"});
    RunningPoach run(first);
    REQUIRE(appears(checkpoint));
    run.send(signal);
    outcome = run.wait();
  }
  [[nodiscard]] Outcome again(const Words& more) const {
    Words all = words;
    all.insert(all.end(), more.begin(), more.end());
    return run_poach(all);
  }
};

// Changes the checkpoint and gives it a right checksum again.
void rewrite(const files::path& file, const std::string& from, const std::string& to) {
  std::string bytes = content(file);
  bytes.resize(bytes.size() - 64);
  const std::size_t at = bytes.find(from);
  REQUIRE(at != std::string::npos);
  bytes.replace(at, from.size(), to);
  put(file, bytes + poach::sha256_hex(bytes));
}

}  // namespace

TEST_CASE("Every signal to stop leaves a run that resumes", "[checkpoint]") {
  const int signal = GENERATE(SIGINT, SIGTERM, SIGHUP, SIGUSR1);
  const StoppedRun run(signal);
  CAPTURE(signal, run.outcome.err);
  CHECK(run.outcome.code == 130);
  CHECK(contains(run.outcome.err, "interrupted; the same command with --resume goes on from here"));
  CHECK(files::exists(run.checkpoint));
  CHECK_FALSE(files::exists(run.results / "market.csv"));
}

TEST_CASE("A run that is stopped during its burn-in starts anew", "[checkpoint]") {
  const TemporaryDirectory place;
  Words words = {
      "run", small(),    "-o",     (place / "r").string(), "--quiet", "clock.ticks=5", "-j",
      "1",   "--tables", "market", "clock.burn_in=1000000"};
  RunningPoach run(words);
  REQUIRE(appears(place / "r/market.csv.partial"));
  run.send(SIGINT);
  const Outcome outcome = run.wait();
  CHECK(outcome.code == 130);
  CHECK(contains(outcome.err, "interrupted before the first tick"));
}

TEST_CASE("An interrupted run is neither overwritten nor taken for results", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  const std::string before = content(run.checkpoint);
  const Outcome anew = run.again({});
  CHECK(anew.code == 2);
  CHECK(contains(anew.err,
                 "holds a run that was interrupted; go on with --resume, or start anew "
                 "with --force"));
  CHECK(content(run.checkpoint) == before);
  const Outcome both = run.again({"--resume", "--force"});
  CHECK(both.code == 2);
  CHECK(contains(both.err, "--force"));
}

TEST_CASE("A checkpoint of another run is refused with the difference", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  const std::string before = content(run.checkpoint);
  const auto refused = [&](const Words& more, const std::string& reason) {
    const Outcome outcome = run.again(more);
    INFO(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "checkpoint.bin: " + reason));
    CHECK(contains(outcome.err, "start anew with --force"));
    CHECK(content(run.checkpoint) == before);
  };
  refused({"--resume", "--seed", "2"}, "the checkpoint is of a run with seed 1, not 2");
  refused({"--resume", "--replicates", "3"}, "the checkpoint is of a run with 1 replicates, not 3");
  refused({"--resume", "companies.Plain.pay.median=210k"}, "the checkpoint is of another scenario");
}

TEST_CASE("A checkpoint of another program or format is refused", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  SECTION("version") {
    rewrite(run.checkpoint, "0.1.0 (", "0.0.9 (");
    const Outcome outcome = run.again({"--resume"});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "the checkpoint was written by poach 0.0.9 ("));
  }
  SECTION("format") {
    rewrite(run.checkpoint, "poach checkpoint 3\n", "poach checkpoint 2\n");
    const Outcome outcome = run.again({"--resume"});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "this is not a checkpoint of this version"));
  }
}

TEST_CASE("A flipped bit anywhere in a checkpoint is found", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  const std::string whole = content(run.checkpoint);
  const std::size_t size = whole.size();
  for (const std::size_t at : {std::size_t{0}, std::size_t{20}, std::size_t{60}, size / 3, size / 2,
                               size - 65, size - 64, size - 1}) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    put(run.checkpoint, damaged);
    const Outcome outcome = run.again({"--resume"});
    CAPTURE(at, size, outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, at == 0 ? "not a checkpoint" : "checksum does not match"));
  }
  for (const std::size_t kept : {std::size_t{0}, std::size_t{30}, size / 2, size - 1}) {
    put(run.checkpoint, whole.substr(0, kept));
    CHECK(run.again({"--resume"}).code == 2);
  }
  put(run.checkpoint, whole + "x");
  CHECK(run.again({"--resume"}).code == 2);
}

TEST_CASE("A flipped bit anywhere in the rows of a checkpoint is found", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  const files::path table = run.results / "market.csv.partial";
  const std::string whole = content(table);
  REQUIRE(whole.size() > 1000);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 25) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
    put(table, damaged);
    const Outcome outcome = run.again({"--resume"});
    CAPTURE(at, outcome.err);
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "bytes are not those of the checkpoint"));
    CHECK(contains(outcome.err, "start anew with --force"));
    CHECK(content(table) == damaged);
  }
  // What was written after the checkpoint is cut off, whatever it is.
  put(table, whole + "0,1,damaged");
  CHECK(run.again({"--resume"}).code == 0);
  const std::string resumed = content(run.results / "market.csv");
  CHECK(run.again({"--force"}).code == 0);
  CHECK(content(run.results / "market.csv") == resumed);
}

TEST_CASE("A missing or short table is named", "[checkpoint]") {
  const StoppedRun run;
  REQUIRE(run.outcome.code == 130);
  const files::path table = run.results / "market.csv.partial";
  SECTION("missing") {
    files::remove(table);
    const Outcome outcome = run.again({"--resume"});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "market.csv.partial: No such file"));
  }
  SECTION("short") {
    files::resize_file(table, 100);
    const Outcome outcome = run.again({"--resume"});
    CHECK(outcome.code == 2);
    CHECK(
        contains(outcome.err, "market.csv.partial: it holds 100 bytes, and the checkpoint needs"));
    CHECK(contains(outcome.err, "start anew with --force"));
  }
}

TEST_CASE("--resume without a checkpoint starts, and on a finished run does nothing",
          "[checkpoint]") {
  const TemporaryDirectory place;
  CHECK(run_poach(run_words(kind(), place / "r", {"--resume"})).code == 0);
  CHECK((contents(place / "r") == reference(kind())));
  CHECK(run_poach(run_words(kind(), place / "r", {"--resume"})).code == 0);
  CHECK((contents(place / "r") == reference(kind())));
}

TEST_CASE("Results without manifest or checkpoint are not overwritten", "[checkpoint]") {
  const TemporaryDirectory place;
  files::create_directories(place / "r");
  put(place / "r/moves.csv", "somebody's table\n");
  for (const char* word : {"--resume", "--progress=never"}) {
    const Outcome outcome = run_poach(run_words(kind(), place / "r", {word}));
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "holds moves.csv and neither a manifest nor a checkpoint"));
    CHECK(content(place / "r/moves.csv") == "somebody's table\n");
  }
}

TEST_CASE("Two processes do not write to one directory", "[checkpoint]") {
  const TemporaryDirectory place;
  const Words words = {
      "run",      small(), "-o", (place / "r").string(), "--quiet", "clock.ticks=40000",
      "--tables", "market"};
  RunningPoach first(words);
  REQUIRE(appears(place / "r/market.csv.partial"));
  Words forced = words;
  forced.push_back("--force");
  const Outcome second = run_poach(forced);
  CHECK(second.code == 2);
  CHECK(contains(second.err, "is being written by another poach"));
  first.send(SIGINT);
  CHECK(first.wait().code == 130);
}
