// collect: what it refuses, and that its memory does not grow with the sweep.

#include "sweep/collect.hpp"

#include <sys/resource.h>

#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/temporary_directory.hpp"
#include "sweep/shard.hpp"

using namespace poach::sweep;
using namespace poach::support;
namespace files = std::filesystem;

namespace {

SweepPlan small_plan(const TemporaryDirectory& directory, const std::string& name, int replicates) {
  const auto spec =
      put(directory / (name + ".yaml"),
          "scenario: " + source_file("tests/cli/small.yaml") +
              "\nparameters: {market.decisions.taste: [0.25, 0.5]}\nreplicates: " +
              std::to_string(replicates) + "\nrecord: {tables: [market], every: 52}\n");
  return make_plan(spec, {directory / name});
}

// A finished run with about `bytes` of rows that no compression makes small.
RunRecord run_with(std::uint64_t key, std::size_t bytes) {
  RunRecord record;
  record.key = key;
  record.state_hash = "0";
  std::uint64_t digits = key;
  while (record.tables[0].size() < bytes) {
    digits = digits * 6364136223846793005U + 1442695040888963407U;
    record.tables[0] += "0,0," + std::to_string(digits) + "\n";
  }
  return record;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// Collects a sweep of this many made-up runs; returns the bytes of its tables.
std::uint64_t collect_made_up(const TemporaryDirectory& directory, int replicates) {
  const SweepPlan plan = small_plan(directory, std::to_string(replicates), replicates);
  {
    ShardWriter shard(plan.directory, "test");
    for (std::uint64_t k = 0; k < plan.runs(); ++k) shard.append(run_with(plan.key(k), 12'000));
  }
  const CollectResult result = collect(plan, {plan.directory / "tables"});
  CHECK(result.done == plan.runs());
  return result.bytes;
}

}  // namespace

TEST_CASE("Results that differ for one run are refused, and nothing is written",
          "[sweep][collect]") {
  const TemporaryDirectory directory;
  const SweepPlan plan = small_plan(directory, "two", 1);
  {
    ShardWriter shard(plan.directory, "test");
    for (std::uint64_t k = 0; k < plan.runs(); ++k) shard.append(run_with(plan.key(k), 100));
    shard.append(run_with(plan.key(0), 100));
  }
  CHECK(collect(plan, {plan.directory / "tables"}).duplicates == 1);
  {
    ShardWriter shard(plan.directory, "test");
    shard.append(run_with(plan.key(0), 200));
  }
  CHECK_THROWS_WITH(
      collect(plan, {plan.directory / "other", true}),
      contains_text("gave different results") && contains_text(key_text(plan.key(0))));
  CHECK_FALSE(files::exists(plan.directory / "other"));
}

TEST_CASE("The memory of collect does not grow with the sweep", "[sweep][collect]") {
  const TemporaryDirectory directory;
  const std::uint64_t few = collect_made_up(directory, 500);
  const long before = peak_kilobytes();
  const std::uint64_t many = collect_made_up(directory, 5000);
  REQUIRE(many > few + 100'000'000);
  // Ten times the runs are 100 MB more; what stays is 100 bytes of index a run.
#ifdef __SANITIZE_ADDRESS__
  WARN("not measured: the address sanitizer holds on to freed memory "
       << peak_kilobytes() - before);
#else
  CHECK(peak_kilobytes() - before < 10'000);
#endif
}
