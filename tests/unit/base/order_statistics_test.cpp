#include "poach/base/order_statistics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "poach/base/parallel.hpp"
#include "poach/base/stream.hpp"

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
