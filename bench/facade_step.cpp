// The cost of a step through the public interface and of a step of the engine's own loop: the same
// market is stepped both ways alternately, tick by tick, so that other load on the machine affects
// both. `facade_step scenario.yaml [rounds]`

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "load.hpp"
#include "poach/simulation.hpp"
#include "record/recorder.hpp"
#include "run/replicate_runner.hpp"
#include "run/simulation.hpp"

namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

template <class Step>
double seconds_of(const Step& step) {
  const double start = cpu_seconds();
  step();
  return cpu_seconds() - start;
}

struct Cost {
  double engine = 0.0;
  double facade = 0.0;
};

Cost one_round(const std::string& file, bool engine_first) {
  const poach::Scenario scenario = bench::load(file, {});
  const poach::Workers alone(1);
  const poach::Seed seed{static_cast<std::uint64_t>(scenario.seed)};
  poach::Simulation engine(poach::build_or_throw(scenario, seed, alone),
                           poach::record_plan(scenario.record), 0, alone);
  const auto public_scenario =
      poach_api::Scenario::load(std::string(POACH_SOURCE_DIR) + "/" + file);
  poach_api::Simulation facade(public_scenario, {.threads = 1});
  Cost cost;
  for (std::int64_t k = 0; k < scenario.clock.ticks; ++k) {
    const bool first = (k % 2 == 0) == engine_first;
    if (first) cost.engine += seconds_of([&] { engine.advance(); });
    cost.facade += seconds_of([&] { facade.step(); });
    if (!first) cost.engine += seconds_of([&] { engine.advance(); });
  }
  return cost;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: facade_step scenario.yaml [rounds]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 11;
  std::vector<double> ratios;
  for (int round = 0; round < rounds; ++round) {
    const Cost cost = one_round(argv[1], round % 2 == 0);
    ratios.push_back(cost.facade / cost.engine);
    std::printf("engine %.4f s  facade %.4f s  ratio %.4f\n", cost.engine, cost.facade,
                ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("median ratio %.4f of %d rounds\n", ratios[ratios.size() / 2], rounds);
  return 0;
}
