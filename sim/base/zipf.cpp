#include "base/zipf.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"

namespace poach {

ZipfRanks::ZipfRanks(std::uint32_t count, double exponent) : exponent_(exponent), count_(count) {
  low_ = integral(1.5) - 1.0;
  high_ = integral(count_ + 0.5);
  surely_ = 2.0 - inverse(integral(2.5) - density(2.0));
}

double ZipfRanks::density(double x) const { return pow(x, -exponent_); }

// Integral of the density from 1 to x.
double ZipfRanks::integral(double x) const {
  const double logarithm = log(x);
  const double power = (1.0 - exponent_) * logarithm;
  // expm1(p) / p tends to 1 where the exponent does.
  return std::abs(power) < 1e-12 ? logarithm : logarithm * (expm1(power) / power);
}

double ZipfRanks::inverse(double y) const {
  const double power = (1.0 - exponent_) * y;
  return exp(std::abs(power) < 1e-12 ? y : y * (log1p(std::max(power, -1.0)) / power));
}

std::optional<std::uint32_t> ZipfRanks::rank(double u) const {
  const double area = high_ + u * (low_ - high_);
  const double x = inverse(area);
  const double nearest = std::clamp(floor(x + 0.5), 1.0, count_);
  if (nearest - x > surely_ && area < integral(nearest + 0.5) - density(nearest)) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(nearest) - 1;
}

}  // namespace poach
