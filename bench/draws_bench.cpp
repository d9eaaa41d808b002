// Draws, one by one and by block.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/screen.hpp"
#include "base/stream.hpp"

namespace {

void draws_one_by_one(benchmark::State& state) {
  const auto draws = poach::Stream(poach::Seed{1}, "bench").of(1);
  std::uint32_t ordinal = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draws.words({.ordinal = ordinal++}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(draws_one_by_one);

void draws_by_block(benchmark::State& state) {
  const auto draws = poach::Stream(poach::Seed{1}, "bench").of(1);
  std::vector<std::uint32_t> words(poach::block_size);
  std::int32_t tick = 0;
  for (auto _ : state) {
    poach::draw_words(draws, 0, ++tick, words);
    benchmark::DoNotOptimize(words.data());
  }
  state.SetItemsProcessed(state.iterations() * poach::block_size);
}
BENCHMARK(draws_by_block);

}  // namespace
