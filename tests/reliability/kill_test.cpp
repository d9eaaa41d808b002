// Runs that are killed at random moments, resumed, and killed again end with the bytes of an
// undisturbed run. The moments are drawn from fixed seeds; what the processes have done by then
// depends on the machine, and must not matter.

#include <signal.h>

#include <chrono>
#include <random>
#include <thread>

#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

// How often each thing happened; a test in which nothing was ever cut short proves nothing.
struct Tally {
  int killed = 0;
  int stopped = 0;   ///< by a signal, with a checkpoint
  int finished = 0;  ///< before the signal came
};

// A market large enough to be caught in the middle.
const RunKind& caught_kind(std::uint64_t number) {
  static const std::vector<RunKind> kinds = {
      {"long", {"clock.ticks=2600"}, {"--checkpoint-every", "40"}},
      {"long without checkpoints of its own", {"clock.ticks=2000", "--tables", "moves"}},
      {"batches",
       {"clock.ticks=300", "--replicates", "24", "--tables", "market,moves"},
       {"--checkpoint-every", "1"}},
      {"long compressed", {"clock.ticks=1500", "--compress", "zst"}, {"--checkpoint-every", "25"}}};
  return kinds[number % kinds.size()];
}

double seconds_undisturbed(const RunKind& kind) {
  const TemporaryDirectory place;
  const auto before = Clock::now();
  REQUIRE(run_poach(run_words(kind, place / "r", {"-j", "1"})).code == 0);
  return std::chrono::duration<double>(Clock::now() - before).count();
}

// One process, and a signal somewhere within its life. False when it finished first.
void disturb_once(const RunKind& kind, const files::path& results, std::mt19937_64& draws,
                  Tally& tally) {
  static std::map<std::string, double> seconds;
  if (!seconds.contains(kind.name)) seconds[kind.name] = seconds_undisturbed(kind);
  const double moment =
      std::uniform_real_distribution<double>(0.0, 1.1 * seconds[kind.name])(draws);
  const int signals[] = {SIGKILL, SIGKILL, SIGKILL, SIGINT, SIGTERM, SIGUSR1};
  const int signal = signals[draws() % 6];
  const std::string threads = draws() % 2 == 0 ? "1" : "2";
  RunningPoach run(run_words(kind, results, {"--resume", "-j", threads}));
  std::this_thread::sleep_for(std::chrono::duration<double>(moment));
  run.send(signal);
  const Outcome outcome = run.wait();
  INFO(outcome.err);
  CAPTURE(signal, moment, outcome.code);
  if (outcome.code == 0) {
    ++tally.finished;
  } else if (outcome.code == 130 && !(signal == SIGINT && outcome.err.empty())) {
    CHECK(signal != SIGKILL);
    CHECK(contains(outcome.err, "--resume"));
    ++tally.stopped;
  } else {
    // A signal other than SIGKILL that comes before the program listens ends it like any program:
    // without a word, and after SIGINT with the code of a run that was stopped.
    CHECK(outcome.code == 128 + signal);
    ++tally.killed;
  }
  CHECK(wrong_files(results, reference(kind)).empty());
}

// Until the given number of processes was hit; those that finished first do not count.
void kill_at_random(std::uint64_t seed, int caught) {
  std::mt19937_64 draws(seed);
  Tally tally;
  while (tally.killed + tally.stopped < caught) {
    REQUIRE(tally.finished < 5 * caught);
    const RunKind& kind = caught_kind(draws());
    const TemporaryDirectory place;
    const files::path results = place / "r";
    const int times = 1 + static_cast<int>(draws() % 6);
    for (int k = 0; k < times; ++k) disturb_once(kind, results, draws, tally);
    const Outcome last = run_poach(run_words(kind, results, {"--resume"}));
    INFO(kind.name << ": " << last.err);
    CHECK(last.code == 0);
    CHECK((contents(results) == reference(kind)));
  }
  WARN(tally.killed << " killed, " << tally.stopped << " stopped with a checkpoint, "
                    << tally.finished << " had finished");
}

}  // namespace

TEST_CASE("Runs hit at twenty random moments end with the same bytes", "[kill]") {
  kill_at_random(1, 20);
}

TEST_CASE("Runs hit at hundreds of random moments end with the same bytes", "[kill][slow]") {
  kill_at_random(2, 400);
}
