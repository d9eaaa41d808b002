// Neither threads nor the choice of tables change results.

#include <algorithm>

#include "config/print.hpp"
#include "determinism/runs.hpp"
#include "property/random_scenario.hpp"
#include "record/tables.hpp"
#include "support/catch.hpp"

namespace {

using poach::ReplicateOutput;
using poach::Scenario;
using poach::tests::random_scenario;
using poach::tests::run_once;

// Several blocks of people in one cohort, so that threads have something to share out.
Scenario crowd(std::uint64_t number) {
  Scenario scenario = random_scenario(number);
  scenario.clock.ticks = 6;
  scenario.clock.burn_in = 0;
  for (auto& event : scenario.events) event.tick = 3;
  scenario.researchers.unemployed = 20000;
  scenario.base.companies.front().researchers = 20000;
  scenario.base.companies.front().hiring.approaches_per_week = 200.0;
  scenario.base.market.search.everyone_meets = false;
  if (scenario.network.kind == poach::NetworkKind::file) {
    scenario.network.kind = poach::NetworkKind::erdos_renyi;
    scenario.network.file.clear();
  }
  for (auto& company : scenario.base.companies) {
    if (company.hiring.seats) *company.hiring.seats *= 300.0;
  }
  return scenario;
}

void check_same(const ReplicateOutput& a, const ReplicateOutput& b) {
  CHECK(a.state_hash == b.state_hash);
  REQUIRE(a.tables.size() == b.tables.size());
  for (std::size_t t = 0; t < a.tables.size(); ++t) CHECK(a.tables[t] == b.tables[t]);
}

}  // namespace

TEST_CASE("any number of threads gives the same state and the same bytes") {
  for (std::uint64_t number = 0; number < 60; ++number) {
    const Scenario scenario = random_scenario(5000 + number);
    const ReplicateOutput one = run_once(scenario, 1);
    for (const int threads : {2, 4, 8}) {
      INFO("scenario " << 5000 + number << " on " << threads << " threads");
      check_same(run_once(scenario, threads), one);
    }
  }
}

TEST_CASE("any number of threads gives the same crowd") {
  for (std::uint64_t number = 0; number < 6; ++number) {
    const Scenario scenario = crowd(6000 + number);
    const ReplicateOutput one = run_once(scenario, 1);
    for (const int threads : {2, 4, 8}) {
      INFO("scenario " << 6000 + number << " on " << threads << " threads");
      const ReplicateOutput many = run_once(scenario, threads);
      CHECK(many.state_hash == one.state_hash);
      CHECK((many.tables == one.tables));
    }
  }
}

TEST_CASE("replicates side by side are replicates one by one") {
  Scenario scenario = random_scenario(42);
  scenario.replicates = 6;
  const auto one = run_in_memory(scenario, 1);
  const auto four = run_in_memory(scenario, 4);
  REQUIRE(one.size() == 6);
  REQUIRE(four.size() == 6);
  for (std::size_t k = 0; k < one.size(); ++k) {
    check_same(one[k], four[k]);
    if (k > 0) CHECK(one[k].state_hash != one[0].state_hash);
  }
}

TEST_CASE("tables that are switched off change neither the state nor the other tables") {
  const std::vector<std::string> names = poach::table_names();
  for (std::uint64_t number = 0; number < 80; ++number) {
    Scenario scenario = random_scenario(7000 + number);
    const ReplicateOutput all = run_once(scenario, 1);
    for (std::size_t kept = 0; kept < names.size(); ++kept) {
      INFO("scenario " << 7000 + number << " with " << names[kept] << " alone");
      scenario.record.tables = {names[kept]};
      const ReplicateOutput one = run_once(scenario, 1);
      CHECK(one.state_hash == all.state_hash);
      CHECK(one.tables[kept] == all.tables[kept]);
    }
  }
}

TEST_CASE("every table in memory has its header, recorded or not") {
  Scenario scenario = random_scenario(7050);
  scenario.record.tables.clear();
  const ReplicateOutput none = run_once(scenario, 1);
  for (const poach::RecordedTable& table : poach::recorded_tables()) {
    CHECK(none.tables[poach::index_of(table.name)] == table.header);
  }
}

TEST_CASE("writing rows less often leaves the state as it is") {
  Scenario scenario = random_scenario(7100);
  scenario.clock.ticks = 20;
  const ReplicateOutput every = run_once(scenario, 1);
  scenario.record.every = 4;
  CHECK(run_once(scenario, 1).state_hash == every.state_hash);
}
