#include "base/lockstep_math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "base/math.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<VectorWidth> widths_here() {
  std::vector<VectorWidth> widths;
  for (const VectorWidth width : {VectorWidth::portable, VectorWidth::avx2, VectorWidth::avx512}) {
    if (runs_here(width)) widths.push_back(width);
  }
  return widths;
}

// Which NaN it is means nothing.
bool same_bits(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Any bits at all, numbers of usual sizes, and those around which a formula changes.
std::vector<double> numbers_to_try() {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> near(-40.0, 40.0);
  std::uniform_real_distribution<double> far(-800.0, 800.0);
  std::vector<double> numbers;
  for (int draw = 0; draw < 100'000; ++draw) {
    numbers.push_back(std::bit_cast<double>(random()));
    numbers.push_back(near(random));
    numbers.push_back(far(random));
    numbers.push_back(std::exp(near(random)));
  }
  for (const double edge :
       {0.0, 1.0, std::sqrt(0.5), std::sqrt(2.0), 709.782712893384, 745.1332191019412, 0x1p-1022,
        std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(), infinity}) {
    for (const double number : {edge, std::nextafter(edge, 0.0), std::nextafter(edge, infinity)}) {
      numbers.push_back(number);
      numbers.push_back(-number);
    }
  }
  numbers.push_back(std::numeric_limits<double>::quiet_NaN());
  numbers.push_back(-std::numeric_limits<double>::quiet_NaN());
  return numbers;
}

template <class Many, class One>
void check_same(const std::vector<double>& numbers, const Many& many, const One& one) {
  std::vector<double> results(numbers.size());
  many(numbers, results);
  std::size_t others = 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (same_bits(results[k], one(numbers[k]))) continue;
    if (++others == 1) {
      CAPTURE(numbers[k], results[k], one(numbers[k]));
      CHECK(false);
    }
  }
  CHECK(others == 0);
}

}  // namespace

TEST_CASE("many logarithms have the bits of one, with every width", "[base][math]") {
  const std::vector<double> numbers = numbers_to_try();
  const auto one = [](double x) { return poach::log(x); };
  check_same(
      numbers, [](auto& x, auto& y) { log_of_each(x, y); }, one);
  for (const VectorWidth width : widths_here()) {
    CAPTURE(static_cast<int>(width));
    check_same(
        numbers, [&](auto& x, auto& y) { log_of_each_with(width, x, y); }, one);
  }
}

TEST_CASE("many logistic values have the bits of one, with every width", "[base][math]") {
  const std::vector<double> numbers = numbers_to_try();
  const auto one = [](double x) { return poach::logistic(x); };
  check_same(
      numbers, [](auto& x, auto& y) { logistic_of_each(x, y); }, one);
  for (const VectorWidth width : widths_here()) {
    CAPTURE(static_cast<int>(width));
    check_same(
        numbers, [&](auto& x, auto& y) { logistic_of_each_with(width, x, y); }, one);
  }
}

// The branches that the kernels replace by masks.
TEST_CASE("logistic is the plain formula of exp", "[base][math]") {
  for (const double x : numbers_to_try()) {
    const double e = poach::exp(x >= 0.0 ? -x : x);
    const double plain = x >= 0.0 ? 1.0 / (1.0 + e) : e / (1.0 + e);
    if (same_bits(poach::logistic(x), plain)) continue;
    CAPTURE(x, plain);
    CHECK(poach::logistic(x) == plain);
  }
}

TEST_CASE("functions of many numbers write as many as there are", "[base][math]") {
  for (std::size_t count = 0; count < 35; ++count) {
    std::vector<double> numbers(count);
    for (std::size_t k = 0; k < count; ++k) numbers[k] = 0.3 + static_cast<double>(k);
    for (const VectorWidth width : widths_here()) {
      std::vector<double> logs(count + 1, -7.0);
      std::vector<double> shares(count + 1, -7.0);
      log_of_each_with(width, numbers, std::span(logs).first(count));
      logistic_of_each_with(width, numbers, std::span(shares).first(count));
      bool same = logs[count] == -7.0 && shares[count] == -7.0;
      for (std::size_t k = 0; k < count; ++k) {
        same = same && logs[k] == poach::log(numbers[k]);
        same = same && shares[k] == poach::logistic(numbers[k]);
      }
      CAPTURE(count, static_cast<int>(width));
      CHECK(same);
    }
  }
}
