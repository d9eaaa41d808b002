#pragma once
// The verbs of `poach sweep`. Each returns an exit code: 0 complete, 3 some runs failed, 75
// interrupted and resumable, unless a worker is given another code for that; InputError is 2.

#include <cstdint>
#include <string>
#include <vector>

namespace poach::app {

struct SweepArguments {
  std::string directory;
  std::string spec;
  std::string output;
  std::string on = "local";
  std::string key;
  std::string shard;
  std::int64_t shard_from = 0;
  std::int64_t requeue_code = 75;
  std::string progress = "auto";
  std::int64_t replicates = 0;
  std::int64_t points = 0;
  std::int64_t max_failures = 0;
  std::int64_t tasks = 0;
  std::int64_t throttle = 0;
  std::int64_t minutes = 60;
  std::string partition;
  std::vector<std::string> sbatch;
  int threads = 0;
  bool dry_run = false;
  bool fail_fast = false;
  bool retry_failed = false;
  bool partial = false;
  bool force = false;
  bool watch = false;
  bool json = false;
  bool wait = false;
  bool quiet = false;
};

int sweep_plan(const SweepArguments& arguments);
int sweep_run(const SweepArguments& arguments);
int sweep_worker(const SweepArguments& arguments);
int sweep_status(const SweepArguments& arguments);
int sweep_collect(const SweepArguments& arguments);
int sweep_extend(const SweepArguments& arguments);
int sweep_rerun(const SweepArguments& arguments);
int sweep_cancel(const SweepArguments& arguments);

}  // namespace poach::app
