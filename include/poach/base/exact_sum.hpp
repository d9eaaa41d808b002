#pragma once
// Sums that do not depend on the order of their terms. Each term is rounded once to a multiple of
// 2^-32 and added as an integer of 128 bits, so any grouping of the terms gives the same bits.

#include <cstdint>

namespace poach {

class ExactSum {
 public:
  ExactSum() = default;
  /// Adds a term. |term| must stay below 2^62; throws RunError beyond (an overflow of money).
  void add(double term);
  void subtract(double term) { add(-term); }
  void add(const ExactSum& other);
  /// The sum, rounded once to a double.
  [[nodiscard]] double value() const;
  friend bool operator==(const ExactSum&, const ExactSum&) = default;

 private:
  __extension__ using Wide = __int128;
  Wide units_ = 0;
};

}  // namespace poach
