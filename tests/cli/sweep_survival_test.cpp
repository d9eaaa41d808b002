// poach sweep run: killed at any moment, twice at once, on a full or read-only disk.

#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include <vector>

#include "small_sweep.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

const char* const long_runs = "{clock.ticks: [900, 1100]}";

void require_same_tables(SmallSweep& sweep, const std::string& reference) {
  REQUIRE(run_poach({"sweep", "collect", reference}).code == 0);
  for (const char* name : {"runs.csv", "market.csv", "moves.csv"}) {
    CAPTURE(name);
    CHECK(sweep.table(name) == content(files::path(reference) / "tables" / name));
  }
}

/// A plan and, beside it, the same plan carried out without disturbance.
struct Twins {
  explicit Twins(const std::string& more) : sweep(more, long_runs) {
    REQUIRE(sweep.plan().code == 0);
    files::copy(sweep.sweep, reference, files::copy_options::recursive);
    REQUIRE(run_poach({"sweep", "run", reference, "--quiet"}).code == 0);
  }
  SmallSweep sweep;
  std::string reference = (sweep.directory / "reference").string();
};

/// A file system of its own in memory; `is_there` is false where mounting is not allowed.
class SmallDisk {
 public:
  SmallDisk(const files::path& folder, const char* size) : folder_(folder) {
    files::create_directories(folder);
    is_there = mount("tmpfs", folder.c_str(), "tmpfs", 0, size) == 0;
  }
  ~SmallDisk() {
    if (is_there) umount(folder_.c_str());
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  void remount(unsigned long flags, const char* size) {
    REQUIRE(mount("tmpfs", folder_.c_str(), "tmpfs", MS_REMOUNT | flags, size) == 0);
  }
  bool is_there = false;

 private:
  files::path folder_;
};

}  // namespace

TEST_CASE("kill -9 at fifty moments loses no finished run", "[cli][sweep]") {
  Twins twins("replicates: 300\nrecord: {tables: [market, moves], every: 100}\n");
  const std::string& sweep = twins.sweep.sweep;
  unsigned moment = 12345;
  int killed = 0;
  int done = 0;
  for (int k = 0; k < 50; ++k) {
    moment = moment * 1103515245U + 12345U;
    RunningPoach running({"sweep", "run", sweep, "-j2", "--quiet"});
    ::usleep(2000 + moment / 65536U % 60000U);
    running.send(SIGKILL);
    killed += running.wait().code == 128 + SIGKILL ? 1 : 0;
    if (k % 10 != 9) continue;
    const int before = done;
    done = twins.sweep.count("done");
    CHECK(done >= before);
  }
  CHECK(killed >= 40);
  CHECK(done > 0);
  CHECK(twins.sweep.count("failed") == 0);
  REQUIRE(twins.sweep.run().code == 0);
  CHECK(twins.sweep.count("done") == 600);
  require_same_tables(twins.sweep, twins.reference);
}

TEST_CASE("Two commands on one sweep at once repeat runs and change nothing", "[cli][sweep]") {
  Twins twins("replicates: 100\nrecord: {tables: [market, moves], every: 100}\n");
  const Words command = {"sweep", "run", twins.sweep.sweep, "-j1", "--quiet"};
  RunningPoach one(command);
  RunningPoach two(command);
  CHECK(one.wait().code == 0);
  CHECK(two.wait().code == 0);
  CHECK(twins.sweep.count("done") == 200);
  require_same_tables(twins.sweep, twins.reference);
}

TEST_CASE("A full disk stops a sweep with the reason, and space lets it go on", "[cli][sweep]") {
  Twins twins("replicates: 100\nrecord: {tables: [market, moves], every: 10}\n");
  const files::path folder = twins.sweep.directory / "disk";
  SmallDisk disk(folder, "size=256k");
  if (!disk.is_there) {
    WARN("mounting is not allowed here: the full disk is not tested");
    return;
  }
  const std::string sweep = (folder / "sweep").string();
  files::copy(twins.sweep.sweep, sweep, files::copy_options::recursive);
  twins.sweep.sweep = sweep;
  const Outcome full = twins.sweep.run({"-j2"});
  CAPTURE(full.err);
  CHECK(full.code == 1);
  CHECK(contains(full.err, "No space left on device"));
  CHECK(contains(full.err, "the same command goes on"));
  const int done = twins.sweep.count("done");
  CHECK(done > 0);
  CHECK(done < 200);
  CHECK(twins.sweep.count("failed") == 0);
  const Outcome collected = run_poach({"sweep", "collect", sweep, "--partial"});
  CHECK(collected.code == 1);
  CHECK_FALSE(files::exists(files::path(sweep) / "tables" / "runs.csv"));
  disk.remount(0, "size=64m");
  REQUIRE(twins.sweep.run().code == 0);
  require_same_tables(twins.sweep, twins.reference);
}

TEST_CASE("A sweep that cannot be written is read all the same", "[cli][sweep]") {
  Twins twins("replicates: 2\nrecord: {tables: [market, moves], every: 10}\n");
  const files::path folder = twins.sweep.directory / "disk";
  SmallDisk disk(folder, "size=64m");
  if (!disk.is_there) {
    WARN("mounting is not allowed here: the read-only directory is not tested");
    return;
  }
  const std::string sweep = (folder / "sweep").string();
  files::copy(twins.reference, sweep, files::copy_options::recursive);
  REQUIRE(run_poach({"sweep", "extend", sweep, "--replicates", "3"}).code == 0);
  disk.remount(MS_RDONLY, "size=64m");
  twins.sweep.sweep = sweep;
  const Outcome refused = twins.sweep.run();
  CAPTURE(refused.err);
  CHECK(refused.code == 1);
  CHECK(contains(refused.err, "Read-only file system"));
  CHECK(twins.sweep.count("done") == 4);
  const std::string elsewhere = (twins.sweep.directory / "tables").string();
  CHECK(run_poach({"sweep", "collect", sweep}).code == 2);  // runs are missing
  CHECK(run_poach({"sweep", "collect", sweep, "--partial"}).code == 1);
  CHECK(run_poach({"sweep", "collect", sweep, "--partial", "-o", elsewhere}).code == 0);
  CHECK(lines(content(files::path(elsewhere) / "runs.csv")) == 7);
}
