#pragma once
// A company's free candidates, best first: a few in a short front beside the company's own data,
// the others in a heap. A company that is outbid alternates between few people, so most turns never
// touch the heap, which in a large market is rarely in the cache.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace poach::rules {

/// A candidate, with the surplus last computed for it. Surpluses only fall, so a best candidate
/// whose surplus is up to date is the best of all.
struct Candidate {
  double surplus;
  std::uint32_t priority;
  std::uint32_t wish;  ///< sorted like researchers, so it breaks ties in priority
};

[[nodiscard]] inline bool better(const Candidate& a, const Candidate& b) {
  if (a.surplus != b.surplus) return a.surplus > b.surplus;
  return a.priority != b.priority ? a.priority < b.priority : a.wish < b.wish;
}

/// The queue. `heap` is always the same memory, with room for all candidates of the company.
class CandidateQueue {
 public:
  [[nodiscard]] bool empty() const { return front_size_ + heap_size_ == 0; }

  void add(const Candidate& candidate, Candidate* heap) {
    if (front_size_ == most_in_front) {
      if (!better(candidate, front_[0])) return push(candidate, heap);
      make_room(heap);
    }
    insert(candidate);
  }

  /// The best by the surpluses last computed; not for an empty queue.
  [[nodiscard]] const Candidate& best(Candidate* heap) {
    if (heap_size_ > 0 && (front_size_ == 0 || better(heap_top_, front_[front_size_ - 1]))) {
      bring_to_front(heap);
    }
    return front_[front_size_ - 1];
  }
  /// Removes the best.
  void remove_best() { --front_size_; }
  /// Updates the surplus of the best.
  void lower_best(double surplus) {
    Candidate candidate = front_[--front_size_];
    candidate.surplus = surplus;
    insert(candidate);
  }

  /// Those who may become the best soon: the last two of the front.
  [[nodiscard]] std::span<const Candidate> likely() const {
    return std::span(front_.data(), front_size_).last(std::min(front_size_, 2U));
  }

 private:
  static constexpr std::uint32_t most_in_front = 12;

  // Puts a candidate into the front, which must have room.
  void insert(const Candidate& candidate) {
    std::uint32_t k = front_size_++;
    for (; k > 0 && better(front_[k - 1], candidate); --k) front_[k] = front_[k - 1];
    front_[k] = candidate;
  }

  // Moves the worse half of the front to the heap.
  void make_room(Candidate* heap) {
    constexpr std::uint32_t moved = most_in_front / 2;
    for (std::uint32_t k = 0; k < moved; ++k) push(front_[k], heap);
    std::copy(front_.begin() + moved, front_.end(), front_.begin());
    front_size_ -= moved;
  }

  // The heap's top; it is better than all in front.
  void bring_to_front(Candidate* heap) {
    if (front_size_ == most_in_front) make_room(heap);
    const Candidate top = heap_top_;
    sink(heap[--heap_size_], heap);
    front_[front_size_++] = top;
  }

  void push(const Candidate& candidate, Candidate* heap) {
    std::uint32_t k = heap_size_++;
    for (; k > 0 && better(candidate, heap[(k - 1) / 2]); k = (k - 1) / 2) {
      heap[k] = heap[(k - 1) / 2];
    }
    heap[k] = candidate;
    heap_top_ = heap[0];
  }
  // Puts a candidate in place of the heap's top.
  void sink(const Candidate candidate, Candidate* heap) {
    std::uint32_t k = 0;
    for (std::uint32_t child = 1; child < heap_size_; child = 2 * k + 1) {
      if (child + 1 < heap_size_ && better(heap[child + 1], heap[child])) ++child;
      if (!better(heap[child], candidate)) break;
      heap[k] = heap[child];
      k = child;
    }
    heap[k] = candidate;
    heap_top_ = heap[0];
  }

  std::uint32_t front_size_ = 0;
  std::uint32_t heap_size_ = 0;
  Candidate heap_top_{};                          // a copy
  std::array<Candidate, most_in_front> front_{};  // best last, so that few move
};

}  // namespace poach::rules
