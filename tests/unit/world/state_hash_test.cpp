#include "support/catch.hpp"
#include "support/market.hpp"
#include "world/features.hpp"
#include "world/invariants.hpp"

namespace {

using namespace poach;
using support::Market;

// Every column is kept.
const std::string everything = R"(
clock: {tick: week}
researchers: {skill_log_sd: 0.3, fields: {x: 1, y: 1}, compute: {mean: 1}}
market: {bidding: {rule: posted}, decisions: {taste: 0.1, collaborators: 0.1}}
dynamics: {contagion: {drop: 0.1, morale_per_loss: 1}, production: {prestige_speed: 1}}
companies:
  - name: A
    researchers: 5
    hiring: {seats: 5, wage_bill_limit: 900, approaches_per_week: 1}
    separations: {exits: 0.1 per year}
    noncompete: {share: 0.5}
    retention: {budget: 5}
    pay_reaction: {response: 1}
)";

template <class Column, class Value>
void changes_hash(Column State::*table, Value change) {
  Market market(everything);
  const std::string before = state_hash(market.world.state);
  change(market.world.state.*table);
  CHECK(state_hash(market.world.state) != before);
}

template <class Id, class T, Kept kept, class Table>
auto bumped(Column<Id, T, kept> Table::*column) {
  return [column](Table& table) {
    REQUIRE((table.*column).stored());
    const Id last{3};
    const Id id = std::is_same_v<Id, CompanyId> ? Id{0} : last;
    if constexpr (std::is_same_v<T, OptionalCompany>) {
      (table.*column)
          .set(id, (table.*column)[id] ? OptionalCompany{} : OptionalCompany(CompanyId{0}));
    } else {
      (table.*column).set(id, static_cast<T>((table.*column)[id] + 1));
    }
  };
}

TEST_CASE("The state hash changes with any column of researchers") {
  using R = ResearcherTable;
  changes_hash(&State::researchers, bumped(&R::employer));
  changes_hash(&State::researchers, bumped(&R::last_employer));
  changes_hash(&State::researchers, bumped(&R::pay));
  changes_hash(&State::researchers, bumped(&R::best_losing_bid));
  changes_hash(&State::researchers, bumped(&R::skill));
  changes_hash(&State::researchers, bumped(&R::field));
  changes_hash(&State::researchers, bumped(&R::joined));
  changes_hash(&State::researchers, bumped(&R::left));
  changes_hash(&State::researchers, bumped(&R::unvested));
  changes_hash(&State::researchers, bumped(&R::vests_until));
  changes_hash(&State::researchers, bumped(&R::attachment));
  changes_hash(&State::researchers, bumped(&R::attachment_tick));
  changes_hash(&State::researchers, bumped(&R::bond));
  changes_hash(&State::researchers, bumped(&R::generation));
  changes_hash(&State::researchers, bumped(&R::waiting));
}

TEST_CASE("The state hash changes with any column of companies, waiting contracts and the tick") {
  using C = CompanyTable;
  changes_hash(&State::companies, bumped(&C::level));
  changes_hash(&State::companies, bumped(&C::posted_wage));
  changes_hash(&State::companies, bumped(&C::morale_loss));
  changes_hash(&State::companies, bumped(&C::prestige));
  changes_hash(&State::companies, bumped(&C::recent_losses));
  changes_hash(&State::companies, bumped(&C::grants_given));
  Market market(everything);
  const std::string before = state_hash(market.world.state);
  CHECK(state_hash(Market(everything).world.state) == before);
  ++market.world.state.tick;
  CHECK(state_hash(market.world.state) != before);
  --market.world.state.tick;
  market.world.state.waiting.emplace_back();
  const std::string waiting = state_hash(market.world.state);
  CHECK(waiting != before);
  market.world.state.waiting[0].move.start = 5;
  CHECK(state_hash(market.world.state) != waiting);
  market.world.state.waiting.clear();
  CHECK(state_hash(market.world.state) == before);
  market.world.state.added_phases = {"taxes after decisions"};
  CHECK(state_hash(market.world.state) != before);
}

TEST_CASE("Columns that nothing reads are not kept") {
  const World plain = support::world_of("companies: [{name: A, researchers: 5}]");
  CHECK_FALSE(plain.state.researchers.skill.stored());
  CHECK_FALSE(plain.state.researchers.attachment.stored());
  CHECK_FALSE(plain.state.researchers.generation.stored());
  CHECK_FALSE(plain.state.companies.prestige.stored());
  CHECK(plain.state.researchers.skill[ResearcherId{2}] == 1);
}

TEST_CASE("Events switch features on, by setting or by shifting") {
  const auto features = [](const std::string& event) {
    const Scenario scenario = support::scenario_of(
        "clock: {ticks: 9}\ncompanies: [{name: A, researchers: 5}]\nevents: [{name: e, tick: 3, " +
        event + "}]");
    Diagnostics diagnostics;
    return features_of(scenario, Timeline(scenario, diagnostics));
  };
  CHECK_FALSE(features("set: {companies.A.morale: 1}").noncompete);
  CHECK(features("set: {companies.A.noncompete.share: 0.5}").noncompete);
  CHECK(features("shock: {companies.A.noncompete.share: 0.5}").noncompete);
  CHECK(features("set: {companies.A.hiring.seats: 50}").seats);
  CHECK(features("set: {companies.A.hiring.wage_bill_limit: 50}").wage_bill);
  CHECK(features("set: {companies.A.hiring.approaches_per_week: 5}").recruiters);
  CHECK(features("set: {companies.A.retention.budget: 5}").retention);
  CHECK(features("set: {companies.A.retention.budget: 5}").unvested);
  CHECK(features("set: {companies.A.separations.exits: 5 per year}").exits);
  CHECK(features("set: {dynamics.contagion.drop: 0.1}").contagion);
}

TEST_CASE("Broken invariants are named") {
  Market market(everything);
  CHECK(broken_invariants(market.world).empty());
  market.world.state.researchers.pay.set(market.person("A", 2), -1.0);
  CHECK(broken_invariants(market.world).size() == 1);
  market.world.state.researchers.waiting.set(market.person("A", 3), 1);
  CHECK(broken_invariants(market.world).size() >= 2);
}

}  // namespace
