// Runs a market in which companies console the colleagues of those they lose, and prints the cost
// to each company.
//
//   a_phase_of_ones_own scenario.yaml [threads]

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <poach/poach.hpp>
#include <vector>

#include "../consolation_raises.hpp"

namespace {

// The cost of a tick's raises to a company, USD a year, including raises by counter-offers.
void add_costs(const poach::View& view, std::vector<double>& costs) {
  for (const poach::Raise& raise : view.raises()) {
    costs[raise.company] += raise.pay_after - raise.pay_before;
  }
}

void run(const char* file, int threads) {
  poach::SimulationOptions options;
  options.threads = threads;
  options.phases = {consolation_raises(0.05)};
  poach::Simulation simulation(poach::Scenario::load(file), options);
  const poach::View view = simulation.view();
  std::vector<double> costs(view.company_count(), 0.0);
  while (!simulation.finished()) {
    simulation.step();
    add_costs(view, costs);
  }
  for (poach::Company company = 0; company < view.company_count(); ++company) {
    std::printf("%-28s  raises %12.0f USD a year  of a payroll of %14.0f\n",
                view.company_name(company).c_str(), costs[company], view.company(company).pay);
  }
  std::printf("state %s\n", simulation.state_hash().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: a_phase_of_ones_own scenario.yaml [threads]\n");
    return 2;
  }
  try {
    run(argv[1], argc > 2 ? std::atoi(argv[2]) : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
