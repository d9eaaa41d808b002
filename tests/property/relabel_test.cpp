// Names are names: other ones for companies, teams and people change nothing but themselves.

#include <algorithm>
#include <string>

#include "config/print.hpp"
#include "determinism/runs.hpp"
#include "property/random_scenario.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

namespace {

using poach::ReplicateOutput;
using poach::Scenario;
using poach::config::print_yaml;
using poach::tests::random_scenario;
using poach::tests::reloaded;
using poach::tests::replaced;
using poach::tests::run_once;

// Every company gets a name that sorts the other way round, and keeps its key; the file lists them
// the other way round too. Teams have no keys: their names mean nothing at all.
std::string relabelled(const Scenario& scenario) {
  Scenario other = scenario;
  std::reverse(other.base.companies.begin(), other.base.companies.end());
  std::string yaml = print_yaml(other);
  for (std::size_t c = 0; c < scenario.base.companies.size(); ++c) {
    const std::string old = scenario.base.companies[c].name;
    const std::string fresh = "Z" + std::to_string(9 - c);
    yaml = replaced(yaml, old, fresh);
    yaml = replaced(yaml, "key: " + fresh, "key: " + old);
  }
  for (const auto& team : scenario.teams) yaml = replaced(yaml, team.name, "Q" + team.name);
  return yaml;
}

std::string names_restored(std::string table, const Scenario& scenario) {
  for (std::size_t c = 0; c < scenario.base.companies.size(); ++c) {
    table = replaced(table, "Z" + std::to_string(9 - c), scenario.base.companies[c].name);
  }
  for (const auto& team : scenario.teams) table = replaced(table, "Q" + team.name, team.name);
  return table;
}

void check_relabelling(std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t number = first; number < first + count; ++number) {
    INFO("scenario " << number);
    const Scenario scenario = random_scenario(number);
    const ReplicateOutput a = run_once(reloaded(print_yaml(scenario)), 1);
    const ReplicateOutput b = run_once(reloaded(relabelled(scenario)), 1);
    CHECK(a.state_hash == b.state_hash);
    for (std::size_t t = 0; t < a.tables.size(); ++t) {
      CHECK((a.tables[t] == names_restored(b.tables[t], scenario)));
    }
  }
}

}  // namespace

TEST_CASE("other names in another order, with keys kept, change nothing else",
          "[property][relabel]") {
  check_relabelling(30000, 60);
}

TEST_CASE("other names change nothing over a thousand scenarios", "[.][thousands]") {
  check_relabelling(31000, 1000);
}

TEST_CASE("the names of a roster's people change nothing", "[property][relabel]") {
  const poach::support::TemporaryDirectory directory;
  const auto roster = [&](const std::string& name, const std::string& who) {
    std::string text = "name,company,skill,pay\n";
    for (int k = 0; k < 40; ++k) {
      text += who + std::to_string(k) +
              (k % 3 == 0   ? ",A,"
               : k % 3 == 1 ? ",B,"
                            : ",,") +
              std::to_string(1 + k % 5) + (k % 3 == 2 ? ",\n" : ",150000\n");
    }
    return poach::support::put(directory / name, text).string();
  };
  const auto market = [](const std::string& file) {
    return "name: roster\nclock: {ticks: 30}\nresearchers: {file: " + file + R"(}
companies:
  - {name: A, productivity: {level: 400k}, hiring: {approaches_per_week: 3}}
  - {name: B, productivity: {level: 500k}, hiring: {approaches_per_week: 3}}
market: {search: {random_meetings: {employed: 4 per year, unemployed: 9 per year}},
  decisions: {taste: 0.4, unemployment_income: 50k}}
)";
  };
  const ReplicateOutput a = run_once(reloaded(market(roster("a.csv", "Ada "))), 1);
  const ReplicateOutput b = run_once(reloaded(market(roster("b.csv", "Zoe "))), 1);
  CHECK(a.state_hash == b.state_hash);
  CHECK((a.tables == b.tables));
  CHECK(std::count(a.tables[3].begin(), a.tables[3].end(), '\n') > 10);
}
