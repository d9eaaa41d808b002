// base/parallel.hpp on oneTBB.

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "base/first_failure.hpp"
#include "base/parallel.hpp"

#ifdef POACH_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace poach {
namespace {

// TBB hands work from thread to thread inside its library, where ThreadSanitizer sees nothing. This
// declares the order that TBB guarantees and no more: a piece starts after the call that submits it
// and ends before that call returns. Pieces stay unordered among themselves, so that their races
// are still seen.
class Handover {
 public:
  void give() { release(given_); }
  void start() { acquire(given_); }
  void end() { release(done_); }
  void collect() { acquire(done_); }

 private:
#ifdef POACH_THREAD_SANITIZER
  static void release(char& token) { __tsan_release(&token); }
  static void acquire(char& token) { __tsan_acquire(&token); }
#else
  static void release(char&) {}
  static void acquire(char&) {}
#endif
  char given_ = 0;
  char done_ = 0;
};

}  // namespace

struct Workers::Team {
  explicit Team(int threads) : count(threads) {
    if (threads > 1) {
      // More threads than cores are allowed on purpose: determinism is tested that way.
      control = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                      static_cast<std::size_t>(threads));
      arena = std::make_unique<tbb::task_arena>(threads);
    }
  }
  int count;
  std::unique_ptr<tbb::global_control> control;
  std::unique_ptr<tbb::task_arena> arena;
};

Workers::Workers(int threads)
    : team_(std::make_unique<Team>(threads > 0 ? threads : tbb::info::default_concurrency())) {}
Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

int Workers::threads() const { return team_->count; }

void Workers::for_each(std::size_t pieces, const std::function<void(std::size_t)>& work) const {
  if (!team_->arena || pieces < 2) {
    for (std::size_t piece = 0; piece < pieces; ++piece) work(piece);
    return;
  }
  FirstFailure failure;
  Handover handover;
  handover.give();
  team_->arena->execute([&] {
    tbb::parallel_for(std::size_t{0}, pieces, [&](std::size_t piece) {
      handover.start();
      failure.guard(piece, [&] { work(piece); });
      handover.end();
    });
  });
  handover.collect();
  failure.rethrow();
}

void Workers::for_each_seated(std::size_t pieces,
                              const std::function<void(std::size_t, std::size_t)>& work) const {
  if (!team_->arena || pieces < 2) {
    for (std::size_t piece = 0; piece < pieces; ++piece) work(piece, 0);
    return;
  }
  for_each(pieces, [&](std::size_t piece) {
    work(piece, static_cast<std::size_t>(tbb::this_task_arena::current_thread_index()));
  });
}

}  // namespace poach
