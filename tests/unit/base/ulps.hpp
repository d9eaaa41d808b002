#pragma once
// How far a double is from a reference of higher precision, in units in the last place.

#include <algorithm>
#include <cmath>
#include <limits>

namespace poach::tests {

/// |value - reference| divided by the spacing of doubles at the reference. Equal infinities and
/// two NaNs are 0 apart; a finite value and an infinity or NaN are infinitely far apart.
inline double ulps_apart(double value, long double reference) {
  static_assert(std::numeric_limits<long double>::digits >= 64, "the reference needs more bits");
  const double rounded = static_cast<double>(reference);
  if (std::isnan(value) && std::isnan(rounded)) return 0.0;
  if (std::isnan(value) || std::isnan(rounded) || std::isinf(value) || std::isinf(rounded)) {
    return value == rounded ? 0.0 : std::numeric_limits<double>::infinity();
  }
  int exponent = 0;
  std::frexp(reference, &exponent);  // reference = m 2^exponent with m in [1/2, 1)
  const int spacing = std::max(exponent - 53, -1074);
  return static_cast<double>(std::ldexp(std::fabs(value - reference), -spacing));
}

/// The worst argument seen and its error.
struct Worst {
  double at = 0.0;
  double ulps = 0.0;

  void see(double argument, double error) {
    if (error <= ulps) return;
    at = argument;
    ulps = error;
  }
};

/// Points that fill [0, 1) evenly without a pattern in binary: the fractions of n times the golden
/// ratio.
inline double spread(int n) {
  const double product = n * 0.6180339887498949;
  return product - std::floor(product);
}

/// The worst error of `function` against `reference` over `points` arguments that fill the range
/// from `first` to `last`.
template <class Function, class Reference>
Worst worst_between(double first, double last, int points, Function function, Reference reference) {
  Worst worst;
  for (int i = 0; i < points; ++i) {
    const double x = first + (last - first) * spread(i);
    worst.see(x, ulps_apart(function(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

/// The same for arguments +-2^e, with e filling the range between two exponents.
template <class Function, class Reference>
Worst worst_over_magnitudes(double sign, int first_exponent, int last_exponent, Function function,
                            Reference reference) {
  Worst worst;
  constexpr int points = 200'000;
  for (int i = 0; i < points; ++i) {
    const double exponent = first_exponent + (last_exponent - first_exponent) * spread(i);
    const double whole = std::floor(exponent);
    const double x = sign * std::ldexp(1.0 + (exponent - whole), static_cast<int>(whole));
    worst.see(x, ulps_apart(function(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

}  // namespace poach::tests
