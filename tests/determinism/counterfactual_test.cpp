// A treatment and its counterfactual are the same run until the treatment.

#include <random>

#include "determinism/runs.hpp"
#include "property/random_scenario.hpp"
#include "support/catch.hpp"

namespace {

using poach::EventSpec;
using poach::ReplicateOutput;
using poach::Scenario;
using poach::config::Node;
using poach::tests::random_scenario;
using poach::tests::reloaded;
using poach::tests::rows_until;
using poach::tests::run_once;

struct Setting {
  const char* path;
  const char* value;
};

// Each switches something on that many scenarios leave off.
constexpr Setting settings[] = {
    {"companies.C0.hiring.approaches_per_week", "40"},
    {"companies.C0.hiring.seats", "500"},
    {"companies.C0.hiring.wage_bill_limit", "3M"},
    {"companies.C0.pay.cap", "100k"},
    {"companies.C0.financing.horizon", "20 years"},
    {"companies.C0.financing.product_share", "0.2"},
    {"companies.C0.counter_offers.probability", "1"},
    {"companies.C0.noncompete.share", "1"},
    {"companies.C0.retention.budget", "90M"},
    {"companies.C0.pay_reaction.response", "3"},
    {"companies.C0.separations.exits", "5 per year"},
    {"companies.C0.productivity.synergy", "2"},
    {"dynamics.contagion.drop", "2"},
    {"market.decisions.collaborators", "2"},
    {"dynamics.contagion.morale_per_loss", "5"},
    {"market.search.random_meetings.employed", "50 per year"},
    {"companies.C0.counter_offers.to.collaborators.at_least", "2"},
    {"companies.C0.hiring.targeting.to.skill.at_least", "1.5"},
    {"companies.C0.retention.to.tenure.at_least", "2"},
    {"companies.C0.pay.exceptional_to.pay.at_most", "100k"},
};

Scenario treated(Scenario scenario, const Setting& setting, std::int64_t tick) {
  EventSpec event;
  event.name = "treatment";
  event.tick = tick;
  event.set = Node::map();
  event.set.set(setting.path, Node::scalar(setting.value));
  scenario.events.push_back(event);
  return scenario;
}

}  // namespace

TEST_CASE("a treatment changes nothing before its tick") {
  std::size_t effective = 0;
  std::size_t pairs = 0;
  for (std::uint64_t number = 0; number < 40; ++number) {
    Scenario scenario = random_scenario(9000 + number);
    scenario.record.tables.erase(scenario.record.tables.begin() +
                                 4);  // people: the last tick's row
    if (number % 2 == 0) {
      // All is set for departures to shake colleagues, but for the drop itself.
      scenario.base.dynamics.attachment.ceiling = 0.5;
      scenario.base.dynamics.contagion.threshold = 0.05;
      scenario.base.dynamics.contagion.drop = 0.0;
    }
    const std::int64_t tick = scenario.clock.ticks / 2;
    const ReplicateOutput without = run_once(scenario, 1);
    for (const Setting& setting : settings) {
      const ReplicateOutput with = run_once(treated(scenario, setting, tick), 1);
      INFO("scenario " << 9000 + number << ", " << setting.path << " at tick " << tick);
      for (std::size_t t = 0; t < with.tables.size(); ++t) {
        CHECK((rows_until(with.tables[t], tick - 1) == rows_until(without.tables[t], tick - 1)));
      }
      ++pairs;
      if (with.tables != without.tables) ++effective;
    }
  }
  // Treatments that change nothing at all would prove nothing.
  CHECK(effective > pairs / 2);
}

TEST_CASE("what is recorded of people does not depend on what later events switch on") {
  Scenario scenario = reloaded(R"(
name: quiet
clock: {tick: unit, ticks: 10}
network: {kind: small_world, mean_degree: 6}
companies:
  - {name: C0, researchers: 60, productivity: {level: 300}, pay: {median: 100}}
  - {name: C1, researchers: 60, productivity: {level: 300}}
market: {search: {random_meetings: {employed: 0.3 per tick}}, decisions: {taste: 0.5}}
record: {tables: [moves, researchers], researchers_every: 1}
)");
  const ReplicateOutput without = run_once(scenario, 1);
  for (const Setting& setting : settings) {
    const ReplicateOutput with = run_once(treated(scenario, setting, 9), 1);
    INFO(setting.path);
    for (std::size_t t = 0; t < with.tables.size(); ++t) {
      CHECK((rows_until(with.tables[t], 8) == rows_until(without.tables[t], 8)));
    }
  }
}

TEST_CASE("a horizon that grows one day renews no contract before that day") {
  // Pay is above worth here because collaborators left or because people came with it, not because
  // of a long horizon.
  for (std::uint64_t number = 0; number < 20; ++number) {
    Scenario scenario = random_scenario(9200 + number);
    scenario.record.tables = {"market"};
    scenario.network.kind = poach::NetworkKind::copies;
    scenario.network.file.clear();
    scenario.base.market.bidding.rule = poach::PriceRule::private_taste;
    scenario.base.market.decisions.foresight = false;
    for (auto& company : scenario.base.companies) {
      company.pay.median = 0.0;
      company.pay.p90 = 0.0;
      company.contract.length = {4.0, poach::Duration::Unit::weeks};
      company.financing.horizon = {4.0, poach::Duration::Unit::weeks};
      company.productivity.synergy = number % 2 == 0 ? 2.0 : 0.0;
      if (number % 2 == 1) company.financing.product_share = 0.05;
    }
    scenario.events.clear();
    const std::int64_t tick = scenario.clock.ticks - 1;
    const Setting longer{"companies.C0.financing.horizon", "20 years"};
    const ReplicateOutput without = run_once(scenario, 1);
    const ReplicateOutput with = run_once(treated(scenario, longer, tick), 1);
    INFO("scenario " << 9200 + number);
    CHECK((rows_until(with.tables[0], tick - 1) == rows_until(without.tables[0], tick - 1)));
  }
}

TEST_CASE("an event that sets what is already so changes nothing at all") {
  Scenario scenario = random_scenario(9100);
  scenario.base.companies.front().pay.cap = 300e3;
  const ReplicateOutput without = run_once(scenario, 1);
  const Setting same{"companies.C0.pay.cap", "300k"};
  const ReplicateOutput with = run_once(treated(scenario, same, 5), 1);
  CHECK(with.state_hash == without.state_hash);
  CHECK((with.tables == without.tables));
}
