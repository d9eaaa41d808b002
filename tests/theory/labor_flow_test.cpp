// The labor flow network of Lopez, Guerrero and Axtell on companies that differ in neighbours,
// hiring and separation: how many work at each, and how many look for work who worked there last.

#include <cmath>

#include "support/catch.hpp"
#include "support/scenario_text.hpp"
#include "theory/snapshots.hpp"

namespace {

using namespace poach::tests;
using poach::ResearcherId;
using poach::World;

struct Company {
  double hired;      // h
  double separates;  // l
  std::vector<std::size_t> neighbours;
};

constexpr double open = 0.3;
constexpr double people = 4000.0;
// A to E, with 2, 3, 3, 3 and 1 neighbours.
const std::vector<Company> companies = {{0.5, 0.02, {1, 2}},
                                        {0.9, 0.05, {0, 2, 3}},
                                        {0.3, 0.03, {0, 1, 3}},
                                        {0.6, 0.04, {1, 2, 4}},
                                        {0.8, 0.02, {3}}};

poach::Scenario scenario() {
  std::string yaml = "clock: {tick: unit, ticks: 1}\ncompanies:\n";
  for (std::size_t c = 0; c < companies.size(); ++c) {
    yaml += std::string("  - {name: ") + static_cast<char>('A' + c) +
            ", researchers: 800, pay: {posted: 1}, hiring: {open_probability: 0.3, "
            "hire_probability: " +
            std::to_string(companies[c].hired) +
            "}, separations: {job_loss: " + std::to_string(companies[c].separates) +
            " per tick}}\n";
  }
  return poach::support::scenario_of(
      yaml +
      "company_graph: {kind: edges, edges: [A -- B, A -- C, B -- C, B -- D, C -- D, D -- E]}\n"
      "market:\n"
      "  search: {random_meetings: {unemployed: 1 per tick, channel: company_graph}}\n"
      "  bidding: {rule: posted}\n"
      "  decisions: {utility: linear, unemployment_income: 0.4}\n");
}

// People by place: employed at each company, then unemployed by last employer, as shares.
std::vector<double> exact_shares() {
  std::vector<double> employed;
  std::vector<double> unemployed;
  double total = 0.0;
  for (const Company& c : companies) {
    const auto k = static_cast<double>(c.neighbours.size());
    double mean_hired = 0.0;
    for (const std::size_t n : c.neighbours) mean_hired += companies[n].hired / k;
    employed.push_back(c.hired * mean_hired * k / c.separates);
    unemployed.push_back(c.hired * k / (1.0 - std::pow(1.0 - open, k)));
    total += employed.back() + unemployed.back();
  }
  employed.insert(employed.end(), unemployed.begin(), unemployed.end());
  for (double& share : employed) share /= total;
  return employed;
}

}  // namespace

// Catches vacancies or hiring chances that are not used, applicants who come from the wrong place,
// neighbours picked unequally: each changes some share by more than a tenth.
TEST_CASE("labor flow network: staff and job-seekers of companies that differ") {
  const std::vector<double> exact = exact_shares();
  constexpr std::uint64_t replicates = 60;
  constexpr std::int64_t snapshots = 30;
  std::vector<std::vector<double>> found(exact.size());
  for (std::uint64_t k = 0; k < replicates; ++k) {
    std::vector<double> here(exact.size(), 0.0);
    take_snapshots(scenario(), {500, 20, snapshots, k}, [&](const World& world) {
      for (const ResearcherId r : world.fixed.population.ids()) {
        const auto employer = world.state.researchers.employer[r];
        const auto last = world.state.researchers.last_employer[r];
        const std::size_t place =
            employer ? (*employer).value() : companies.size() + (*last).value();
        here.at(place) += 1.0 / people / static_cast<double>(snapshots);
      }
    });
    for (std::size_t p = 0; p < here.size(); ++p) found[p].push_back(here[p]);
  }
  for (std::size_t p = 0; p < exact.size(); ++p) {
    INFO("place " << p);
    check_found(found_in(found[p]), exact[p], 0.02 * exact[p]);
  }
}
