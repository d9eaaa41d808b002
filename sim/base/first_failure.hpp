#pragma once
// What pieces of parallel work throw: of several failures, the one that a serial loop would have
// met.

#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>

namespace poach {

/// Keeps the exception of the piece with the lowest number.
class FirstFailure {
 public:
  /// Runs `work()`, which is the piece of this number.
  template <class Work>
  void guard(std::size_t piece, Work&& work) noexcept {
    try {
      work();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (piece < piece_) {
        piece_ = piece;
        failure_ = std::current_exception();
      }
    }
  }
  /// Passes on what was kept, once no piece runs any more.
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::size_t piece_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr failure_;
};

}  // namespace poach
