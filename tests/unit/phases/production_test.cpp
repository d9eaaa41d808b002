#include <cmath>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "world/invariants.hpp"

namespace {

using namespace poach;
using support::Market;

void produce(Market& market) { market.partial_tick({shocks, planning, production}); }

TEST_CASE("Equity vests in equal parts until nothing is left") {
  Market market(R"(
clock: {tick: unit}
companies: [{name: A, researchers: 2, retention: {budget: 1}}]
)");
  const ResearcherId r = market.person("A");
  market.world.state.researchers.unvested.set(r, 100.0);
  market.world.state.researchers.vests_until.set(r, 5);
  for (int t = 1; t <= 7; ++t) {
    produce(market);
    CHECK(market.world.state.researchers.unvested[r] ==
          Approx(std::max(0.0, 100 - 20.0 * t)).margin(1e-9));
  }
  CHECK(market.world.state.researchers.unvested[r] == 0);
}

TEST_CASE("At each contract's end pay falls to theta y if it is above") {
  const std::string tick = GENERATE("unit", "month");
  Market market("clock: {tick: " + tick + R"(}
companies:
  - {name: A, researchers: 2, pay: {median: 500}, productivity: {level: 400}, financing: {horizon: 10 ticks, product_share: 0.75}, contract: {length: 3 ticks}}
  - {name: B, contract: {length: 5 ticks}}
)");
  const ResearcherId well_paid = market.person("A", 0);
  const ResearcherId modest = market.person("A", 1);
  market.world.state.researchers.pay.set(modest, 200.0);
  for (int t = 1; t <= 3; ++t) {
    CHECK(market.world.state.researchers.pay[well_paid] == 500);
    produce(market);
  }
  CHECK(market.world.state.researchers.pay[well_paid] == 300);
  CHECK(market.world.state.researchers.pay[modest] == 200);
  market.world.state.researchers.pay.set(well_paid, 450.0);
  produce(market);
  produce(market);
  CHECK(market.world.state.researchers.pay[well_paid] == 450);
  produce(market);
  CHECK(market.world.state.researchers.pay[well_paid] == 300);
}

TEST_CASE("A contract of less than a tick ends in every tick") {
  Market market(R"(
clock: {tick: month}
companies:
  - {name: A, researchers: 1, pay: {median: 300}, productivity: {level: 400}, financing: {horizon: 10 months, product_share: 0.75}, contract: {length: 1 week}}
)");
  const ResearcherId r = market.person("A");
  for (int t = 1; t <= 3; ++t) {
    market.world.state.researchers.pay.set(r, 450.0);
    produce(market);
    CHECK(market.world.state.researchers.pay[r] == 300);
  }
}

TEST_CASE("Aggregates add up skill, pay, product and ties, and companies add up to the market") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.5, unemployed: 7}
network: {kind: copies, shape: complete, copy_size: 4}
dynamics: {production: {skill_exponent: 1.5, network_exponent: 0.5, compute_exponent: 0.25}}
companies:
  - {name: A, researchers: 8, pay: {median: 100, cap: 900}, productivity: {level: 300, synergy: 0.5}, amenities: {compute: 2}}
  - {name: B, researchers: 3, pay: {median: 200}, productivity: {level: 100}, morale: 0.3}
)");
  produce(market);
  const MarketAggregates& all = market.world.tick.aggregates.market;
  CHECK(all.employed == 11);
  CHECK(all.unemployed == 7);
  CHECK(all.between_jobs == 0);
  CHECK(all.pay == 8 * 100 + 3 * 200);
  CHECK(all.pay_median == 100);
  CHECK(all.pay_p90 == 200);
  const CompanyAggregates& a = market.world.tick.aggregates.companies[market.company("A")];
  const CompanyAggregates& b = market.world.tick.aggregates.companies[market.company("B")];
  double skill = 0.0;
  double output = 0.0;
  for (std::uint32_t k = 0; k < 8; ++k) {
    const double own = market.world.state.researchers.skill[market.person("A", k)];
    skill += own;
    output += 300 * std::pow(own, 1.5) * 1.5;  // all collaborators are at hand
  }
  CHECK(a.headcount == 8);
  CHECK(a.half_ties_inside == 24);
  CHECK(a.skill == Approx(skill).epsilon(1e-8));
  CHECK(a.output == Approx(output).epsilon(1e-7));
  CHECK(a.cap == 900);
  CHECK(b.morale == 0.3);
  CHECK(a.research_capital == Approx(skill * std::sqrt(1 + 3.0) * std::exp(0.5)).epsilon(1e-7));
  CHECK(a.leadership_share + b.leadership_share == Approx(1));
  CHECK(a.leadership_share ==
        Approx(a.research_capital / (a.research_capital + b.research_capital)));
  CHECK(all.output == Approx(a.output + b.output));
  CHECK(broken_aggregates(market.world, market.world.tick).empty());
}

TEST_CASE("The market's aggregates are the same without those of companies") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.5, unemployed: 3}
network: {kind: copies, shape: complete, copy_size: 4}
companies: [{name: A, researchers: 20, pay: {median: 100, p90: 300}, productivity: {level: 300, synergy: 0.5}}]
)");
  produce(market);
  const MarketAggregates with = market.world.tick.aggregates.market;
  market.world.tick.wants.company_aggregates = false;
  produce(market);
  const MarketAggregates without = market.world.tick.aggregates.market;
  CHECK(with.pay == without.pay);
  CHECK(with.output == without.output);
  CHECK(with.employed == without.employed);
  CHECK(with.pay_p99 == without.pay_p99);
}

TEST_CASE("Prestige follows the leadership share at its speed") {
  Market market(R"(
clock: {tick: unit}
dynamics: {production: {prestige_speed: 0.7, prestige_scale: 3}}
companies: [{name: A, researchers: 3}, {name: B, researchers: 1}]
)");
  produce(market);
  const double step = 1 - std::exp(-0.7);
  CHECK(market.world.state.companies.prestige[market.company("A")] == Approx(step * 3 * 0.75));
  CHECK(market.world.state.companies.prestige[market.company("B")] == Approx(step * 3 * 0.25));
  produce(market);
  CHECK(market.world.state.companies.prestige[market.company("A")] ==
        Approx((1 - std::exp(-1.4)) * 3 * 0.75));
}

TEST_CASE("Prestige closes the same share of its gap in a year, whatever the ticks") {
  const auto after_a_year = [](const std::string& tick, int ticks) {
    Market market("clock: {tick: " + tick + R"(}
dynamics: {production: {prestige_speed: 0.7, prestige_scale: 3}}
companies: [{name: A, researchers: 3}, {name: B, researchers: 1}]
)");
    for (int k = 0; k < ticks; ++k) produce(market);
    return market.world.state.companies.prestige[market.company("A")];
  };
  CHECK(after_a_year("unit", 1) == Approx((1 - std::exp(-0.7)) * 3 * 0.75));
  CHECK(after_a_year("month", 12) == Approx((1 - std::exp(-0.7)) * 3 * 0.75));
}

}  // namespace
