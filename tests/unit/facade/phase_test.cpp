#include <stdexcept>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "unit/facade/market.hpp"

namespace {

using namespace poach_api;
using poach::support::message_of;
using poach::tests::busy;
using poach::tests::plain_market;

Phase idle(const std::string& name = "idle", const std::string& after = "decisions") {
  return {name, after, {}, [](const View&, TickActions&) {}};
}

std::string end_of(const Scenario& scenario, std::vector<Phase> phases, int threads = 1) {
  Simulation simulation(scenario, {.threads = threads, .phases = std::move(phases)});
  while (!simulation.finished()) simulation.step();
  return simulation.state_hash();
}

// Does a little of everything, by draws of its own.
Phase meddler() {
  return {"meddle", "decisions", {Keep::equity}, [](const View& view, TickActions& actions) {
            const Researchers people = view.researchers();
            for (Researcher r = 0; r < people.size(); ++r) {
              if (actions.uniform(r, {.index = 1}) < 0.05) actions.approach(0, r);
              if (people.employer[r] == no_company) continue;
              if (actions.uniform(r) < 0.05) actions.set_pay(r, 1.1 * people.pay[r]);
              if (actions.uniform(r, {.counterpart = 1}) < 0.05) actions.grant(r, 1e4);
              if (actions.normal(r) > 2.5) actions.separate(r, SeparationKind::job_loss);
            }
          }};
}

TEST_CASE("A phase acts in every tick, after its row, and sees what happened in it so far") {
  std::vector<std::int64_t> ticks;
  std::size_t moves = 0;
  Phase watch = idle("watch");
  watch.act = [&](const View& view, TickActions&) {
    ticks.push_back(view.tick());
    moves += view.moves().size();
  };
  Simulation simulation(busy({"clock.burn_in=2"}), {.phases = {watch}});
  CHECK(ticks == std::vector<std::int64_t>{-1, 0});
  moves = 0;
  simulation.step(12);
  CHECK(ticks.size() == 14);
  const std::string rows = simulation.rows("moves");
  CHECK(moves == static_cast<std::size_t>(std::count(rows.begin(), rows.end(), '\n')));
}

TEST_CASE("A phase is part of the state hash by its name and place, and no phase leaves it alone") {
  const std::string standard = end_of(busy(), {});
  const std::string with = end_of(busy(), {idle()});
  CHECK(with != standard);
  CHECK(end_of(busy(), {idle()}) == with);
  CHECK(end_of(busy(), {idle("idler")}) != with);
  CHECK(end_of(busy(), {idle("idle", "planning")}) != with);
}

TEST_CASE("A phase that does nothing leaves every table as it was") {
  Simulation with(busy(), {.phases = {idle()}});
  Simulation without(busy());
  with.step(12);
  without.step(12);
  for (const char* table : {"market", "companies", "moves", "offers"}) {
    CHECK(with.rows(table) == without.rows(table));
  }
}

TEST_CASE("Actions of phases are the same at any number of threads, and are in the accounts") {
  const std::string once = end_of(busy(), {meddler()});
  CHECK(end_of(busy(), {meddler()}, 3) == once);
  Simulation with(busy(), {.phases = {meddler()}});
  Simulation without(busy());
  with.step(12);
  without.step(12);
  CHECK(with.rows("companies") != without.rows("companies"));
  CHECK_THAT(with.rows("moves"), contains_text(",phase,"));
}

TEST_CASE("A market with phases is saved with what they arranged") {
  Simulation simulation(busy(), {.phases = {meddler()}});
  simulation.step(5);
  Simulation again = Simulation::restore(busy(), simulation.save(), {.phases = {meddler()}});
  CHECK(again.state_hash() == simulation.state_hash());
  simulation.step(7);
  again.step(7);
  CHECK(again.state_hash() == simulation.state_hash());
}

TEST_CASE("A fork can continue under other phases, which keep the quantities they need") {
  const Scenario scenario = Scenario::from_text(plain_market);
  Simulation simulation(scenario);
  simulation.step(2);
  const Phase cheer{"cheer",
                    "contagion",
                    {Keep::morale, Keep::attachment, Keep::equity},
                    [](const View&, TickActions& actions) {
                      actions.change_morale(0, 0.25);
                      actions.change_attachment(0, 0.5);
                      actions.grant(1, 10.0);
                    }};
  Simulation other = simulation.fork({cheer});
  other.step();
  CHECK(other.view().company(0).morale == 0.25);
  CHECK(other.view().attachment(0) > 0.0);
  CHECK(other.view().company(0).unvested > 0.0);
  CHECK(other.view().keeps_log());
  // Quantities kept for a phase stay kept without it, and can be saved so.
  Simulation calm = other.fork({});
  Simulation again = Simulation::restore(scenario, calm.save());
  CHECK(again.state_hash() == calm.state_hash());
  calm.step();
  again.step();
  CHECK(again.state_hash() == calm.state_hash());
  CHECK(again.view().attachment(0) > 0.0);
  CHECK(simulation.tick() == 2);
  CHECK_FALSE(simulation.view().attachment(0));
  CHECK_THAT(message_of<InputError>([&] { (void)simulation.fork({idle("x", "nowhere")}); }),
             contains_text("a phase can come after: shocks, separation, planning, search, "
                           "bidding, decisions, contagion, late separation"));
}

TEST_CASE("An exception of a phase reaches the caller, and the incomplete tick is not continued") {
  Phase failing = idle("fail");
  failing.act = [](const View& view, TickActions&) {
    if (view.tick() == 3) throw std::domain_error("three");
  };
  Simulation simulation(busy(), {.phases = {failing}});
  simulation.step(2);
  const Simulation kept = simulation.fork();
  CHECK(message_of<std::domain_error>([&] { simulation.step(); }) == "three");
  CHECK_FALSE(simulation.rows("market").empty());
  CHECK_THAT(message_of<RunError>([&] { simulation.step(); }), contains_text("middle of tick 3"));
  CHECK_THROWS_AS(simulation.save(), RunError);
  CHECK_THROWS_AS(simulation.fork(), RunError);
  CHECK_THROWS_AS(simulation.view(), RunError);
  CHECK_THROWS_AS(simulation.state_hash(), RunError);
  simulation = kept.fork({idle("fail")});
  simulation.step();
  CHECK(simulation.tick() == 3);
}

TEST_CASE("Impossible actions of a phase are refused") {
  const auto reason = [](const std::function<void(TickActions&)>& action) {
    Phase phase = idle("p");
    phase.act = [action](const View&, TickActions& actions) { action(actions); };
    Simulation simulation(Scenario::from_text(plain_market), {.phases = {phase}});
    return message_of<std::logic_error>([&] { simulation.step(); });
  };
  CHECK(reason([](TickActions& a) { a.set_pay(99, 1.0); }) == "there is no researcher 99");
  CHECK(reason([](TickActions& a) { a.approach(7, 0); }) == "there is no company 7");
  CHECK(reason([](TickActions& a) { a.separate(0, SeparationKind::exit); }) ==
        "phase 'p': separate: people leave the market by hazard alone");
}

TEST_CASE("Phases that cannot be placed are refused when the simulation is opened") {
  const auto reason = [](Phase phase) {
    return message_of<InputError>([&] { Simulation(busy(), {.phases = {std::move(phase)}}); });
  };
  CHECK_THAT(reason(idle("x", "record")), contains_text("no place for the phase 'x'"));
  CHECK_THAT(reason(idle("search")), contains_text("there is a phase 'search' already"));
  CHECK_THAT(reason({"x", "decisions", {}, {}}), contains_text("has no function to call"));
  CHECK(open_rows().front() == "shocks");
  CHECK(open_rows().back() == "late separation");
}

}  // namespace
