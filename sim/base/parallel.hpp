#pragma once
// The only door to threads. Work is cut into pieces whose number depends on the data alone; each
// piece writes to its own slot, and slots are merged in the order of the pieces.

#include <cstddef>
#include <functional>
#include <memory>

namespace poach {

/// A team of threads. A team of one runs everything in the caller.
class Workers {
 public:
  /// `threads` = 0 takes every core the process may use.
  explicit Workers(int threads);
  ~Workers();
  Workers(Workers&&) noexcept;
  Workers& operator=(Workers&&) noexcept;

  [[nodiscard]] int threads() const;
  /// Calls `work(piece)` once for each piece below `pieces`, in any order and at the same time.
  /// An exception of the piece with the lowest number is passed on.
  void for_each(std::size_t pieces, const std::function<void(std::size_t)>& work) const;
  /// The same; `work(piece, seat)` also gets the number of its thread, below threads(), which no
  /// two pieces have at the same time. For scratch memory, never for results.
  void for_each_seated(std::size_t pieces,
                       const std::function<void(std::size_t, std::size_t)>& work) const;

 private:
  struct Team;
  std::unique_ptr<Team> team_;
};

}  // namespace poach
