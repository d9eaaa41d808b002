// Extreme parameters: each scenario runs with balanced accounts and a number in every cell, or is
// refused in words, at its place in the file.

#include <sstream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "determinism/runs.hpp"
#include "property/extreme_scenarios.hpp"
#include "property/tick_audit.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"
#include "support/scenario_text.hpp"
#include "world/build.hpp"

namespace {

using namespace poach;
using support::scenario_of;
using tests::document;
using tests::Extreme;
using tests::Line;

// Infinities and NaN are written as missing cells, so they show in columns that are never missing.
// Those that may be missing are of people without a job, companies without staff, and the like.
bool may_be_missing(std::string_view column) {
  for (const std::string_view part :
       {"pay_cap", "team", "from_company", "employer", "counter_pay", "present_pay", "pay_before",
        "pay_multiple", "field", "company", "pay_usd", "best_losing_bid", "tenure", "pay_m",
        "pay_p", "ties_per_researcher", "disappointed"}) {
    if (column.starts_with(part) && column != "employer_surplus_usd_per_year") return true;
  }
  return false;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

void check_cells(const ReplicateOutput& output) {
  for (const std::string& table : output.tables) {
    std::istringstream lines(table);
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> header = cells_of(line);
    while (std::getline(lines, line)) {
      const std::vector<std::string> cells = cells_of(line);
      REQUIRE(cells.size() == header.size());
      for (std::size_t k = 0; k < cells.size(); ++k) {
        if (!cells[k].empty() || may_be_missing(header[k])) continue;
        FAIL_CHECK(header[k] << " is missing in " << line);
        return;
      }
    }
  }
}

void run_and_audit(const std::string& yaml) {
  const Scenario scenario = scenario_of(yaml);
  const Workers alone(1);
  Diagnostics diagnostics;
  auto world = build_world(scenario, Seed{7}, alone, diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  Simulation simulation(std::move(*world), record_plan(scenario.record), 0, alone);
  tests::TickAudit audit;
  while (!simulation.finished()) simulation.advance(audit);
  for (const std::string& problem : audit.problems()) FAIL_CHECK(problem);
  check_cells(tests::run_once(scenario, 1));
}

std::string message_of(const std::string& yaml) {
  try {
    run_and_audit(yaml);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("extreme parameters that run", "[property][extremes]") {
  for (const char* rule : {"private_taste", "ascending", "posted"}) {
    for (const Extreme& extreme : tests::extremes_that_run()) {
      INFO(rule << ": " << extreme.what);
      std::vector<Line> changes = extreme.changes;
      changes.push_back({"bidding", std::string("  bidding: {rule: ") + rule + "},"});
      CHECK(message_of(document(changes)) == "");
    }
  }
}

TEST_CASE("extreme parameters that are refused, with their place", "[property][extremes]") {
  for (const Extreme& extreme : tests::extremes_that_are_refused()) {
    INFO(extreme.what);
    CHECK_THAT(support::reading_problems(document(extreme.changes)),
               contains_text(extreme.refused));
  }
}

TEST_CASE("extreme amounts stop a run with a sentence", "[property][extremes]") {
  for (const Extreme& extreme : tests::extremes_that_stop()) {
    INFO(extreme.what);
    CHECK_THAT(message_of(document(extreme.changes)), contains_text(extreme.refused));
  }
}

TEST_CASE("a million ticks run and their accounts balance", "[property][extremes]") {
  const Scenario scenario = scenario_of(R"(
clock: {tick: unit, ticks: 1M}
researchers: {unemployed: 1}
companies: [{name: A, productivity: {level: 10}, separations: {job_loss: 0.1 per tick}}]
market: {search: {random_meetings: {unemployed: 0.5 per tick}}, decisions: {unemployment_income: 1}}
record: {tables: [market], every: 1M}
)");
  const Workers alone(1);
  Diagnostics diagnostics;
  Simulation simulation(std::move(*build_world(scenario, Seed{7}, alone, diagnostics)),
                        record_plan(scenario.record), 0, alone);
  std::int64_t employed = 0;
  while (!simulation.finished()) {
    simulation.advance();
    employed += simulation.world().state.is_unemployed(ResearcherId{0}) ? 0 : 1;
  }
  CHECK(simulation.world().state.tick == 1'000'000);
  // Found in a tick with chance 0.5 when separated in an earlier one, lost with chance 0.1: the
  // chain is employed 0.5 / 0.6 of the time. Its variance per tick is 0.139 x (1 + 0.4) / (1 -
  // 0.4), so that the count's standard deviation is 570.
  CHECK(std::abs(static_cast<double>(employed) - 1e6 * 0.5 / 0.6) < 4 * 570);
}
