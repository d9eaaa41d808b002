// The memory bandwidth of the machine: a = b + s c over arrays far larger than the caches. The
// phases' own traffic is compared with it in bench/notes.md.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/parallel.hpp"

namespace {

void memory_triad(benchmark::State& state) {
  constexpr std::size_t size = std::size_t{1} << 25;  // 256 MB an array
  constexpr std::size_t piece = std::size_t{1} << 16;
  const poach::Workers workers(static_cast<int>(state.range(0)));
  std::vector<double> a(size, 1.0);
  const std::vector<double> b(size, 2.0);
  const std::vector<double> c(size, 3.0);
  for (auto _ : state) {
    workers.for_each(size / piece, [&](std::size_t k) {
      for (std::size_t i = k * piece; i < (k + 1) * piece; ++i) a[i] = b[i] + 0.5 * c[i];
    });
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(3 * size * 8));
}
BENCHMARK(memory_triad)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
