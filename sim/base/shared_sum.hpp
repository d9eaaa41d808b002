#pragma once
// Sums that several threads add to. Whole numbers add up to the same in any order.

#include <concepts>

namespace poach {

/// Adds `step` to a number that other threads may add to at the same time, and gives the sum. The
/// compilers' builtin, since std::atomic_ref is missing from libc++ before version 19.
template <std::unsigned_integral Number>
Number add_shared(Number& sum, Number step) {
  return __atomic_add_fetch(&sum, step, __ATOMIC_RELAXED);
}

}  // namespace poach
