#pragma once
// Sums that do not depend on the order of their terms. Each term is rounded once to a multiple of
// 2^-32 and added as an integer of 128 bits, so any grouping of the terms gives the same bits.

#include <cstdint>
#include <string>

namespace poach {

/// Every amount of money, skill or product is smaller.
inline constexpr double largest_amount = 0x1p62;
/// Throws RunError: something is too large for an amount, or not a number.
[[noreturn]] void refuse_amount(const std::string& what, double amount);
/// The amount itself; refused when it is too large.
[[nodiscard]] inline double checked_amount(double amount, const char* what) {
  if (!(amount < largest_amount && amount > -largest_amount)) refuse_amount(what, amount);
  return amount;
}
/// The number itself; refused when it is infinite or no number.
[[nodiscard]] inline double checked_number(double number, const char* what) {
  if (!(number - number == 0.0)) refuse_amount(what, number);
  return number;
}

class ExactSum {
 public:
  ExactSum() = default;
  /// Adds a term. |term| must stay below 2^62; throws RunError beyond (an overflow of money). A
  /// term has at most 94 of the 127 bits, so it takes 2^33 terms, more than a market has people, to
  /// fill a sum.
  void add(double term) {
    if (!(term < largest_amount && term > -largest_amount)) refuse(term);
    // Whole and fractional parts apart: each fits 64 bits exactly.
    const auto whole = static_cast<std::int64_t>(term);
    const double fraction = (term - static_cast<double>(whole)) * 0x1p32;
    const auto rounded = static_cast<std::int64_t>(fraction + (fraction < 0.0 ? -0.5 : 0.5));
    units_ += (static_cast<Wide>(whole) << 32) + rounded;
  }
  void subtract(double term) { add(-term); }
  /// Adds a sum; throws RunError when the whole no longer fits.
  void add(const ExactSum& other) {
    if (__builtin_add_overflow(units_, other.units_, &units_)) refuse_whole();
  }
  /// Subtracts a sum; throws RunError when the rest does not fit.
  void subtract(const ExactSum& other) {
    if (__builtin_sub_overflow(units_, other.units_, &units_)) refuse_whole();
  }
  /// The sum, rounded once to a double.
  [[nodiscard]] double value() const;
  friend bool operator==(const ExactSum&, const ExactSum&) = default;

 private:
  [[noreturn]] static void refuse(double term);
  [[noreturn]] static void refuse_whole();

  __extension__ using Wide = __int128;
  Wide units_ = 0;
};

}  // namespace poach
