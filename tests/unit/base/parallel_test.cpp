#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/exact_sum.hpp"
#include "base/stream.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

constexpr int team_sizes[] = {1, 2, 4, 8};

/// The message of the exception that for_each passes on; empty when it passes none.
std::string failure_of(const Workers& workers, std::size_t pieces,
                       const std::set<std::size_t>& failing) {
  try {
    workers.for_each(pieces, [&](std::size_t piece) {
      // Later pieces fail sooner, so that the first failure in time is not the lowest piece.
      std::this_thread::sleep_for(std::chrono::microseconds(20 * (pieces - piece)));
      if (failing.contains(piece)) throw std::runtime_error(std::to_string(piece));
    });
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("every piece is worked on exactly once", "[base][parallel]") {
  for (const int threads : team_sizes) {
    const Workers workers(threads);
    CHECK(workers.threads() == threads);
    for (const std::size_t pieces : {0U, 1U, 2U, 3U, 7U, 1000U}) {
      std::vector<std::atomic<int>> visits(pieces + 1);
      workers.for_each(pieces, [&](std::size_t piece) { ++visits.at(piece); });
      bool once = visits[pieces] == 0;
      for (std::size_t piece = 0; piece < pieces; ++piece) once = once && visits[piece] == 1;
      CAPTURE(threads, pieces);
      CHECK(once);
    }
  }
}

TEST_CASE("pieces really run at the same time", "[base][parallel]") {
  // Two pieces that wait for each other finish only when two threads take them.
  const Workers workers(2);
  std::atomic<int> arrived = 0;
  std::atomic<bool> met = true;
  workers.for_each(2, [&](std::size_t) {
    ++arrived;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (arrived < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    if (arrived < 2) met = false;
  });
  CHECK(met);
}

TEST_CASE("a team of one runs in the caller, in order", "[base][parallel]") {
  std::vector<std::size_t> order;
  std::set<std::thread::id> threads;
  Workers(1).for_each(5, [&](std::size_t piece) {
    order.push_back(piece);
    threads.insert(std::this_thread::get_id());
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(threads == std::set{std::this_thread::get_id()});
}

TEST_CASE("the exception of the lowest failing piece is passed on", "[base][parallel]") {
  for (const int threads : team_sizes) {
    const Workers workers(threads);
    CAPTURE(threads);
    CHECK(failure_of(workers, 40, {}).empty());
    CHECK(failure_of(workers, 40, {39}) == "39");
    CHECK(failure_of(workers, 40, {3, 4, 20, 39}) == "3");
    CHECK(failure_of(workers, 40, {0, 39}) == "0");
    CHECK(failure_of(workers, 1, {0}) == "0");
    CHECK(failure_of(workers, 40, {}).empty());  // the team works on after a failure
  }
}

TEST_CASE("results in slots do not depend on the number of threads", "[base][parallel]") {
  const CohortDraws draws = Stream(Seed{8}, "parallel").of(1);
  const auto total_with = [&](int threads) {
    std::vector<ExactSum> slots(300);
    Workers(threads).for_each(slots.size(), [&](std::size_t piece) {
      for (std::uint32_t i = 0; i < 50; ++i) {
        const auto ordinal = static_cast<std::uint32_t>(piece) * 50 + i;
        slots[piece].add(draws.normal({.ordinal = ordinal}));
      }
    });
    ExactSum total;
    for (const ExactSum& slot : slots) total.add(slot);
    return total;
  };
  const ExactSum expected = total_with(1);
  CHECK_FALSE(expected == ExactSum{});
  for (const int threads : team_sizes) CHECK(total_with(threads) == expected);
}

TEST_CASE("no number of threads means every core", "[base][parallel]") {
  CHECK(Workers(0).threads() >= 1);
  CHECK(Workers(0).threads() <= static_cast<int>(std::thread::hardware_concurrency()));
}

TEST_CASE("no two pieces hold a seat at the same time", "[base][parallel]") {
  for (const int threads : team_sizes) {
    const Workers workers(threads);
    std::vector<std::atomic<int>> taken(static_cast<std::size_t>(threads));
    std::vector<std::atomic<int>> visits(500);
    std::atomic<bool> alone = true;
    workers.for_each_seated(visits.size(), [&](std::size_t piece, std::size_t seat) {
      if (seat >= taken.size() || taken[seat].fetch_add(1) != 0) alone = false;
      ++visits[piece];
      if (seat < taken.size()) --taken[seat];
    });
    CAPTURE(threads);
    CHECK(alone);
    CHECK(std::all_of(visits.begin(), visits.end(), [](const auto& v) { return v == 1; }));
  }
}

TEST_CASE("a piece may call its own team again", "[base][parallel]") {
  for (const int threads : team_sizes) {
    const Workers workers(threads);
    std::vector<std::atomic<int>> visits(40 * 30);
    workers.for_each(40, [&](std::size_t outer) {
      workers.for_each(30, [&](std::size_t inner) { ++visits[outer * 30 + inner]; });
    });
    CAPTURE(threads);
    CHECK(std::all_of(visits.begin(), visits.end(), [](const auto& v) { return v == 1; }));
  }
}

TEST_CASE("pieces of calls within pieces hold seats of their own", "[base][parallel]") {
  const Workers workers(4);
  std::vector<std::atomic<int>> taken(4);
  std::atomic<bool> alone = true;
  std::atomic<int> visits = 0;
  workers.for_each(40, [&](std::size_t) {
    workers.for_each_seated(30, [&](std::size_t, std::size_t seat) {
      if (seat >= taken.size() || taken[seat].fetch_add(1) != 0) alone = false;
      std::this_thread::yield();
      ++visits;
      if (seat < taken.size()) --taken[seat];
    });
  });
  CHECK(alone);
  CHECK(visits == 40 * 30);
}

TEST_CASE("a piece may call another team, whose pieces call the first", "[base][parallel]") {
  const Workers first(3);
  const Workers second(2);
  std::atomic<int> visits = 0;
  first.for_each(6, [&](std::size_t) {
    second.for_each(5, [&](std::size_t) { first.for_each(4, [&](std::size_t) { ++visits; }); });
  });
  CHECK(visits == 6 * 5 * 4);
}

TEST_CASE("several threads may call one team at the same time", "[base][parallel]") {
  const Workers workers(3);
  std::vector<std::atomic<int>> visits(4);
  std::vector<std::thread> callers;
  for (std::size_t k = 0; k < visits.size(); ++k) {
    callers.emplace_back([&, k] {
      for (int call = 0; call < 50; ++call) {
        workers.for_each(20, [&](std::size_t) { ++visits[k]; });
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  CHECK(std::all_of(visits.begin(), visits.end(), [](const auto& v) { return v == 50 * 20; }));
}

TEST_CASE("a moved team keeps working", "[base][parallel]") {
  Workers first(4);
  const Workers second = std::move(first);
  std::atomic<int> visits = 0;
  second.for_each(10, [&](std::size_t) { ++visits; });
  CHECK(visits == 10);
}
