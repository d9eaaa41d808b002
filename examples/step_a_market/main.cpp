// Runs a market and prints a line a month.
//
//   step_a_market scenario.yaml [path=value ...]

#include <cstdio>
#include <exception>
#include <poach/poach.hpp>
#include <string>
#include <vector>

namespace {

void print_line(const poach::View& view) {
  const poach::MarketFigures market = view.market();
  std::printf("%s  %6llu employed  %6llu unemployed  median pay %8.0f USD\n", view.date().c_str(),
              static_cast<unsigned long long>(market.employed),
              static_cast<unsigned long long>(market.unemployed), market.pay_median.value_or(0.0));
}

void run(const std::string& file, const std::vector<std::string>& overrides) {
  const auto scenario = poach::Scenario::load(file, overrides);
  poach::Simulation simulation(scenario);
  std::string month;
  while (!simulation.finished()) {
    simulation.step();
    const std::string this_month = simulation.date().substr(0, 7);
    if (this_month != month) print_line(simulation.view());
    month = this_month;
  }
  std::printf("state %s\n", simulation.state_hash().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: step_a_market scenario.yaml [path=value ...]\n");
    return 2;
  }
  try {
    run(argv[1], {argv + 2, argv + argc});
  } catch (const poach::InputError& error) {
    for (const poach::Problem& problem : error.problems()) {
      std::fprintf(stderr, "%s\n", to_string(problem).c_str());
    }
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
