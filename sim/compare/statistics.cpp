#include "compare/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "base/math.hpp"

namespace poach::compare {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t largest_series = 200;
constexpr double negligible = 1e-13;

// Halves the angle until the series is short: tan(a / 2) = tan a / (1 + sqrt(1 + tan^2 a)).
double arc_tangent(double x) {
  constexpr int halvings = 4;
  for (int k = 0; k < halvings; ++k) x = x / (1.0 + std::sqrt(1.0 + x * x));
  double term = x;
  double sum = 0.0;
  for (int k = 1; k < 40; k += 2) {
    sum += term / k;
    term *= -x * x;
  }
  return sum * (1 << halvings);
}

// Probability that |T| stays below t >= 0.
double central_probability(double t, std::uint64_t degrees) {
  const auto n = static_cast<double>(degrees);
  const double cosine_squared = n / (n + t * t);
  const double sine = t / std::sqrt(n + t * t);
  double term = degrees % 2 == 0 ? 1.0 : std::sqrt(cosine_squared);
  double sum = 0.0;
  for (std::uint64_t k = degrees % 2 == 0 ? 2 : 3; k <= degrees; k += 2) {
    sum += term;
    term *= cosine_squared * static_cast<double>(k - 1) / static_cast<double>(k);
  }
  if (degrees % 2 == 0) return sine * sum;
  return 2.0 / pi * (arc_tangent(t / std::sqrt(n)) + sine * sum);
}

double quantile_by_series(double p, std::uint64_t degrees) {
  const double wanted = 2.0 * p - 1.0;
  double high = 1.0;
  while (central_probability(high, degrees) < wanted && high < 1e300) high *= 2.0;
  double low = 0.0;
  for (int k = 0; k < 200; ++k) {
    const double middle = 0.5 * (low + high);
    (central_probability(middle, degrees) < wanted ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double quantile_by_expansion(double p, std::uint64_t degrees) {
  const double z = normal_quantile(p);
  const double s = z * z;
  const auto n = static_cast<double>(degrees);
  const double first = (s + 1.0) / 4.0;
  const double second = ((5.0 * s + 16.0) * s + 3.0) / 96.0;
  const double third = (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
  const double fourth = ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92160.0;
  return z * (1.0 + (first + (second + (third + fourth / n) / n) / n) / n);
}

}  // namespace

double mean(std::span<const double> values) {
  if (values.empty()) return not_a_number;
  // Sums of differences: equal values give their value, without a rounding error.
  double sum = 0.0;
  for (const double value : values) sum += value - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

double median(std::vector<double> values) {
  if (values.empty()) return not_a_number;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return 0.5 * (values[middle - 1] + values[middle]);
}

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return not_a_number;
  std::sort(values.begin(), values.end());
  const double place = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= values.size()) return values.back();
  const double share = place - static_cast<double>(below);
  return values[below] + share * (values[below + 1] - values[below]);
}

std::optional<double> rank_slope(std::vector<double> values, std::size_t first, std::size_t last) {
  std::erase_if(values, [](double value) { return !(value > 0.0); });
  std::sort(values.begin(), values.end(), std::greater<>());
  last = std::min(last, values.size());
  if (first < 1 || first >= last) return std::nullopt;
  std::vector<double> sizes;
  std::vector<double> ranks;
  for (std::size_t rank = first; rank <= last; ++rank) {
    sizes.push_back(log(values[rank - 1]));
    ranks.push_back(log(static_cast<double>(rank) - 0.5));
  }
  const double size_mean = mean(sizes);
  const double rank_mean = mean(ranks);
  double spread = 0.0;
  double together = 0.0;
  for (std::size_t k = 0; k < sizes.size(); ++k) {
    spread += (sizes[k] - size_mean) * (sizes[k] - size_mean);
    together += (sizes[k] - size_mean) * (ranks[k] - rank_mean);
  }
  if (values[first - 1] == values[last - 1]) return std::nullopt;
  return -together / spread;
}

std::optional<double> standard_error(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double centre = mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - centre) * (value - centre);
  const auto n = static_cast<double>(values.size());
  return std::sqrt(sum / (n - 1.0) / n);
}

double student_t_quantile(double p, std::uint64_t degrees) {
  if (!(p > 0.0 && p < 1.0) || degrees < 1) {
    throw std::domain_error("a t quantile needs 0 < p < 1 and at least 1 degree of freedom");
  }
  if (p == 0.5) return 0.0;
  if (p < 0.5) return -student_t_quantile(1.0 - p, degrees);
  return degrees <= largest_series ? quantile_by_series(p, degrees)
                                   : quantile_by_expansion(p, degrees);
}

namespace {

// Bisection is slow, and the same number of replicates recurs.
double quantile_of_interval(std::uint64_t degrees) {
  thread_local std::uint64_t last_degrees = 0;
  thread_local double last = 0.0;
  if (last_degrees != degrees) {
    last = student_t_quantile(0.975, degrees);
    last_degrees = degrees;
  }
  return last;
}

}  // namespace

Estimate estimate(std::span<const double> values) {
  Estimate result;
  result.count = values.size();
  result.mean = mean(values);
  result.standard_error = standard_error(values);
  if (result.standard_error) {
    const double half = quantile_of_interval(result.count - 1) * *result.standard_error;
    result.interval = Interval{result.mean - half, result.mean + half};
  }
  return result;
}

bool is_exact(const Estimate& estimate) {
  return !estimate.standard_error ||
         *estimate.standard_error <= negligible * std::abs(estimate.mean);
}

std::optional<double> z_score(const Estimate& estimate, double expected) {
  if (is_exact(estimate)) return std::nullopt;
  return (estimate.mean - expected) / *estimate.standard_error;
}

}  // namespace poach::compare
