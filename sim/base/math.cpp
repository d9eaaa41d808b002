#include "poach/base/math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace poach {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
// ln 2 in two parts: the first has 21 trailing zero bits, so k * ln2_high is exact for |k| < 2^20.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double one_over_ln2 = 0x1.71547652b82fep+0;
// Adding and taking away 1.5 * 2^52 rounds to the nearest whole number in the default rounding
// mode.
constexpr double round_magic = 0x1.8p52;

double round_to_whole(double x) { return (x + round_magic) - round_magic; }

// The series of (e^r - 1 - r) / r^2 for |r| <= ln2 / 2; the first left-out term is below 2^-57.
double exp_tail(double r) {
  double sum = 1.0 / 87178291200.0;
  sum = sum * r + 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  return sum * r + 0.5;
}

struct Reduced {
  double high;  // r = high - low, the argument less a whole multiple of ln 2
  double low;
  int exponent;
};

Reduced reduce(double x) {
  const double k = round_to_whole(x * one_over_ln2);
  return {x - k * ln2_high, k * ln2_low, static_cast<int>(k)};
}

// ln((1 + s) / (1 - s)) / s - 2 as a series in s^2, for |s| <= 0.1716.
double log_tail(double s2) {
  double sum = 2.0 / 25.0;
  sum = sum * s2 + 2.0 / 23.0;
  sum = sum * s2 + 2.0 / 21.0;
  sum = sum * s2 + 2.0 / 19.0;
  sum = sum * s2 + 2.0 / 17.0;
  sum = sum * s2 + 2.0 / 15.0;
  sum = sum * s2 + 2.0 / 13.0;
  sum = sum * s2 + 2.0 / 11.0;
  sum = sum * s2 + 2.0 / 9.0;
  sum = sum * s2 + 2.0 / 7.0;
  sum = sum * s2 + 2.0 / 5.0;
  sum = sum * s2 + 2.0 / 3.0;
  return sum * s2;
}

// ln(1 + f) for f in [-0.2929, 0.4143]: f - f^2/2 + s (f^2/2 + tail) with s = f / (2 + f), the
// form that keeps f itself exact.
double log_of_one_plus(double f) {
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  return f - (half_square - s * (half_square + log_tail(s * s)));
}

// Ratio of two degree-7 polynomials, coefficients from the constant term up.
double ratio(const double (&top)[8], const double (&bottom)[8], double x) {
  double numerator = top[7];
  double denominator = bottom[7];
  for (int i = 6; i >= 0; --i) {
    numerator = numerator * x + top[i];
    denominator = denominator * x + bottom[i];
  }
  return numerator / denominator;
}

}  // namespace

double power_of_two(int exponent) {
  if (exponent > 1023) return infinity;
  if (exponent < -1022) return exponent < -1074 ? 0.0 : std::ldexp(1.0, exponent);
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

double floor(double x) {
  const double whole = round_to_whole(x);
  return whole > x ? whole - 1.0 : whole;
}

double exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893384) return infinity;
  if (x < -745.1332191019412) return 0.0;
  const Reduced reduced = reduce(x);
  const double r = reduced.high - reduced.low;
  const double correction = (reduced.high - r) - reduced.low;
  const double result = 1.0 + (r + (r * r * exp_tail(r) + correction));
  // Two factors, so that results near the ends of the range neither overflow nor vanish early.
  const int half = reduced.exponent / 2;
  return result * power_of_two(half) * power_of_two(reduced.exponent - half);
}

double expm1(double x) {
  if (x != x) return x;
  if (x > 40.0) return exp(x);  // the 1 is below half a unit in the last place
  if (x < -40.0) return -1.0;
  // e^x - 1 = 2^k (e^r - 1) + (2^k - 1): taking 1 from e^x itself would cancel digits.
  const Reduced reduced = reduce(x);
  const double r = reduced.high - reduced.low;
  const double correction = (reduced.high - r) - reduced.low;
  const double grown = r + (r * r * exp_tail(r) + correction);
  if (reduced.exponent == 0) return grown;
  const double scale = power_of_two(reduced.exponent);
  return scale * grown + (scale - 1.0);
}

double log(double x) {
  if (x != x || x < 0.0) return not_a_number;
  if (x == 0.0) return -infinity;
  if (x == infinity) return infinity;
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  // Shift the mantissa into [sqrt(1/2), sqrt(2)).
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdULL;
  const std::int64_t above = static_cast<std::int64_t>(bits - sqrt_half) >> 52;
  exponent += static_cast<int>(above);
  bits -= static_cast<std::uint64_t>(above) << 52;
  const double f = std::bit_cast<double>(bits) - 1.0;
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  const double k = exponent;
  return k * ln2_high - ((half_square - (s * (half_square + log_tail(s * s)) + k * ln2_low)) - f);
}

double log1p(double x) {
  if (x > -0.29 && x < 0.41) return log_of_one_plus(x);
  const double sum = 1.0 + x;
  if (!(sum > 0.0) || sum == infinity) return log(sum);
  // What the rounding of 1 + x lost, to first order: ln(sum + lost) = ln(sum) + lost / sum.
  const double lost = x < 1.0 ? x - (sum - 1.0) : 1.0 - (sum - x);
  return log(sum) + lost / sum;
}

double pow(double base, double exponent) {
  if (exponent == 0.0) return 1.0;
  if (exponent == 1.0) return base;
  if (exponent == 2.0) return base * base;
  if (base == 0.0) return exponent > 0.0 ? 0.0 : infinity;
  return exp(exponent * log(base));
}

double logistic(double x) {
  if (x >= 0.0) return 1.0 / (1.0 + exp(-x));
  const double e = exp(x);
  return e / (1.0 + e);
}

double normal_quantile(double p) {
  static constexpr double central_top[8] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                            1.9715909503065514427e3, 1.3731693765509461125e4,
                                            4.5921953931549871457e4, 6.7265770927008700853e4,
                                            3.3430575583588128105e4, 2.5090809287301226727e3};
  static constexpr double central_bottom[8] = {1.0,
                                               4.2313330701600911252e1,
                                               6.8718700749205790830e2,
                                               5.3941960214247511077e3,
                                               2.1213794301586595867e4,
                                               3.9307895800092710610e4,
                                               2.8729085735721942674e4,
                                               5.2264952788528545610e3};
  static constexpr double middle_top[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                           5.76949722146069140550e0,  3.64784832476320460504e0,
                                           1.27045825245236838258e0,  2.41780725177450611770e-1,
                                           2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static constexpr double middle_bottom[8] = {1.0,
                                              2.05319162663775882187e0,
                                              1.67638483018380384940e0,
                                              6.89767334985100004550e-1,
                                              1.48103976427480074590e-1,
                                              1.51986665636164571966e-2,
                                              5.47593808499534494600e-4,
                                              1.05075007164441684324e-9};
  static constexpr double tail_top[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                         1.78482653991729133580e0,  2.96560571828504891230e-1,
                                         2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                         2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static constexpr double tail_bottom[8] = {1.0,
                                            5.99832206555887937690e-1,
                                            1.36929880922735805310e-1,
                                            1.48753612908506148525e-2,
                                            7.86869131145613259100e-4,
                                            1.84631831751005468180e-5,
                                            1.42151175831644588870e-7,
                                            2.04426310338993978564e-15};
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * ratio(central_top, central_bottom, 0.180625 - q * q);
  const double r = std::sqrt(-log(q < 0.0 ? p : 1.0 - p));
  const double size =
      r <= 5.0 ? ratio(middle_top, middle_bottom, r - 1.6) : ratio(tail_top, tail_bottom, r - 5.0);
  return q < 0.0 ? -size : size;
}

}  // namespace poach
