// The order of the file and the names in it mean nothing; other companies' sizes neither.

#include <fmt/format.h>

#include <algorithm>

#include "config/print.hpp"
#include "determinism/runs.hpp"
#include "property/random_scenario.hpp"
#include "support/catch.hpp"

namespace {

using poach::CompanySpec;
using poach::ReplicateOutput;
using poach::ResearcherId;
using poach::Scenario;
using poach::World;
using poach::config::print_yaml;
using poach::tests::built;
using poach::tests::random_scenario;
using poach::tests::reloaded;
using poach::tests::replaced;
using poach::tests::run_once;

// Two named rivals, so that the order of their names could matter.
Scenario rivals(std::uint64_t number) {
  Scenario scenario = random_scenario(number);
  while (scenario.base.companies.size() < 3) {
    CompanySpec another = scenario.base.companies.front();
    another.name = fmt::format("C{}", scenario.base.companies.size());
    another.key = another.name;
    scenario.base.companies.push_back(another);
  }
  scenario.base.companies.back().hiring.approaches_per_week = 10.0;
  scenario.base.companies.back().hiring.targeting.companies = {{"C0", 0.4}, {"C1", 0.6}};
  return scenario;
}

}  // namespace

TEST_CASE("a scenario read back from its own file runs the same") {
  for (std::uint64_t number = 0; number < 40; ++number) {
    const Scenario scenario = rivals(8000 + number);
    INFO("scenario " << 8000 + number);
    const ReplicateOutput direct = run_once(scenario, 1);
    const ReplicateOutput again = run_once(reloaded(print_yaml(scenario)), 1);
    CHECK(again.state_hash == direct.state_hash);
    CHECK((again.tables == direct.tables));
  }
}

TEST_CASE("the order of companies in a file changes nothing") {
  for (std::uint64_t number = 0; number < 40; ++number) {
    const Scenario scenario = rivals(8100 + number);
    Scenario other = scenario;
    std::reverse(other.base.companies.begin(), other.base.companies.end());
    std::rotate(other.base.companies.begin(), other.base.companies.begin() + 1,
                other.base.companies.end());
    INFO("scenario " << 8100 + number);
    const ReplicateOutput a = run_once(reloaded(print_yaml(scenario)), 1);
    const ReplicateOutput b = run_once(reloaded(print_yaml(other)), 1);
    CHECK(a.state_hash == b.state_hash);
    CHECK((a.tables == b.tables));
  }
}

TEST_CASE("a company renamed with its key kept keeps its numbers") {
  for (std::uint64_t number = 0; number < 40; ++number) {
    const std::string yaml = print_yaml(rivals(8200 + number));
    std::string renamed = replaced(yaml, "C0", "Zed");
    renamed = replaced(renamed, "key: Zed", "key: C0");
    INFO("scenario " << 8200 + number);
    const ReplicateOutput a = run_once(reloaded(yaml), 1);
    const ReplicateOutput b = run_once(reloaded(renamed), 1);
    CHECK(a.state_hash == b.state_hash);
    for (std::size_t t = 0; t < a.tables.size(); ++t) {
      CHECK((a.tables[t] == replaced(b.tables[t], "Zed", "C0")));
    }
  }
}

TEST_CASE("a changed head count leaves other companies' people as they were") {
  for (std::uint64_t number = 0; number < 60; ++number) {
    Scenario scenario = rivals(8300 + number);
    scenario.researchers.file.clear();
    const World before = built(scenario);
    scenario.base.companies[1].researchers += 7;
    const World after = built(scenario);
    for (const auto& cohort : before.fixed.population.cohorts()) {
      for (const auto& other : after.fixed.population.cohorts()) {
        if (cohort.name != other.name) continue;
        const bool changed = cohort.name == "C1";
        for (std::uint32_t k = 0; k < cohort.count; ++k) {
          const ResearcherId a{cohort.first.value() + k};
          const ResearcherId b{other.first.value() + k};
          INFO("scenario " << 8300 + number << ", " << cohort.name << "/" << k + 1);
          CHECK(before.state.researchers.skill[a] == after.state.researchers.skill[b]);
          CHECK(before.state.researchers.field[a] == after.state.researchers.field[b]);
          CHECK(before.state.researchers.joined[a] == after.state.researchers.joined[b]);
          if (changed) continue;  // spread over the group's companies in another way
          CHECK(before.state.researchers.pay[a] == after.state.researchers.pay[b]);
          CHECK(before.state.researchers.employer[a] == after.state.researchers.employer[b]);
          CHECK(before.state.researchers.bond[a] == after.state.researchers.bond[b]);
        }
      }
    }
  }
}
