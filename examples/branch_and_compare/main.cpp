// Runs a market halfway, continues it twice, once unchanged and once with consolation raises, and
// compares. Both sides draw the same random numbers, so every difference is due to the raises.
//
//   branch_and_compare scenario.yaml

#include <cstdio>
#include <exception>
#include <poach/poach.hpp>
#include <vector>

#include "../consolation_raises.hpp"

namespace {

/// The result of a side, company by company.
struct Outcome {
  std::vector<int> lost_to_rivals;
  std::vector<poach::CompanyFigures> companies;
};

Outcome run_to_the_end(poach::Simulation& simulation) {
  const poach::View view = simulation.view();
  Outcome outcome;
  outcome.lost_to_rivals.resize(view.company_count());
  while (!simulation.finished()) {
    simulation.step();
    for (const poach::Move& move : view.moves()) {
      if (move.from) ++outcome.lost_to_rivals[*move.from];
    }
  }
  outcome.companies = view.companies();
  return outcome;
}

void compare(const poach::View& view, const Outcome& plain, const Outcome& raises) {
  std::printf("%-28s  %s  %s\n", "", "lost to rivals", "payroll, million USD a year");
  for (poach::Company c = 0; c < view.company_count(); ++c) {
    std::printf("%-28s  %6d %6d  %12.1f %12.1f\n", view.company_name(c).c_str(),
                plain.lost_to_rivals[c], raises.lost_to_rivals[c], plain.companies[c].pay / 1e6,
                raises.companies[c].pay / 1e6);
  }
}

void run(const char* file) {
  poach::SimulationOptions options;
  options.keep_log = true;  // for moves, whatever the scenario records
  poach::Simulation plain(poach::Scenario::load(file), options);
  plain.step(plain.scenario().ticks() / 2);
  poach::Simulation raises = plain.fork({consolation_raises(0.05)});
  const Outcome without = run_to_the_end(plain);
  const Outcome with = run_to_the_end(raises);
  compare(plain.view(), without, with);
  std::printf("state %s without\n", plain.state_hash().c_str());
  std::printf("state %s with\n", raises.state_hash().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: branch_and_compare scenario.yaml\n");
    return 2;
  }
  try {
    run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
