#pragma once
// Elementary functions from + - * / and sqrt alone. The C library's exp, log and pow give other
// last bits on processors with fused multiply-add than without, so model code never calls them.
// Accuracy: exp, log, expm1 and log1p within 2 units in the last place, logistic within 3, pow
// within 20 for large powers (tests/unit/base/math_test.cpp).

namespace poach {

/// e^x; 0 below -745.2, infinity above 709.8, NaN for NaN.
[[nodiscard]] double exp(double x);
/// e^x - 1, accurate near 0.
[[nodiscard]] double expm1(double x);
/// Natural logarithm; -infinity at 0, NaN below 0.
[[nodiscard]] double log(double x);
/// ln(1 + x), accurate near 0.
[[nodiscard]] double log1p(double x);
/// base^exponent for base >= 0 as exp(exponent ln base); exact for exponents 0, 1 and 2.
[[nodiscard]] double pow(double base, double exponent);
/// 2^exponent for whole exponents.
[[nodiscard]] double power_of_two(int exponent);
/// The largest whole number not above x, for |x| < 2^51.
[[nodiscard]] double floor(double x);
/// Logistic function 1 / (1 + e^-x).
[[nodiscard]] double logistic(double x);
/// Inverse of the standard normal distribution function for 0 < p < 1 (algorithm AS 241,
/// Wichura, Applied Statistics 37 (1988) 477-484; within 7 units in the last place, far tails
/// included).
[[nodiscard]] double normal_quantile(double p);

}  // namespace poach
