#pragma once
// exp, log and logistic without branches, shared by the functions of one number (math.cpp) and
// those of many at a time (lockstep_math.cpp): one formula each, so both give the same bits.
// Choices are made by masks, because compilers turn conditional expressions back into branches,
// which keeps a loop from becoming vectors.

#include <bit>
#include <cstdint>
#include <limits>

#if defined(__GNUC__)
// A kernel takes over the instruction set of the function that it is inlined into.
#define POACH_KERNEL __attribute__((always_inline)) inline
#else
#define POACH_KERNEL inline
#endif

namespace poach::kernels {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
// ln 2 in two parts: the first has 21 trailing zero bits, so k * ln2_high is exact for |k| < 2^20.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
inline constexpr double one_over_ln2 = 0x1.71547652b82fep+0;
// Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number in the default rounding
// mode. The sum's last bits are that number.
inline constexpr double round_magic = 0x1.8p52;
// Below this e^x rounds to 0.
inline constexpr double exp_lowest = -745.1332191019412;

POACH_KERNEL double choose(bool condition, double yes, double no) {
  const std::uint64_t mask = std::uint64_t{0} - static_cast<std::uint64_t>(condition);
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(yes) & mask) |
                               (std::bit_cast<std::uint64_t>(no) & ~mask));
}

// The series of (e^r - 1 - r) / r^2 for |r| <= ln2 / 2; the first left-out term is below 2^-57.
POACH_KERNEL double exp_tail(double r) {
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

// x = k ln 2 + r, and e^r - 1.
struct Reduced {
  double shifted = 0.0;  // k + round_magic
  double grown = 0.0;    // e^r - 1
};

POACH_KERNEL Reduced reduce(double x) {
  const double shifted = x * one_over_ln2 + round_magic;
  const double k = shifted - round_magic;
  const double high = x - k * ln2_high;
  const double low = k * ln2_low;
  const double r = high - low;
  const double correction = (high - r) - low;
  return {shifted, r + (r * r * exp_tail(r) + correction)};
}

// e^x for exp_lowest <= x <= 709.78; NaN for NaN.
POACH_KERNEL double exp_in_range(double x) {
  const Reduced reduced = reduce(x);
  // 2^k as two factors, so that results near the ends of the range neither overflow nor vanish
  // early. Only the second product rounds. 2048 keeps the halved number above 0, as vectors of
  // 64-bit integers know no signed shift; (n + 1023) << 52 are the bits of 2^n.
  const std::uint64_t raised = std::bit_cast<std::uint64_t>(reduced.shifted) -
                               std::bit_cast<std::uint64_t>(round_magic) + 2048;
  const std::uint64_t half = raised >> 1;
  return (1.0 + reduced.grown) * std::bit_cast<double>((half - 1) << 52) *
         std::bit_cast<double>((raised - half - 1) << 52);
}

// ln((1 + s) / (1 - s)) / s - 2 as a series in s^2, for |s| <= 0.1716.
POACH_KERNEL double log_tail(double s2) {
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

// ln(x 2^more) for positive, finite, normal x.
POACH_KERNEL double log_of_normal(double x, double more) {
  // The exponent that leaves a mantissa in [sqrt(1/2), sqrt(2)), raised by 1024 to be above 0.
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdULL;
  constexpr std::uint64_t raise = std::uint64_t{1024} << 52;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t raised = (bits - sqrt_half + raise) >> 52;
  // A whole number below 2^52, put behind the leading bits of 2^52, is that number more than 2^52.
  const double exponent =
      std::bit_cast<double>(raised | std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 + 1024.0);
  const double k = exponent + more;
  const double f = std::bit_cast<double>(bits - (raised << 52) + raise) - 1.0;
  const double s = f / (2.0 + f);
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + log_tail(s * s)) + k * ln2_low)) - f);
}

// ln(x) for every x: -infinity at 0, NaN below 0 and for NaN.
POACH_KERNEL double log_of_any(double x) {
  const bool subnormal = x < 0x1p-1022;
  const double normal = x * choose(subnormal, 0x1p54, 1.0);
  double result = log_of_normal(normal, choose(subnormal, -54.0, 0.0));
  result = choose(x > 0.0, result, not_a_number);
  result = choose(x == 0.0, -infinity, result);
  return choose(x == infinity, infinity, result);
}

// 1 / (1 + e^-x), with an exponential that never overflows: e / (1 + e) below 0.
POACH_KERNEL double logistic_of_any(double x) {
  const double below = choose(x >= 0.0, -x, x);
  const double e = choose(below < exp_lowest, 0.0, exp_in_range(below));
  return choose(x >= 0.0, 1.0, e) / (1.0 + e);
}

}  // namespace poach::kernels
