// Whole markets with random rules: the books must balance after every phase of every tick.

#include <string>

#include "base/parallel.hpp"
#include "config/print.hpp"
#include "property/random_scenario.hpp"
#include "property/tick_audit.hpp"
#include "run/simulation.hpp"
#include "scenario/validate.hpp"
#include "support/catch.hpp"
#include "world/build.hpp"

namespace {

using poach::Diagnostics;
using poach::Scenario;
using poach::Seed;
using poach::Simulation;
using poach::Workers;
using poach::tests::random_scenario;
using poach::tests::TickAudit;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TickAudit::Activity audit(std::uint64_t number, const Workers& workers) {
  const Scenario scenario = random_scenario(number);
  Diagnostics diagnostics;
  validate(scenario, {}, diagnostics);
  auto world =
      build_world(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, workers, diagnostics);
  if (!world) {
    FAIL("scenario " << number << " cannot be built:\n"
                     << diagnostics.report() << "\n"
                     << poach::config::print_yaml(scenario));
  }
  Simulation simulation(std::move(*world), record_plan(scenario.record), 0, workers);
  TickAudit audit;
  while (!simulation.finished() && audit.problems().empty()) simulation.advance(audit);
  if (!audit.problems().empty()) {
    FAIL_CHECK("scenario " << number << ":\n"
                           << joined(audit.problems()) << "\n"
                           << poach::config::print_yaml(scenario));
  }
  return audit.activity();
}

// Balanced books of markets in which nothing happens would prove nothing.
void audit_all(std::uint64_t first, std::uint64_t scenarios) {
  const Workers workers(1);
  TickAudit::Activity all;
  for (std::uint64_t number = first; number < first + scenarios; ++number) {
    const TickAudit::Activity one = audit(number, workers);
    all.offers += one.offers;
    all.moves += one.moves;
    all.waits += one.waits;
    all.raises += one.raises;
    all.separations += one.separations;
    all.grants += one.grants;
    all.filled += one.filled;
    all.spent += one.spent;
    all.passed_over += one.passed_over;
  }
  CAPTURE(all.offers, all.moves, all.waits, all.raises, all.separations, all.grants, all.filled,
          all.spent, all.passed_over);
  CHECK(all.offers > 50 * scenarios);
  CHECK(all.moves > 30 * scenarios);
  CHECK(all.waits > scenarios);
  CHECK(all.raises > 10 * scenarios);
  CHECK(all.separations > 20 * scenarios);
  CHECK(all.grants > scenarios);
  CHECK(all.filled > scenarios);
  CHECK(all.spent > scenarios);
  CHECK(all.passed_over > scenarios);
}

}  // namespace

TEST_CASE("the books balance after every phase, whatever the rules") { audit_all(0, 1500); }

// Forfeits under foresight: what is taken off a pay and added again must not end above the most.
TEST_CASE("no offer is above the most by the last bit") {
  const Workers workers(1);
  for (const std::uint64_t number : {103592, 106442}) {
    CHECK(audit(number, workers).offers > 0);
  }
}

TEST_CASE("the books balance in ten thousand more markets", "[.][thousands]") {
  audit_all(100'000, 10'000);
}
