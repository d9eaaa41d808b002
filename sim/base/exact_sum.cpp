#include "base/exact_sum.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace poach {

void refuse_amount(const std::string& what, double amount) {
  throw RunError(fmt::format(
      "{} is {}, beyond the amounts up to 4.6e18 that poach can count; lower the amounts", what,
      amount));
}

void ExactSum::refuse(double term) { refuse_amount("a term of a sum of money or skill", term); }

void ExactSum::refuse_whole() {
  throw RunError("a sum of sums of money or skill does not fit 128 bits; lower the amounts");
}

double ExactSum::value() const { return static_cast<double>(units_) * 0x1p-32; }

}  // namespace poach
