#include "base/math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include "base/math_kernels.hpp"

namespace poach {
namespace {

using kernels::infinity;

double round_to_whole(double x) { return (x + kernels::round_magic) - kernels::round_magic; }

// ln(1 + f) for f in [-0.2929, 0.4143]: f - f^2/2 + s (f^2/2 + tail) with s = f / (2 + f), the
// form that keeps f itself exact.
double log_of_one_plus(double f) {
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  return f - (half_square - s * (half_square + kernels::log_tail(s * s)));
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
  if (x < kernels::exp_lowest) return 0.0;
  return kernels::exp_in_range(x);
}

double expm1(double x) {
  if (x != x) return x;
  if (x > 40.0) return exp(x);  // the 1 is below half a unit in the last place
  if (x < -40.0) return -1.0;
  // e^x - 1 = 2^k (e^r - 1) + (2^k - 1): taking 1 from e^x itself would cancel digits.
  const kernels::Reduced reduced = kernels::reduce(x);
  const double k = reduced.shifted - kernels::round_magic;
  if (k == 0.0) return reduced.grown;
  const double scale = power_of_two(static_cast<int>(k));
  return scale * reduced.grown + (scale - 1.0);
}

double log(double x) {
  if (x >= 0x1p-1022 && x < infinity) return kernels::log_of_normal(x, 0.0);
  return kernels::log_of_any(x);
}

double log1p(double x) {
  if (x > -0.29 && x < 0.41) return log_of_one_plus(x);
  const double sum = 1.0 + x;
  if (!(sum > 0.0) || sum == infinity) return log(sum);
  // The part that the rounding of 1 + x lost, to first order: ln(sum + lost) = ln(sum) + lost /
  // sum.
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

double logistic(double x) { return kernels::logistic_of_any(x); }

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
