// The cost of a sweep beyond its runs: the same runs, seeds and tables as a plain loop in one
// process, and as a sweep on one thread with its plan read, shards written and checksums taken.
//   poach_bench --benchmark_filter=400_runs --benchmark_repetitions=3
//     --benchmark_enable_random_interleaving=true

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.hpp"
#include "run/run.hpp"
#include "sweep/plan.hpp"
#include "sweep/work.hpp"

namespace {

namespace files = std::filesystem;
constexpr int runs = 400;

// A plan of one point of the base scenario, in a directory that is removed with it.
class OnePoint {
 public:
  OnePoint() : directory_(files::temp_directory_path() / fmt::format("poach-{}", ::getpid())) {
    files::create_directories(directory_);
    const files::path spec = directory_ / "spec.yaml";
    std::ofstream(spec) << "scenario: " << POACH_SOURCE_DIR
                        << "/scenarios/superintelligence_spree.yaml\n"
                        << "parameters: {companies.Apple.pay.cap: [10M]}\nreplicates: " << runs
                        << "\nrecord: {tables: [market, companies, moves]}\n";
    (void)poach::sweep::make_plan(spec, {sweep(), false});
  }
  ~OnePoint() {
    std::error_code ignored;
    files::remove_all(directory_, ignored);
  }
  OnePoint(const OnePoint&) = delete;
  OnePoint& operator=(const OnePoint&) = delete;

  [[nodiscard]] files::path sweep() const { return directory_ / "sweep"; }

 private:
  files::path directory_;
};

void plain_loop_400_runs(benchmark::State& state) {
  const OnePoint point;
  for (auto _ : state) {
    const poach::sweep::SweepPlan plan = poach::sweep::read_plan(point.sweep());
    poach::Scenario scenario = poach::sweep::PointScenarios(plan).of(0, 0);
    for (std::uint64_t r = 0; r < plan.replicates; ++r) {
      scenario.seed = static_cast<std::int64_t>(plan.seed_of(r).value);
      benchmark::DoNotOptimize(poach::run_in_memory(scenario, 1));
    }
  }
}
BENCHMARK(plain_loop_400_runs)->Unit(benchmark::kSecond)->Iterations(1)->MeasureProcessCPUTime();

void sweep_400_runs(benchmark::State& state) {
  const OnePoint point;
  for (auto _ : state) {
    const poach::sweep::SweepPlan plan = poach::sweep::read_plan(point.sweep());
    const auto indices = poach::sweep::runs_to_do(plan, false);
    if (indices.size() != runs) std::abort();
    benchmark::DoNotOptimize(poach::sweep::run_on_threads(plan, indices, 1, {}, {}));
  }
}
BENCHMARK(sweep_400_runs)->Unit(benchmark::kSecond)->Iterations(1)->MeasureProcessCPUTime();

}  // namespace
