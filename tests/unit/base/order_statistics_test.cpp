#include "base/order_statistics.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "base/stream.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

std::vector<std::vector<double>> random_pieces(std::size_t pieces, double spread) {
  const CohortDraws draws = Stream(Seed{5}, "test/order").of(0);
  std::vector<std::vector<double>> all(pieces);
  std::uint32_t number = 0;
  for (std::size_t p = 0; p < pieces; ++p) {
    // Pieces of unequal length, some empty, with many equal values among them.
    for (std::size_t k = 0; k < (p * 37) % 101; ++k, ++number) {
      const double drawn = spread * draws.normal({number, 0, 0, 0});
      all[p].push_back(number % 3 == 0 ? 7.0 : drawn);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("Order statistics are those of the sorted numbers, at any number of threads") {
  for (const std::size_t count : {1UL, 2UL, 63UL, 64UL, 300UL}) {
    for (const double spread : {1e-3, 10.0, 1e12}) {
      auto pieces = random_pieces(count, spread);
      if (count == 1) pieces[0] = {3.0, -1.0, 0.0, -0.0, 3.0};
      std::vector<double> sorted;
      for (const auto& piece : pieces) sorted.insert(sorted.end(), piece.begin(), piece.end());
      std::sort(sorted.begin(), sorted.end());
      const std::vector<std::uint64_t> ranks = {0, sorted.size() / 3, sorted.size() / 2,
                                                sorted.size() / 2, sorted.size() - 1};
      for (const int threads : {1, 3}) {
        const auto found = order_statistics(
            count,
            [&](std::size_t p, std::vector<double>& values) {
              values.insert(values.end(), pieces[p].begin(), pieces[p].end());
            },
            ranks, Workers(threads));
        REQUIRE(found.size() == ranks.size());
        for (std::size_t k = 0; k < ranks.size(); ++k) CHECK(found[k] == sorted[ranks[k]]);
      }
    }
  }
}

TEST_CASE("Order statistics of one list, whatever its range") {
  const CohortDraws draws = Stream(Seed{6}, "test/order").of(0);
  for (const double spread : {0.0, 1e-300, 1e-3, 1.0, 30.0, 700.0}) {
    std::vector<double> values;
    for (std::uint32_t k = 0; k < 5000; ++k) {
      const double drawn = std::exp(spread * draws.normal({k, 0, 0, 0}));
      values.push_back(k % 5 == 0 ? -drawn : drawn);
    }
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const std::vector<std::uint64_t> ranks = {0, 1, 999, 1000, 2500, 2501, 2501, 4950, 4998, 4999};
    const auto append = [&](std::size_t, std::vector<double>& all) { all = values; };
    const auto found = order_statistics(1, append, ranks, Workers(1));
    REQUIRE(found.size() == ranks.size());
    for (std::size_t k = 0; k < ranks.size(); ++k) CHECK(found[k] == sorted[ranks[k]]);
  }
}

TEST_CASE("Order statistics of equal numbers") {
  for (const double value : {0.5, -2.0, 0.0}) {
    for (const std::size_t pieces : {1UL, 3UL}) {
      const auto append = [&](std::size_t, std::vector<double>& all) { all.resize(10, value); };
      const std::vector<std::uint64_t> ranks = {0, 5, 9};
      CHECK(order_statistics(pieces, append, ranks, Workers(1)) == std::vector<double>(3, value));
    }
  }
}
