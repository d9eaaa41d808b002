#include "base/zipf.hpp"

#include <cmath>
#include <vector>

#include "base/stream.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

struct Sample {
  std::vector<double> counts;
  double drawn = 0.0;
};

Sample sample(const ZipfRanks& ranks, std::uint32_t count, std::uint32_t draws) {
  const CohortDraws stream = Stream(Seed{11}, "test/zipf").of(0);
  Sample result{std::vector<double>(count, 0.0), 0.0};
  for (std::uint32_t k = 0; k < draws; ++k) {
    const auto rank = ranks.rank(stream.uniform({k, 0, 0, 0}));
    ++result.drawn;
    if (rank) ++result.counts.at(*rank);
  }
  return result;
}

}  // namespace

TEST_CASE("Ranks are drawn with their chances, for any exponent") {
  for (const double exponent : {0.0, 0.5, 1.0, 1.7, 3.0}) {
    for (const std::uint32_t count : {1U, 2U, 7U, 40U}) {
      const Sample drawn = sample(ZipfRanks(count, exponent), count, 200'000);
      double total = 0.0;
      double accepted = 0.0;
      for (std::uint32_t k = 0; k < count; ++k) {
        total += std::pow(k + 1.0, -exponent);
        accepted += drawn.counts[k];
      }
      INFO(exponent << " " << count);
      CHECK(accepted >= 0.75 * drawn.drawn);
      // An error of 1 % in the chance of the first of 40 ranks would show as 4 or more.
      for (std::uint32_t k = 0; k < count; ++k) {
        const double chance = std::pow(k + 1.0, -exponent) / total;
        const double sd = std::sqrt(accepted * chance * (1.0 - chance));
        if (count > 1) CHECK(std::abs(drawn.counts[k] - accepted * chance) < 4.0 * sd);
      }
    }
  }
}

TEST_CASE("Millions of ranks need no table, and the last is as rare as it should be") {
  constexpr std::uint32_t count = 6'000'000;
  const ZipfRanks ranks(count, 1.0);
  const CohortDraws stream = Stream(Seed{12}, "test/zipf").of(0);
  double accepted = 0.0;
  double upper_half = 0.0;
  for (std::uint32_t k = 0; k < 400'000; ++k) {
    const auto rank = ranks.rank(stream.uniform({k, 0, 0, 0}));
    if (!rank) continue;
    REQUIRE(*rank < count);
    ++accepted;
    upper_half += *rank >= count / 2 ? 1.0 : 0.0;
  }
  // H(n) = ln n + 0.5772 + ...: ranks from half the count on have ln 2 of it.
  const double chance = std::log(2.0) / (std::log(static_cast<double>(count)) + 0.57721566);
  CHECK(std::abs(upper_half - accepted * chance) <
        4.0 * std::sqrt(accepted * chance * (1.0 - chance)));
}
