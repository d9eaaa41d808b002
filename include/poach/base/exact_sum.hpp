#pragma once
// Sums that do not depend on the order of their terms. Each term is rounded once to a multiple of
// 2^-32 and added as an integer of 128 bits, so any grouping of the terms gives the same bits.

#include <cstdint>

namespace poach {

class ExactSum {
 public:
  ExactSum() = default;
  /// Adds a term. |term| must stay below 2^62; throws RunError beyond (an overflow of money).
  void add(double term) {
    if (!(term < 0x1p62 && term > -0x1p62)) refuse(term);
    // Whole and fractional parts apart: each fits 64 bits exactly.
    const auto whole = static_cast<std::int64_t>(term);
    const double fraction = (term - static_cast<double>(whole)) * 0x1p32;
    const auto rounded = static_cast<std::int64_t>(fraction + (fraction < 0.0 ? -0.5 : 0.5));
    units_ += (static_cast<Wide>(whole) << 32) + rounded;
  }
  void subtract(double term) { add(-term); }
  void add(const ExactSum& other) { units_ += other.units_; }
  /// The sum, rounded once to a double.
  [[nodiscard]] double value() const;
  friend bool operator==(const ExactSum&, const ExactSum&) = default;

 private:
  [[noreturn]] static void refuse(double term);

  __extension__ using Wide = __int128;
  Wide units_ = 0;
};

}  // namespace poach
