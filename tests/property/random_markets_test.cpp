// Whole markets with random rules: the accounts must balance after every phase of every tick.

#include <string>

#include "base/parallel.hpp"
#include "config/print.hpp"
#include "phases/tick_actions.hpp"
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

using poach::Schedule;

TickAudit::Activity audit(std::uint64_t number, const Workers& workers,
                          const Schedule& schedule = poach::standard_schedule()) {
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
  Simulation simulation(std::move(*world), record_plan(scenario.record), 0, workers, nullptr,
                        schedule);
  TickAudit audit;
  while (!simulation.finished() && audit.problems().empty()) simulation.advance(audit);
  if (!audit.problems().empty()) {
    FAIL_CHECK("scenario " << number << ":\n"
                           << joined(audit.problems()) << "\n"
                           << poach::config::print_yaml(scenario));
  }
  return audit.activity();
}

// Balanced accounts of markets in which nothing happens would prove nothing.
void audit_all(std::uint64_t first, std::uint64_t scenarios,
               const Schedule& schedule = poach::standard_schedule()) {
  const Workers workers(1);
  TickAudit::Activity all;
  for (std::uint64_t number = first; number < first + scenarios; ++number) {
    const TickAudit::Activity one = audit(number, workers, schedule);
    all.offers += one.offers;
    all.moves += one.moves;
    all.waits += one.waits;
    all.raises += one.raises;
    all.separations += one.separations;
    all.grants += one.grants;
    all.filled += one.filled;
    all.spent += one.spent;
    all.passed_over += one.passed_over;
    all.buyouts += one.buyouts;
    all.approaches_paid += one.approaches_paid;
  }
  CAPTURE(all.offers, all.moves, all.waits, all.raises, all.separations, all.grants, all.filled,
          all.spent, all.passed_over, all.buyouts, all.approaches_paid);
  CHECK(all.offers > 50 * scenarios);
  CHECK(all.moves > 30 * scenarios);
  CHECK(all.waits > scenarios);
  CHECK(all.raises > 10 * scenarios);
  CHECK(all.separations > 20 * scenarios);
  CHECK(all.grants > scenarios);
  CHECK(all.filled > scenarios);
  CHECK(all.spent > scenarios);
  CHECK(all.passed_over > scenarios);
  CHECK(all.buyouts > scenarios);
  CHECK(all.approaches_paid > scenarios);
}

}  // namespace

TEST_CASE("the accounts balance after every phase, under all rules") { audit_all(0, 1500); }

// Does a little of everything to everyone, now to one person, now to another.
void meddle(poach::World& world, poach::TickActions& actions, bool negotiating) {
  const std::uint32_t companies = world.fixed.companies.size();
  for (const poach::ResearcherId r : world.fixed.population.ids()) {
    const auto draws = actions.draws_of(r);
    const auto uniform = [&](std::uint32_t index) {
      return draws.uniform({.tick = world.state.tick, .index = index});
    };
    const poach::CompanyId someone{static_cast<std::uint32_t>(uniform(0) * companies)};
    if (uniform(1) < 0.1) actions.approach(someone, r);
    if (uniform(2) < 0.1) actions.change_morale(someone, uniform(3) - 0.5);
    if (!world.state.researchers.employer[r]) continue;
    if (uniform(4) < 0.1) actions.change_attachment(r, uniform(5) - 0.5);
    if (negotiating) continue;
    // The foresighted may pay for a post.
    const double pay = world.state.researchers.pay[r];
    if (pay > 0.0 && uniform(6) < 0.1) actions.set_pay(r, pay * (0.6 + uniform(7)));
    if (uniform(8) < 0.1) actions.grant(r, 1000.0 * uniform(9));
    if (uniform(10) < 0.02) actions.separate(r, poach::SeparationKind::quit);
  }
}

// The standard schedule with a meddler after each row that has room for one.
Schedule meddlesome() {
  using poach::Features;
  Schedule schedule = poach::standard_schedule();
  for (const std::string& row : poach::standard_schedule().open_rows()) {
    const bool negotiating = row == "search" || row == "bidding";
    add_phase(
        schedule, row,
        {"meddle after " + row,
         {&Features::attachment, &Features::morale, &Features::unvested},
         [negotiating](poach::World& world, const poach::Services&, poach::TickActions& actions) {
           meddle(world, actions, negotiating);
         }});
  }
  return schedule;
}

TEST_CASE("The accounts balance whatever an added phase does, at any place") {
  audit_all(20'000, 300, meddlesome());
}

// Forfeits under foresight: what is taken off a pay and added again must not end above the most.
TEST_CASE("no offer is above the most by the last bit") {
  const Workers workers(1);
  for (const std::uint64_t number : {103592, 106442}) {
    CHECK(audit(number, workers).offers > 0);
  }
}

TEST_CASE("the accounts balance in ten thousand more markets", "[.][thousands]") {
  audit_all(100'000, 10'000);
}
