// base/parallel.hpp on the threads of the standard library, for programs that cannot have oneTBB:
// static ones, and those of systems without it.

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/first_failure.hpp"
#include "base/parallel.hpp"

#ifdef __linux__
#include <sched.h>
#endif

namespace poach {
namespace {

using Work = std::function<void(std::size_t piece, std::size_t seat)>;

// The cores that this process may use, which are fewer than the machine's in a batch job.
int usable_cores() {
#ifdef __linux__
  cpu_set_t usable;
  if (::sched_getaffinity(0, sizeof usable, &usable) == 0) return CPU_COUNT(&usable);
#endif
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

// One call of for_each. Whoever comes takes the next piece until none is left.
class Call {
 public:
  Call(std::size_t pieces, const Work& work) : pieces_(pieces), work_(work) {}

  void take_part(std::size_t seat) {
    for (std::size_t piece = next_++; piece < pieces_; piece = next_++) {
      failure_.guard(piece, [&] { work_(piece, seat); });
    }
  }
  void rethrow() const { failure_.rethrow(); }

 private:
  std::size_t pieces_;
  const Work& work_;
  std::atomic<std::size_t> next_ = 0;
  FirstFailure failure_;
};

}  // namespace

// The caller of for_each has seat 0, the threads of the team have the others.
struct Workers::Team {
  explicit Team(int threads) : count(threads) {
    for (int seat = 1; seat < count; ++seat) {
      others_.emplace_back([this, seat] { wait_for_calls(static_cast<std::size_t>(seat)); });
    }
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;
  ~Team() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    called_.notify_all();
    for (std::thread& other : others_) other.join();
  }

  // The team works on one call at a time. Whoever calls meanwhile works alone: a piece that calls
  // its own team again, which keeps its seat, and callers of other threads.
  void run(std::size_t pieces, const Work& work) {
    Call call(pieces, work);
    std::unique_lock turn(turns_, std::defer_lock);
    if (here.team == this) {
      call.take_part(here.number);
    } else if (!turn.try_lock()) {
      call.take_part(0);
    } else {
      const Seat outer = std::exchange(here, {this, 0});
      open(call);
      call.take_part(0);
      close();
      here = outer;
    }
    call.rethrow();
  }

  const int count;

 private:
  void open(Call& call) {
    {
      const std::lock_guard lock(mutex_);
      present_ = &call;
      ++calls_;
    }
    called_.notify_all();
  }

  // Threads that have not come by now need not come, and those that have are waited for.
  void close() {
    std::unique_lock lock(mutex_);
    present_ = nullptr;
    left_.wait(lock, [this] { return taking_part_ == 0; });
  }

  void wait_for_calls(std::size_t seat) {
    here = {this, seat};
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex_);
    while (true) {
      called_.wait(lock, [&] { return closing_ || (present_ != nullptr && calls_ != seen); });
      if (closing_) return;
      seen = calls_;
      Call& call = *present_;
      ++taking_part_;
      lock.unlock();
      call.take_part(seat);
      lock.lock();
      if (--taking_part_ == 0) left_.notify_one();
    }
  }

  // Of the piece that a thread is at.
  struct Seat {
    const Team* team = nullptr;
    std::size_t number = 0;
  };
  static thread_local Seat here;

  std::mutex turns_;
  std::mutex mutex_;  // guards all that follows
  std::condition_variable called_;
  std::condition_variable left_;
  Call* present_ = nullptr;
  std::uint64_t calls_ = 0;
  int taking_part_ = 0;
  bool closing_ = false;
  std::vector<std::thread> others_;
};

thread_local Workers::Team::Seat Workers::Team::here;

Workers::Workers(int threads)
    : team_(std::make_unique<Team>(threads > 0 ? threads : usable_cores())) {}
Workers::~Workers() = default;
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;

int Workers::threads() const { return team_->count; }

void Workers::for_each(std::size_t pieces, const std::function<void(std::size_t)>& work) const {
  for_each_seated(pieces, [&work](std::size_t piece, std::size_t) { work(piece); });
}

void Workers::for_each_seated(std::size_t pieces, const Work& work) const {
  if (team_->count == 1 || pieces < 2) {
    for (std::size_t piece = 0; piece < pieces; ++piece) work(piece, 0);
  } else {
    team_->run(pieces, work);
  }
}

}  // namespace poach
