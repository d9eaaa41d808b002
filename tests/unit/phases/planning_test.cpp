#include <cmath>
#include <limits>

#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

TEST_CASE("Open seats are those aimed at, grown so far, less staff and signed contracts") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 10, hiring: {seats: 12, seat_growth: 52.18}, noncompete: {share: 1}}
  - {name: B, researchers: 5, hiring: {seats: 3}}
  - {name: C, researchers: 5}
)");
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.headcount[a] == 10);
  CHECK(market.world.tick.start.open_seats[a] == 3);
  CHECK(market.world.tick.start.open_seats[market.company("B")] == 0);
  CHECK(market.world.tick.start.open_seats[market.company("C")] ==
        20);  // as many as there are people
  Waiting waiting;
  waiting.move.to = a;
  waiting.move.start = 100;
  market.world.state.waiting = {waiting, waiting};
  market.world.state.tick = 9;
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.open_seats[a] == 12 + 10 - 10 - 2);
}

TEST_CASE("Free money is the limit less the pay of staff and signed contracts, never below 0") {
  Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 3, pay: {median: 100}, hiring: {wage_bill_limit: 1000}}
  - {name: B, researchers: 3, pay: {median: 100}, hiring: {wage_bill_limit: 200}}
  - {name: C, researchers: 3}
)");
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.free_money[a] == 700);
  CHECK(market.world.tick.start.free_money[market.company("B")] == 0);
  CHECK(std::isinf(market.world.tick.start.free_money[market.company("C")]));
  Waiting waiting;
  waiting.move.to = a;
  waiting.move.pay_after = 150;
  market.world.state.waiting = {waiting};
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.free_money[a] == 550);
}

TEST_CASE("A company values people by product share, horizon and field") {
  Market market(R"(
researchers: {fields: {language: 1, vision: 0}}
companies:
  - {name: A, researchers: 1, productivity: {level: 100, factor: 3, fields: {language: 2}}, financing: {horizon: 10 years, product_share: 0.5}, pay: {cap: 400}}
  - {name: B, researchers: 1, productivity: {level: 100}}
)");
  market.partial_tick({shocks, planning});
  const ResearcherId r = market.person("B");
  const CompanyId a = market.company("A");
  const double factor = std::expm1(-1.0) / std::expm1(-0.4);  // ten years against four, rho 0.1
  CHECK(factor == Approx(1.917).epsilon(1e-3));
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(a)].value_factor ==
        Approx(0.5 * factor));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start).value_to(r, a, 0) ==
        Approx(0.5 * factor * 600));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start).product_at(r, a, 0) ==
        Approx(600));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start)
            .value_to(r, market.company("B"), 0) == Approx(100));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start).cap_for(r, a) == 400);
  CHECK(std::isinf(Appraiser<Terms::any>(market.world, market.world.tick.start)
                       .cap_for(r, market.company("B"))));
}

TEST_CASE("Synergy grows with the share of collaborators who are there") {
  Market market(R"(
network: {kind: copies, shape: star, copy_size: 5}
companies:
  - {name: A, researchers: 4, productivity: {level: 100, synergy: 0.8}}
  - {name: B, researchers: 1}
)");
  market.partial_tick({shocks, planning});
  const ResearcherId hub = market.person("A", 0);  // with 3 of 4 collaborators
  const CompanyId a = market.company("A");
  CHECK(collaborators_at(market.world, hub, a) == 3);
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start).product_at(hub, a, 3) ==
        Approx(100 * (1 + 0.8 * 0.75)));
}

TEST_CASE("The cap rises with the loss rate up to its ceiling") {
  const std::string text = R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 10, pay: {cap: 100, exceptional_cap: 1000}, pay_reaction: {response: 0.5, half_life: 26 weeks, ceiling: 4}}
  - {name: B, researchers: 10, pay: {cap: 100}}
)";
  Market market(text);
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(a)].cap == Approx(100));
  market.world.state.companies.recent_losses.set(a, 2.0);
  market.world.state.companies.recent_losses.set(market.company("B"), 5.0);
  market.partial_tick({shocks, planning});
  // Two losses that halve in 26 weeks stand for this many years of losses.
  const double memory = 26.0 * 7.0 / 365.25 / std::log(2.0);
  const double factor = std::exp(0.5 * 2.0 / 10.0 / memory);
  CHECK(factor > 1.1);
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(a)].cap ==
        Approx(100 * factor));
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(a)].exceptional_cap ==
        Approx(1000 * factor));
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(market.company("B"))]
            .cap == 100);
  market.world.state.companies.recent_losses.set(a, 1000.0);
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(a)].cap == Approx(400));
}

TEST_CASE("Companies of one entry react to the losses of all of them") {
  Market market(R"(
clock: {tick: unit}
companies: [{name: A, count: 2, researchers: 20, pay: {cap: 100}, pay_reaction: {response: 0.5, half_life: 1 ticks, ceiling: 4}}]
)");
  market.world.state.companies.recent_losses.set(CompanyId{1}, 4.0);
  market.partial_tick({shocks, planning});
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(CompanyId{0})].cap ==
        Approx(100 * std::exp(0.5 * 4.0 / 20.0 * std::log(2.0))));
}

TEST_CASE("A company that reacts to losses and has nobody to lose pays up to its plain cap") {
  Market market(R"(
companies:
  - {name: Young, researchers: 0, pay: {cap: 100, exceptional_cap: 1000}, pay_reaction: {response: 2, ceiling: 4}}
  - {name: B, researchers: 10}
)");
  market.partial_tick({shocks, planning});
  const CompanyId young = market.company("Young");
  CHECK(market.world.tick.start.kinds[market.world.fixed.companies.kind_of(young)].cap ==
        Approx(100));
  CHECK(
      market.world.tick.start.kinds[market.world.fixed.companies.kind_of(young)].exceptional_cap ==
      Approx(1000));
}

TEST_CASE("The exceptional are the most skilled share, and only they may break the cap") {
  Market market(R"(
researchers: {skill_log_sd: 0.5}
companies: [{name: A, researchers: 20k, pay: {cap: 100, exceptional_cap: 900, exceptional_share: 0.1}}]
)");
  market.partial_tick({shocks, planning});
  const CompanyId a = market.company("A");
  int exceptional = 0;
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    const double cap = Appraiser<Terms::any>(market.world, market.world.tick.start).cap_for(r, a);
    const bool above = market.world.state.researchers.skill[r] > std::exp(0.5 * 1.2815515655);
    CHECK(cap == (above ? 900 : 100));
    exceptional += above ? 1 : 0;
  }
  CHECK(std::abs(support::z_score(exceptional, 20e3, 0.1)) < 4);
}

TEST_CASE("More seats than 32 bits can count are a seat for everyone") {
  for (const char* seats : {"4294967296", "1e10", "1e18"}) {
    Market market("companies: [{name: A, researchers: 3, hiring: {seats: " + std::string(seats) +
                  "}}]\nresearchers: {unemployed: 4}");
    market.partial_tick({shocks, planning});
    CHECK(market.world.tick.start.open_seats[market.company("A")] == 7);
  }
}

TEST_CASE("Vacancies are drawn company by company with the open probability") {
  Market market(R"(
market: {search: {random_meetings: {channel: company_graph}}}
companies:
  - {name: A, researchers: 1, count: 2000, hiring: {open_probability: 0.3}}
  - {name: B, researchers: 1}
)");
  market.partial_tick({shocks, planning});
  int open = 0;
  for (const CompanyId c : market.world.fixed.companies.ids()) {
    if (c != market.company("B")) open += market.world.tick.start.open[c];
  }
  CHECK(std::abs(support::z_score(open, 2000, 0.3)) < 4);
  CHECK(market.world.tick.start.open[market.company("B")] == 1);
}

TEST_CASE("The value of later meetings depends on everything that ends a job, not on the clock") {
  // The wage of someone whose best losing bid was 150, at a company worth 300.
  const auto wage = [](const std::string& tick, const std::string& company) {
    Market market("clock: {tick: " + tick + R"(}
market:
  bidding: {rule: ascending}
  decisions: {utility: linear, pay_cuts: true, foresight: true}
  search: {random_meetings: {employed: 0.2 per year}}
dynamics: {production: {discount_rate: 0.05}}
companies: [{name: A, count: 3, researchers: 3, )" +
                  company + "}]");
    market.world.state.companies.level.set(CompanyId{0}, 100);
    market.world.state.companies.level.set(CompanyId{1}, 200);
    market.world.state.companies.level.set(CompanyId{2}, 400);
    market.partial_tick({shocks, planning});
    return market.world.tick.start.premium.wage(150, 300);
  };
  const std::string level = "productivity: {level: {distribution: uniform, low: 1, high: 2}";
  const double once = wage("week", level + "}, separations: {job_loss: 0.15 per year}");
  // 0.2 / (0.05 + 0.15) times 50 x 2/3 up to 200 and 100 x 1/3 above.
  CHECK(once == Approx(150 - 50 * 2 / 3.0 - 100 / 3.0));
  CHECK(wage("month", level + "}, separations: {job_loss: 0.15 per year}") == Approx(once));
  CHECK(wage("week", level + "}, separations: {job_loss: 0.02 per year, quits: 0.03 per year, "
                             "exits: 0.1 per year}") == Approx(once));
  // Twice the product of everyone is as good as half the bid and half the company.
  CHECK(wage("week", level + ", factor: 2}, separations: {job_loss: 0.15 per year}") ==
        Approx(150 - 50 - 100 * 2 / 3.0));
}

const std::string two_companies =
    "{name: B, researchers: 5, productivity: {level: 900k}, counter_offers: {probability: 0}}]\n"
    "market: {bidding: {rule: ascending}}\nresearchers: {unemployed: 5";

TEST_CASE(
    "Standard terms: the value, the cap on it, and nothing to keep people where none counter") {
  Market market(
      "companies: [{name: A, researchers: 5, productivity: {level: 1M}, pay: {cap: 700k}, "
      "counter_offers: {probability: 1}}, " +
      two_companies + "}");
  market.world.tick.wants.details = false;
  market.partial_tick({shocks, planning});
  const auto& table = market.world.tick.start.standard_terms;
  REQUIRE(table.size() == 2);
  const CompanyId a = market.company("A");
  const CompanyId b = market.company("B");
  const ResearcherId someone = market.person("unemployed");
  CHECK(table[a].value ==
        Appraiser<Terms::any>(market.world, market.world.tick.start).value_to(someone, a, 0));
  CHECK(table[a].max_pay == 700e3);
  CHECK(table[a].max_retention_pay == 700e3);
  CHECK(table[b].value ==
        Appraiser<Terms::any>(market.world, market.world.tick.start).value_to(someone, b, 0));
  CHECK(table[b].max_pay == table[b].value);
  CHECK(table[b].max_retention_pay == -std::numeric_limits<double>::infinity());
}

TEST_CASE("There are no standard terms where people differ to companies") {
  const std::string a = "companies: [{name: A, researchers: 5, productivity: {level: 1M";
  const std::string plain = a + "}}, " + two_companies + "}";
  const std::string one_by_one[] = {
      a + ", match: {distribution: uniform, low: 0.5, high: 1.5}}}, " + two_companies + "}",
      a + "}, counter_offers: {probability: 0.5}}, " + two_companies + "}",
      a + "}, counter_offers: {probability: 1, raise_limit: 1.2}}, " + two_companies + "}",
      a + "}}, " + two_companies + ", skill_log_sd: 0.5}",
      a + "}, count: 20}, " + two_companies + "}"};  // more companies than people: no table
  const auto terms = [](const std::string& yaml) {
    Market market(yaml);
    market.world.tick.wants.details = false;
    market.partial_tick({shocks, planning});
    return market.world.tick.start.standard_terms.size();
  };
  CHECK(terms(plain) == 2);
  for (const std::string& yaml : one_by_one) {
    INFO(yaml);
    CHECK(terms(yaml) == 0);
  }
}

}  // namespace
