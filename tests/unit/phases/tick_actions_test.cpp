#include "phases/tick_actions.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>

#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"

namespace {

using namespace poach;
using support::Market;

// Two companies that do nothing by themselves.
const std::string quiet = R"(
clock: {tick: week}
researchers: {unemployed: 2}
companies: [{name: A, researchers: 4, pay: {median: 100k}}, {name: B, researchers: 2}]
)";

TickActions acting_on(Market& market) { return {market.world, "test", Negotiations::closed}; }

std::string refusal(Market& market, const std::function<void(TickActions&)>& action,
                    Negotiations negotiations = Negotiations::closed) {
  TickActions actions(market.world, "test", negotiations);
  return support::message_of<std::invalid_argument>([&] { action(actions); });
}

const BlockLog& log_of(const Market& market, ResearcherId r) {
  return market.world.tick.log.blocks[market.world.fixed.population.block_of(r)];
}

TEST_CASE("A phase's separation ends the job, is entered, and the person sits the tick out") {
  Market market(quiet);
  TickActions actions = acting_on(market);
  const ResearcherId late = market.person("A", 2);
  const ResearcherId early = market.person("A", 1);
  actions.separate(late, SeparationKind::quit);
  actions.separate(early, SeparationKind::job_loss);
  CHECK_FALSE(market.employer(late));
  CHECK(market.headcount("A") == 2);
  CHECK(log_of(market, late).separated == std::vector{early, late});
  CHECK(log_of(market, late).counts.separations == 2);
  REQUIRE(market.separations().size() == 2);
  CHECK(market.separations()[0].kind == SeparationKind::quit);
  CHECK(market.separations()[1].kind == SeparationKind::job_loss);
}

TEST_CASE("Pay above what it was is a raise, pay below is not") {
  Market market(quiet);
  TickActions actions = acting_on(market);
  const ResearcherId r = market.person("A");
  const double before = market.world.state.researchers.pay[r];
  actions.set_pay(r, 2.0 * before);
  actions.set_pay(r, before);
  CHECK(market.world.state.researchers.pay[r] == before);
  REQUIRE(log_of(market, r).raises.size() == 1);
  CHECK(log_of(market, r).raises[0].pay_before == before);
  CHECK(log_of(market, r).raises[0].pay_after == 2.0 * before);
  CHECK(log_of(market, r).counts.raises == 1);
}

TEST_CASE("A phase's grant vests like others and leaves the budget alone") {
  Market market(R"(
clock: {tick: week}
companies: [{name: A, researchers: 2, retention: {budget: 5, vesting: 10 weeks}}]
)");
  TickActions actions = acting_on(market);
  const ResearcherId r = market.person("A");
  actions.grant(r, 1000.0);
  CHECK(market.world.state.researchers.unvested[r] == 1000.0);
  CHECK(market.world.state.researchers.vests_until[r] == 10);
  CHECK(market.world.state.companies.grants_given[market.company("A")] == 0.0);
  REQUIRE(market.world.tick.log.grants.size() == 1);
  CHECK(market.world.tick.log.grants[0].amount == 1000.0);
}

TEST_CASE("Attachment and morale change where they are kept") {
  Market market(quiet);
  market.world.keep(&Features::attachment);
  market.world.keep(&Features::morale);
  TickActions actions = acting_on(market);
  const ResearcherId r = market.person("A");
  actions.change_attachment(r, 0.25);
  CHECK(attachment_now(market.world, r) == 0.25);
  actions.change_attachment(r, -0.5);
  CHECK(attachment_now(market.world, r) == -0.25);
  actions.change_morale(market.company("A"), -0.5);
  CHECK(morale_now(market.world, market.company("A")) == -0.5);
  CHECK(morale_now(market.world, market.company("B")) == 0.0);
}

TEST_CASE("An arranged approach is made in the next search, if the two may meet") {
  Market market(quiet);
  TickActions actions = acting_on(market);
  const CompanyId b = market.company("B");
  actions.approach(b, market.person("A"));
  actions.approach(b, market.person("B"));  // works there
  actions.approach(b, market.person("A"));  // a second time
  const std::string arranged = state_hash(market.world.state);
  market.partial_tick({planning, search});
  REQUIRE(market.approaches().size() == 1);
  CHECK(market.approaches()[0].researcher == market.person("A"));
  CHECK(market.approaches()[0].company == b);
  CHECK(market.approaches()[0].channel == Channel::phase);
  CHECK(market.world.state.arranged.empty());
  CHECK(arranged != state_hash(market.world.state));
}

TEST_CASE("Arranged approaches are part of the state hash") {
  Market market(quiet);
  const std::string before = state_hash(market.world.state);
  acting_on(market).approach(market.company("B"), market.person("A"));
  CHECK(state_hash(market.world.state) != before);
}

TEST_CASE("Impossible actions are refused with the name of the phase") {
  Market market(quiet);
  const ResearcherId worker = market.person("A");
  const ResearcherId idle = market.person("unemployed");
  CHECK(refusal(market, [&](TickActions& a) { a.set_pay(idle, 1.0); }) ==
        "phase 'test': set_pay: unemployed/1 has no job");
  CHECK(refusal(market, [&](TickActions& a) { a.separate(idle, SeparationKind::quit); }) ==
        "phase 'test': separate: unemployed/1 has no job");
  CHECK(refusal(market, [&](TickActions& a) { a.separate(worker, SeparationKind::exit); }) ==
        "phase 'test': separate: people leave the market by hazard alone");
  CHECK(refusal(market, [&](TickActions& a) { a.set_pay(worker, 0.0); }) ==
        "phase 'test': set_pay: pay of 0");
  CHECK(refusal(market, [&](TickActions& a) { a.set_pay(worker, std::nan("")); }) ==
        "phase 'test': set_pay: pay of nan");
  CHECK(refusal(market, [&](TickActions& a) { a.grant(worker, 5.0); }) ==
        "phase 'test': grant: the phase did not say that it needs equity");
  CHECK(refusal(market, [&](TickActions& a) { a.change_attachment(worker, 1.0); }) ==
        "phase 'test': change_attachment: the phase did not say that it needs attachment");
  CHECK(refusal(market, [&](TickActions& a) { a.change_morale(CompanyId{0}, 1.0); }) ==
        "phase 'test': change_morale: the phase did not say that it needs morale");
  CHECK(market.world.state.researchers.pay[worker] > 0.0);
}

TEST_CASE("Nobody's job or pay changes while offers are negotiated") {
  Market market(quiet);
  const ResearcherId r = market.person("A");
  const std::string reason = ": offers are being negotiated between search and decisions";
  using enum Negotiations;
  CHECK(refusal(
            market, [&](TickActions& a) { a.separate(r, SeparationKind::quit); }, open) ==
        "phase 'test': separate" + reason);
  CHECK(refusal(
            market, [&](TickActions& a) { a.set_pay(r, 1.0); }, open) ==
        "phase 'test': set_pay" + reason);
  CHECK(refusal(
            market, [&](TickActions& a) { a.grant(r, 1.0); }, open) ==
        "phase 'test': grant" + reason);
}

TEST_CASE("A phase knows by its place whether offers are being negotiated") {
  for (const auto& [row, refused] :
       {std::pair("shocks", false), std::pair("planning", false), std::pair("search", true),
        std::pair("bidding", true), std::pair("decisions", false), std::pair("contagion", false)}) {
    INFO(row);
    Market market(quiet);
    Schedule schedule = standard_schedule();
    bool was_refused = false;
    add_phase(schedule, row, {"pay", {}, [&](World&, const Services&, TickActions& actions) {
                                try {
                                  actions.set_pay(market.person("A"), 1.0);
                                } catch (const std::invalid_argument&) {
                                  was_refused = true;
                                }
                              }});
    run_tick(market.world, market.services(), nullptr, schedule);
    CHECK(was_refused == refused);
  }
}

TEST_CASE("A phase's draws are of its own name, and of the person and the tick") {
  Market market(quiet);
  const ResearcherId r = market.person("A");
  const auto uniform = [&](std::string_view phase, ResearcherId person, std::int32_t tick) {
    return TickActions(market.world, phase, Negotiations::closed)
        .draws_of(person)
        .uniform({.tick = tick});
  };
  CHECK(uniform("a", r, 1) == uniform("a", r, 1));
  CHECK(uniform("a", r, 1) != uniform("b", r, 1));
  CHECK(uniform("a", r, 1) != uniform("a", market.person("A", 1), 1));
  CHECK(uniform("a", r, 1) != uniform("a", market.person("B"), 1));
  CHECK(uniform("a", r, 1) != uniform("a", r, 2));
  // Not even by a phase that is called like a stream of the model.
  CHECK(uniform("quits", r, 1) !=
        market.world.fixed.draws_of(StreamName::quits, r).uniform({.tick = 1}));
}

TEST_CASE("A feature that is kept later starts where markets without it are") {
  Market market(quiet);
  const std::string before = state_hash(market.world.state);
  market.world.keep(&Features::unvested);
  CHECK(market.world.state.researchers.unvested.stored());
  CHECK(market.world.state.researchers.unvested[market.person("A")] == 0.0);
  CHECK(state_hash(market.world.state) != before);
  market.world.state.researchers.unvested.set(market.person("A"), 3.0);
  market.world.keep(&Features::unvested);
  CHECK(market.world.state.researchers.unvested[market.person("A")] == 3.0);
}

}  // namespace
