#pragma once
// Estimates of means from independent replicates.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace poach::compare {

/// The arithmetic mean, exact for equal values; NaN for none.
[[nodiscard]] double mean(std::span<const double> values);
/// The middle value, or the mean of the two in the middle; NaN for none.
[[nodiscard]] double median(std::vector<double> values);
/// The value below which a share 0 <= p <= 1 of the values lies, interpolated linearly between
/// neighbours (type 7 of Hyndman and Fan 1996, as NumPy and R do); NaN for none.
[[nodiscard]] double quantile(std::vector<double> values, double p);
/// The slope of the fall of log(rank - 1/2) with log value, by least squares over the values of the
/// ranks `first` to `last`, the largest of all having rank 1; values not above 0 have none.
/// Estimates the exponent of a Pareto tail, which is 1 under Zipf's law; from the n largest values
/// of many its standard error is sqrt(2 / n) of it (Gabaix and Ibragimov 2011, Journal of Business
/// & Economic Statistics 29, 24-39). Nothing without two different values.
[[nodiscard]] std::optional<double> rank_slope(std::vector<double> values, std::size_t first,
                                               std::size_t last);
/// Sample standard deviation over the square root of the number of values; nothing below two
/// values. Exactly 0 for equal values.
[[nodiscard]] std::optional<double> standard_error(std::span<const double> values);

/// The quantile 0 < p < 1 of Student's t with `degrees` >= 1 degrees of freedom; relative error
/// below 3e-9 for p between 1e-6 and 1 - 1e-6. Up to 200 degrees by bisection of the finite series
/// of the distribution function (Abramowitz and Stegun, 26.7.3 and 26.7.4), above by the expansion
/// around the normal quantile (26.7.5). Throws std::domain_error for other arguments.
[[nodiscard]] double student_t_quantile(double p, std::uint64_t degrees);

struct Interval {
  double low = 0.0;
  double high = 0.0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A mean and its precision. One value gives only the mean.
struct Estimate {
  std::uint64_t count = 0;
  double mean = 0.0;  ///< NaN for no values
  std::optional<double> standard_error;
  std::optional<Interval> interval;  ///< 95 %, Student t with count - 1 degrees of freedom
};

/// The estimate from independent values. For paired effects, pass the differences.
[[nodiscard]] Estimate estimate(std::span<const double> values);

/// Whether the values behind an estimate are all the same but for rounding, so that no z exists:
/// fewer than two of them, or a standard error below 1e-13 of the mean.
[[nodiscard]] bool is_exact(const Estimate& estimate);
/// (mean - expected) / standard error; nothing when is_exact().
[[nodiscard]] std::optional<double> z_score(const Estimate& estimate, double expected);

}  // namespace poach::compare
