// Disks that are full, read-only, limited or gone, and readers that have left.

#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "small_runs.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

const RunKind& kind() { return run_kinds().front(); }

// A disk of a few pages in memory, gone at the end of the test.
class SmallDisk {
 public:
  explicit SmallDisk(const files::path& at, const std::string& size) : at_(at) {
    files::create_directories(at);
    const std::string options = "size=" + size;
    mounted_ = ::mount("none", at.c_str(), "tmpfs", 0, options.c_str()) == 0;
    if (!mounted_) WARN("skipped: no disk can be mounted here (" << std::strerror(errno) << ")");
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool is_mounted() const { return mounted_; }
  void make(unsigned long flags, const std::string& size) const {
    REQUIRE(::mount("none", at_.c_str(), "tmpfs", MS_REMOUNT | flags, ("size=" + size).c_str()) ==
            0);
  }

 private:
  files::path at_;
  bool mounted_ = false;
};

// A shell command; POACH and SMALL stand for the program and the scenario.
Outcome shell(const std::string& command) {
  return run_process("/usr/bin/env", {"POACH=" + program_file(), "SMALL=" + small(), "bash", "-o",
                                      "pipefail", "-c", command});
}

}  // namespace

TEST_CASE("A run on a full disk fails, and resumes when there is room", "[disk]") {
  const TemporaryDirectory place;
  const SmallDisk disk(place / "disk", "32k");
  if (!disk.is_mounted()) return;
  const files::path results = place / "disk/r";
  const Outcome full = run_poach(run_words(kind(), results));
  CHECK(full.code == 1);
  CHECK(contains(full.err, results.string()));
  CHECK(contains(full.err, "No space left on device (disk full)"));
  CHECK(wrong_files(results, reference(kind())).empty());
  CHECK_FALSE(files::exists(results / "manifest.json"));
  disk.make(0, "4m");
  const Outcome resumed = run_poach(run_words(kind(), results, {"--resume"}));
  INFO(resumed.err);
  CHECK(resumed.code == 0);
  CHECK((contents(results) == reference(kind())));
}

TEST_CASE("A disk that fills up at any size leaves no file that looks whole and is not", "[disk]") {
  const TemporaryDirectory place;
  const SmallDisk disk(place / "disk", "4k");
  if (!disk.is_mounted()) return;
  const files::path results = place / "disk/r";
  int full = 0;
  for (int pages = 1; pages < 200; ++pages) {
    disk.make(0, std::to_string(4 * pages) + "k");
    files::remove_all(results);
    const Outcome outcome = run_poach(run_words(kind(), results));
    CAPTURE(pages, outcome.err);
    CHECK(wrong_files(results, reference(kind())).empty());
    if (outcome.code == 0) break;
    CHECK(outcome.code == 1);
    CHECK(contains(outcome.err, "No space left on device"));
    ++full;
  }
  WARN(full << " sizes of a full disk");
  CHECK(full > 10);
  CHECK(full < 190);
}

TEST_CASE("A read-only disk is named", "[disk]") {
  const TemporaryDirectory place;
  const SmallDisk disk(place / "disk", "4m");
  if (!disk.is_mounted()) return;
  files::create_directories(place / "disk/empty");
  REQUIRE(run_poach(run_words(kind(), place / "disk/done")).code == 0);
  disk.make(MS_RDONLY, "4m");
  for (const char* name : {"new", "empty"}) {
    const files::path results = place / "disk" / name;
    const Outcome outcome = run_poach(run_words(kind(), results));
    CHECK(outcome.code == 1);
    CHECK(contains(outcome.err, results.string()));
    CHECK(contains(outcome.err, "Read-only file system"));
  }
  const Outcome forced =
      run_poach(run_words(kind(), place / "disk/done", {"--seed", "2", "--force"}));
  CHECK(forced.code == 1);
  CHECK(contains(forced.err, "cannot remove"));
  CHECK((contents(place / "disk/done") == reference(kind())));
  // What is finished there is found so, and read.
  CHECK(run_poach(run_words(kind(), place / "disk/done")).code == 0);
}

TEST_CASE("A directory without permission is named", "[disk]") {
  const TemporaryDirectory place;
  files::permissions(place.path(), files::perms::owner_read | files::perms::owner_exec);
  if (::geteuid() == 0) {
    WARN("skipped: permissions do not stop the superuser");
    return;
  }
  const Outcome outcome = run_poach(run_words(kind(), place / "r"));
  files::permissions(place.path(), files::perms::owner_all);
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "Permission denied"));
}

TEST_CASE("A file size limit is an error, not a death by signal", "[disk]") {
  const TemporaryDirectory place;
  const files::path results = place / "r";
  for (const char* kilobytes : {"1", "4", "8"}) {
    const Outcome outcome = shell(std::string("ulimit -f ") + kilobytes +
                                  "; \"$POACH\" run \"$SMALL\" -o " + results.string());
    CAPTURE(kilobytes, outcome.err);
    CHECK(outcome.code == 1);
    CHECK(contains(outcome.err, "File too large (file size limit reached)"));
    CHECK(contains(outcome.err, results.string()));
    CHECK_FALSE(files::exists(results / "manifest.json"));
  }
}

TEST_CASE("A directory that vanishes under a run is an error", "[disk]") {
  const TemporaryDirectory place;
  const files::path results = place / "r";
  RunningPoach run({"run", small(), "-o", results.string(), "--quiet", "clock.ticks=40000",
                    "--tables", "market", "--checkpoint-every", "50"});
  REQUIRE(appears(results / "checkpoint.bin"));
  std::error_code ignored;
  for (int k = 0; k < 100 && files::exists(results); ++k) files::remove_all(results, ignored);
  const Outcome outcome = run.wait();
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, results.string()));
  CHECK(contains(outcome.err, "No such file or directory"));
  CHECK_FALSE(files::exists(results));
}

TEST_CASE("A closed pipe gives an error and exit code 1, not silence", "[disk][pipe]") {
  // The reader is gone before there is anything to read: a short output must not pass either.
  const std::string error = "poach: error: cannot write to the standard output";
  const TemporaryDirectory place;
  const auto judged = put(
      place / "judged.yaml",
      content(small()) + "expect: [{name: moves, table: market, column: moves, at_least: 0}]\n");
  for (const char* verb : {"show", "validate", "check"}) {
    const std::string command = std::string("\"$POACH\" ") + verb + " " + judged.string();
    for (const std::string& all :
         {"(sleep 0.2; " + command + ") | true", command + " > /dev/full"}) {
      const Outcome outcome = shell(all);
      CAPTURE(all, outcome.err);
      CHECK(outcome.code == 1);
      CHECK(contains(outcome.err, error));
    }
  }
}

TEST_CASE("A run with closed pipes is carried out", "[disk][pipe]") {
  const TemporaryDirectory place;
  const std::string results = (place / "r").string();
  // The bar is drawn many times into a pipe that nobody reads.
  const Outcome outcome =
      shell("\"$POACH\" run \"$SMALL\" clock.ticks=20000 --tables market --progress always -o " +
            results + " 2> >(exec 0<&-) > /dev/null");
  CHECK(outcome.code == 0);
  CHECK(files::exists(place / "r/manifest.json"));
}
