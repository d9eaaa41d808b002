#include "poach/base/exact_sum.hpp"

#include <fmt/format.h>

#include "poach/base/error.hpp"

namespace poach {

void ExactSum::refuse(double term) {
  throw RunError(fmt::format(
      "a sum of money or skill got the term {}, beyond 4.6e18; lower the amounts", term));
}

double ExactSum::value() const { return static_cast<double>(units_) * 0x1p-32; }

}  // namespace poach
