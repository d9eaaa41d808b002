#pragma once
// Ranks drawn with chances that fall as a power of the rank, without a table: exact for any number
// of ranks, in constant memory.

#include <cstdint>
#include <optional>

namespace poach {

/// Chance of rank k = 0, ..., count - 1 proportional to (k + 1)^-exponent. Rejection-inversion of
/// W. Hoermann and G. Derflinger, ACM Trans. Model. Comput. Simul. 6 (1996) 169-184.
class ZipfRanks {
 public:
  /// `count` >= 1, `exponent` >= 0.
  ZipfRanks(std::uint32_t count, double exponent);
  /// The rank that a uniform u in (0, 1) stands for, or nothing when it is rejected: draw again.
  /// At most one in four is rejected, whatever the parameters.
  [[nodiscard]] std::optional<std::uint32_t> rank(double u) const;

 private:
  [[nodiscard]] double integral(double x) const;
  [[nodiscard]] double inverse(double y) const;
  [[nodiscard]] double density(double x) const;

  double exponent_;
  double count_;
  double low_ = 0.0;     // integral below the first rank's bar
  double high_ = 0.0;    // integral up to the last rank's bar
  double surely_ = 0.0;  // a point this close to the left of its rank is surely under the bar
};

}  // namespace poach
