#include "rules/candidate_queue.hpp"

#include <random>
#include <set>
#include <vector>

#include "support/catch.hpp"

namespace {

using poach::rules::Candidate;
using poach::rules::CandidateQueue;

struct Before {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return poach::rules::better(a, b);
  }
};
using Ordered = std::set<Candidate, Before>;  // what the queue stands for

bool same(const Candidate& a, const Candidate& b) {
  return a.surplus == b.surplus && a.priority == b.priority && a.wish == b.wish;
}

}  // namespace

// 200 queues of up to 100 candidates with many equal surpluses, 2,000 changes each: additions,
// removals and lowered surpluses at random, with one best after each.
TEST_CASE("the best of a candidate queue is that of an ordered set") {
  std::mt19937 random(20250701);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int market = 0; market < 200; ++market) {
    const std::uint32_t size = 1 + below(100);
    const std::uint32_t surpluses = 1 + below(60);
    std::vector<Candidate> heap(size);
    CandidateQueue queue;
    Ordered ordered;
    std::vector<std::uint32_t> free_wishes;
    for (std::uint32_t w = 0; w < size; ++w) free_wishes.push_back(w);
    for (int change = 0; change < 2'000; ++change) {
      const std::uint32_t what = below(4);
      if (what < 2 && !free_wishes.empty()) {
        std::swap(free_wishes[below(static_cast<std::uint32_t>(free_wishes.size()))],
                  free_wishes.back());
        const Candidate added{double(below(surpluses)), below(3), free_wishes.back()};
        free_wishes.pop_back();
        queue.add(added, heap.data());
        ordered.insert(added);
      } else if (what == 2 && !ordered.empty()) {
        free_wishes.push_back(queue.best(heap.data()).wish);
        queue.remove_best();
        ordered.erase(ordered.begin());
      } else if (what == 3 && !ordered.empty()) {
        Candidate lowered = *ordered.begin();
        lowered.surplus -= below(surpluses);
        static_cast<void>(queue.best(heap.data()));
        queue.lower_best(lowered.surplus);
        ordered.erase(ordered.begin());
        ordered.insert(lowered);
      }
      REQUIRE(queue.empty() == ordered.empty());
      if (!ordered.empty()) REQUIRE(same(queue.best(heap.data()), *ordered.begin()));
    }
  }
}
