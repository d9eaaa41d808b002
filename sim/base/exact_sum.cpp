#include "poach/base/exact_sum.hpp"

#include <fmt/format.h>

#include "poach/base/error.hpp"

namespace poach {

void ExactSum::add(double term) {
  if (!(term < 0x1p62 && term > -0x1p62)) {
    throw RunError(fmt::format(
        "a sum of money or skill got the term {}, beyond 4.6e18; lower the amounts", term));
  }
  // Whole and fractional parts apart: each fits 64 bits exactly.
  const auto whole = static_cast<std::int64_t>(term);
  const double fraction = (term - static_cast<double>(whole)) * 0x1p32;
  const auto rounded = static_cast<std::int64_t>(fraction + (fraction < 0.0 ? -0.5 : 0.5));
  units_ += (static_cast<Wide>(whole) << 32) + rounded;
}

void ExactSum::add(const ExactSum& other) { units_ += other.units_; }

double ExactSum::value() const { return static_cast<double>(units_) * 0x1p-32; }

}  // namespace poach
