// The coupled auction: as many researchers as seats, five approaches each.

#include <benchmark/benchmark.h>

#include "base/parallel.hpp"
#include "base/stream.hpp"
#include "rules/proxy_auction.hpp"

namespace {

poach::rules::AuctionProblem market(std::uint32_t researchers) {
  constexpr std::uint32_t approaches = 5;
  const std::uint32_t companies = researchers / 10 + 1;
  const auto draws = poach::Stream(poach::Seed{1}, "bench").of(1);
  poach::rules::AuctionProblem problem;
  problem.reserve.assign(researchers, 1.0);
  problem.bidders.assign(companies, {10, {}});
  for (std::uint32_t r = 0; r < researchers; ++r) {
    const auto first = static_cast<std::uint32_t>(draws.uniform({.ordinal = r}) * companies);
    for (std::uint32_t k = 0; k < approaches && k < companies; ++k) {
      poach::rules::AuctionBid bid;
      bid.researcher = r;
      bid.company = (first + k) % companies;
      bid.value = 2.0 + 8.0 * draws.uniform({.ordinal = r, .counterpart = k + 1});
      bid.max_pay = bid.value;
      bid.priority = draws.words({.ordinal = r, .counterpart = k + 1, .index = 1})[0];
      problem.bids.push_back(bid);
    }
  }
  return problem;
}

void coupled_auction(benchmark::State& state) {
  const auto problem = market(static_cast<std::uint32_t>(state.range(0)));
  const poach::Workers workers(static_cast<int>(state.range(1)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(poach::rules::run_proxy_auction(problem, workers));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(problem.bids.size()));
}
BENCHMARK(coupled_auction)
    ->ArgNames({"researchers", "threads"})
    ->ArgsProduct({{100, 10'000, 100'000, 200'000}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
