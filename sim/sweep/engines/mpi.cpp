// A manager and workers: rank 0 hands out chunks of runs, every other rank carries them out and
// writes a shard of its own. A run that fails is caught inside its rank: an abort would end all.
#ifdef POACH_HAS_MPI

#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/terminal.hpp"
#include "sweep/engines.hpp"

namespace poach::sweep {
namespace {

constexpr int tag_request = 1;
constexpr int tag_chunk = 2;

/// What a worker says when it asks for more.
struct Request {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t stopped = 0;  ///< 1: it was told to stop and takes no more
};
/// From and to in the list of runs; equal when there is no more.
using Chunk = std::array<std::uint64_t, 2>;

class Communicator {
 public:
  Communicator() {
    MPI_Init(nullptr, nullptr);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
  }
  Communicator(const Communicator&) = delete;
  Communicator& operator=(const Communicator&) = delete;
  ~Communicator() { MPI_Finalize(); }
  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }

 private:
  int rank_ = 0;
  int size_ = 1;
};

// Every rank takes the list of rank 0: shards grow while others read them.
std::vector<std::uint64_t> shared_list(const Communicator& ranks, const SweepPlan& plan,
                                       bool retry_failed) {
  std::vector<std::uint64_t> indices;
  if (ranks.rank() == 0) indices = runs_to_do(plan, retry_failed);
  std::uint64_t count = indices.size();
  MPI_Bcast(&count, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
  if (count > 2'000'000'000) throw InputError("error: more than 2 billion runs are left");
  indices.resize(count);
  MPI_Bcast(indices.data(), static_cast<int>(count), MPI_UINT64_T, 0, MPI_COMM_WORLD);
  return indices;
}

// Chunks shrink towards the end, so that no rank is left with much while the others wait.
std::uint64_t chunk_size(std::uint64_t left, int workers) {
  return std::clamp<std::uint64_t>(left / (8 * static_cast<std::uint64_t>(workers)), 1, 64);
}

Ending manage(const Communicator& ranks, std::uint64_t runs, const Limits& limits) {
  std::uint64_t next = 0;
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  bool stopped = false;
  for (int working = ranks.size() - 1; working > 0;) {
    Request request;
    MPI_Status from;
    MPI_Recv(&request, 3, MPI_UINT64_T, MPI_ANY_SOURCE, tag_request, MPI_COMM_WORLD, &from);
    done += request.done;
    failed += request.failed;
    stopped = stopped || request.stopped != 0 || (limits.stop && limits.stop());
    const bool too_many = limits.max_failures > 0 && failed >= limits.max_failures;
    Chunk chunk{next, next};
    if (!stopped && !too_many) {
      chunk[1] = std::min(runs, next + chunk_size(runs - next, ranks.size() - 1));
    }
    next = chunk[1];
    if (chunk[0] == chunk[1]) --working;
    MPI_Send(chunk.data(), 2, MPI_UINT64_T, from.MPI_SOURCE, tag_chunk, MPI_COMM_WORLD);
  }
  if (limits.max_failures > 0 && failed >= limits.max_failures) return Ending::failures;
  return done < runs ? Ending::stopped : Ending::complete;
}

void work(const Communicator& ranks, const SweepPlan& plan,
          const std::vector<std::uint64_t>& indices, const Limits& limits) {
  const PointScenarios scenarios(plan);
  ShardWriter shard(plan.directory, fmt::format("rank{}", ranks.rank()));
  Request request;
  for (;;) {
    Chunk chunk{};
    MPI_Send(&request, 3, MPI_UINT64_T, 0, tag_request, MPI_COMM_WORLD);
    MPI_Recv(chunk.data(), 2, MPI_UINT64_T, 0, tag_chunk, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (chunk[0] == chunk[1]) return;
    request = {};
    for (std::uint64_t k = chunk[0]; k < chunk[1]; ++k) {
      request.stopped = limits.stop && limits.stop() ? 1 : 0;
      if (request.stopped != 0) break;
      shard.append_start(plan.key(indices[k]));
      const RunRecord record = execute(plan, scenarios, indices[k]);
      shard.append(record);
      ++request.done;
      if (record.status != Status::failed) continue;
      ++request.failed;
      if (limits.max_failures > 0 && request.failed >= limits.max_failures) break;
    }
  }
}

}  // namespace

bool has_mpi() { return true; }

std::optional<Ending> run_on_mpi(const SweepPlan& plan, bool retry_failed, const Limits& limits) {
  const Communicator ranks;
  if (ranks.size() == 1) {
    return run_on_threads(plan, runs_to_do(plan, retry_failed), 1, limits, {});
  }
  try {
    const std::vector<std::uint64_t> indices = shared_list(ranks, plan, retry_failed);
    if (ranks.rank() == 0) return manage(ranks, indices.size(), limits);
    work(ranks, plan, indices, limits);
  } catch (const std::exception& error) {
    // A full disk, a shard that cannot be read: the other ranks would wait for this one for ever.
    print_text(stderr, fmt::format("poach: error: rank {}: {}\n", ranks.rank(), error.what()));
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  return std::nullopt;
}

}  // namespace poach::sweep

#endif
