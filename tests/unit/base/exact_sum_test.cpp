#include "base/exact_sum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/error.hpp"
#include "base/stream.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

ExactSum sum_of(const std::vector<double>& terms) {
  ExactSum sum;
  for (const double term : terms) sum.add(term);
  return sum;
}

/// Pay and debts of very different sizes, none a multiple of 2^-32.
std::vector<double> mixed_terms(std::size_t count) {
  const CohortDraws draws = Stream(Seed{3}, "terms").of(1);
  std::vector<double> terms;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double size = std::exp(30.0 * draws.uniform({.ordinal = i}) - 8.0);
    terms.push_back(draws.uniform({.ordinal = i, .index = 1}) < 0.4 ? -size : size);
  }
  return terms;
}

}  // namespace

TEST_CASE("an empty sum is 0", "[base][exact_sum]") { CHECK(ExactSum{}.value() == 0.0); }

TEST_CASE("a sum is the same in every order of its terms", "[base][exact_sum]") {
  std::vector<double> terms = {1e15, 0.1, -1e15, 3.7e-9, 0.2, -0.3, 5e3};
  std::sort(terms.begin(), terms.end());
  const ExactSum expected = sum_of(terms);
  bool same = true;
  bool floating_differs = false;
  double floating_before = 0.0;
  for (const double term : terms) floating_before += term;
  do {
    same = same && sum_of(terms) == expected && sum_of(terms).value() == expected.value();
    double floating = 0.0;
    for (const double term : terms) floating += term;
    floating_differs = floating_differs || floating != floating_before;
  } while (std::next_permutation(terms.begin(), terms.end()));
  CHECK(same);
  CHECK(floating_differs);  // else these terms would show nothing
}

TEST_CASE("a sum is the same in every grouping of its terms", "[base][exact_sum]") {
  const std::vector<double> terms = mixed_terms(20'000);
  const ExactSum expected = sum_of(terms);
  for (const std::size_t piece : {1U, 3U, 64U, 8192U, 19'999U}) {
    std::vector<ExactSum> pieces;
    for (std::size_t first = 0; first < terms.size(); first += piece) {
      const std::size_t last = std::min(first + piece, terms.size());
      pieces.push_back(sum_of({terms.begin() + static_cast<std::ptrdiff_t>(first),
                               terms.begin() + static_cast<std::ptrdiff_t>(last)}));
    }
    ExactSum backwards;
    for (auto it = pieces.rbegin(); it != pieces.rend(); ++it) backwards.add(*it);
    CHECK(backwards == expected);
  }
}

TEST_CASE("what is taken away leaves no trace", "[base][exact_sum]") {
  const std::vector<double> terms = mixed_terms(5'000);
  ExactSum sum;
  sum.add(0.25);
  for (const double term : terms) sum.add(term);
  for (const double term : terms) sum.subtract(term);
  CHECK(sum.value() == 0.25);
  sum.subtract(0.25);
  CHECK(sum == ExactSum{});

  CHECK(sum_of({1e18, 1.0, -1e18}).value() == 1.0);  // 0 in doubles
  CHECK(sum_of({4e18, 0.5, -4e18}).value() == 0.5);
}

TEST_CASE("sums of multiples of 2^-32 are exact", "[base][exact_sum]") {
  CHECK(sum_of({0x1p-32}).value() == 0x1p-32);
  CHECK(sum_of({-0x1p-32}).value() == -0x1p-32);
  CHECK(sum_of({123456.5, 0x1p-20}).value() == 123456.5 + 0x1p-20);
  CHECK(sum_of(std::vector<double>(1'000'000, 40e6)).value() == 40e12);
  CHECK(sum_of(std::vector<double>(1000, 4e18)).value() == 4e21);
}

TEST_CASE("terms round to the nearest 2^-32, away from 0 at a tie", "[base][exact_sum]") {
  CHECK(sum_of({0.4 * 0x1p-32}).value() == 0.0);
  CHECK(sum_of({-0.4 * 0x1p-32}).value() == 0.0);
  CHECK(sum_of({0.5 * 0x1p-32}).value() == 0x1p-32);
  CHECK(sum_of({-0.5 * 0x1p-32}).value() == -0x1p-32);
  CHECK(sum_of({7.0 + 0.6 * 0x1p-32}).value() == 7.0 + 0x1p-32);
  CHECK(sum_of({-7.0 - 0.6 * 0x1p-32}).value() == -7.0 - 0x1p-32);
  CHECK(sum_of({1.0 - 0x1p-53}).value() == 1.0);
}

TEST_CASE("a negative sum mirrors the positive one", "[base][exact_sum]") {
  const std::vector<double> terms = mixed_terms(3'000);
  ExactSum mirrored;
  for (const double term : terms) mirrored.subtract(term);
  CHECK(mirrored.value() == -sum_of(terms).value());
  CHECK(sum_of({-2.5, -4e18}).value() == -(4e18 + 2.5));
}

TEST_CASE("a term beyond the range is an error, not a wrong sum", "[base][exact_sum]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double term : {0x1p62, 1e300, infinity, std::nan("")}) {
    ExactSum sum;
    sum.add(3.0);
    CHECK_THROWS_AS(sum.add(term), RunError);
    CHECK_THROWS_AS(sum.add(-term), RunError);
    CHECK_THROWS_AS(sum.subtract(term), RunError);
    CHECK(sum.value() == 3.0);
  }
  const double largest = std::nextafter(0x1p62, 0.0);
  CHECK(sum_of({largest}).value() == largest);
  CHECK(sum_of({-largest}).value() == -largest);
}

TEST_CASE("a sum of sums that no longer fits is an error, not a wrap", "[base][exact_sum]") {
  ExactSum sum;
  sum.add(0x1p61);
  for (int doubling = 0; doubling < 33; ++doubling) sum.add(sum);
  CHECK(sum.value() == 0x1p94);
  CHECK_THROWS_AS(sum.add(sum), RunError);
}

TEST_CASE("an amount that cannot be counted is refused by name", "[base][exact_sum]") {
  CHECK(checked_amount(-4e18, "pay") == -4e18);
  CHECK(checked_number(1e300, "pay") == 1e300);
  CHECK_THROWS_WITH(checked_amount(1e19, "pay"),
                    "pay is 1e+19, beyond the amounts up to 4.6e18 that poach can count; lower the "
                    "amounts");
  for (const double wrong : {std::numeric_limits<double>::infinity(), std::nan("")}) {
    CHECK_THROWS_AS(checked_amount(wrong, "pay"), RunError);
    CHECK_THROWS_AS(checked_number(wrong, "pay"), RunError);
    CHECK_THROWS_AS(checked_number(-wrong, "pay"), RunError);
  }
}
