#include "base/lockstep_math.hpp"

#include "base/math_kernels.hpp"

namespace poach {
namespace {

// Input and output share no memory.
struct Lists {
  const double* __restrict from;
  double* __restrict to;
  std::size_t size;
};

POACH_KERNEL void log_all(const Lists& lists) {
  const double* __restrict from = lists.from;
  double* __restrict to = lists.to;
  for (std::size_t k = 0; k < lists.size; ++k) to[k] = kernels::log_of_any(from[k]);
}

POACH_KERNEL void logistic_all(const Lists& lists) {
  const double* __restrict from = lists.from;
  double* __restrict to = lists.to;
  for (std::size_t k = 0; k < lists.size; ++k) to[k] = kernels::logistic_of_any(from[k]);
}

// The same loops for each width of vector: compilers make the vectors. No variant contracts a
// product and a sum (-ffp-contract=off), so all compute the same bits.
void log_portable(const Lists& lists) { log_all(lists); }
void logistic_portable(const Lists& lists) { logistic_all(lists); }
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) void log_avx2(const Lists& lists) { log_all(lists); }
__attribute__((target("avx2"))) void logistic_avx2(const Lists& lists) { logistic_all(lists); }
__attribute__((target("avx512f"))) void log_avx512(const Lists& lists) { log_all(lists); }
__attribute__((target("avx512f"))) void logistic_avx512(const Lists& lists) { logistic_all(lists); }
#endif

struct Variant {
  void (*log)(const Lists&);
  void (*logistic)(const Lists&);
};

Variant variant_of(VectorWidth width) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (width == VectorWidth::avx512) return {log_avx512, logistic_avx512};
  if (width == VectorWidth::avx2) return {log_avx2, logistic_avx2};
#endif
  static_cast<void>(width);
  return {log_portable, logistic_portable};
}

const Variant& best_variant() {
  static const Variant best = variant_of(widest_here());
  return best;
}

}  // namespace

void log_of_each(std::span<const double> x, std::span<double> logs) {
  best_variant().log({x.data(), logs.data(), x.size()});
}

void logistic_of_each(std::span<const double> x, std::span<double> shares) {
  best_variant().logistic({x.data(), shares.data(), x.size()});
}

void log_of_each_with(VectorWidth width, std::span<const double> x, std::span<double> logs) {
  variant_of(width).log({x.data(), logs.data(), x.size()});
}

void logistic_of_each_with(VectorWidth width, std::span<const double> x, std::span<double> shares) {
  variant_of(width).logistic({x.data(), shares.data(), x.size()});
}

}  // namespace poach
