// Runs a market to its end and prints the ten best paid people and their employers.
//
//   read_views scenario.yaml

#include <algorithm>
#include <cstdio>
#include <exception>
#include <numeric>
#include <poach/poach.hpp>
#include <vector>

namespace {

// The best paid, from the top; of two with the same pay the one with the lower number first.
std::vector<poach::Researcher> best_paid(const poach::Researchers& people, std::size_t count) {
  std::vector<poach::Researcher> order(people.size());
  std::iota(order.begin(), order.end(), 0U);
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](poach::Researcher a, poach::Researcher b) {
                      if (people.pay[a] != people.pay[b]) return people.pay[a] > people.pay[b];
                      return a < b;
                    });
  order.resize(count);
  return order;
}

void print_best_paid(const poach::View& view) {
  const poach::Researchers people = view.researchers();
  for (const poach::Researcher r : best_paid(people, 10)) {
    if (people.employer[r] == poach::no_company) break;
    std::printf("%-24s  %-28s  %12.2f USD  since %lld ticks", view.researcher_name(r).c_str(),
                view.company_name(people.employer[r]).c_str(), people.pay[r],
                static_cast<long long>(*view.tenure(r)));
    // Not every market has skill.
    if (!people.skill.empty()) {
      std::printf("  skill %.2f", static_cast<double>(people.skill[r]));
    }
    std::printf("\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: read_views scenario.yaml\n");
    return 2;
  }
  try {
    poach::Simulation simulation(poach::Scenario::load(argv[1]));
    simulation.step(simulation.scenario().ticks());
    print_best_paid(simulation.view());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
