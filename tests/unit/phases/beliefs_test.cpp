// Bidders that know what people chose and refused.

#include "phases/bidding/beliefs.hpp"

#include <cmath>

#include "phases/employment.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

void one_tick(Market& market) {
  market.partial_tick({shocks, planning, search, bidding, decisions});
}

// A's only person is approached by B in each tick, who may pay twice the present pay.
std::string one_rival(const std::string& rest = "") {
  return R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}}
  - {name: B, productivity: {level: 400}, pay: {cap: 200}, hiring: {approaches_per_week: 1}}
market:
  search: {everyone_meets: true}
  decisions: {taste: 0.4)" +
         rest + "}\n";
}

TEST_CASE("Logit Bertrand competition between informed bidders") {
  // Values of 1, 1, 1 and 2 for a person whose income without a job counts for nothing: offers in
  // equilibrium by an independent solution of (v - w)(1 - P) / w = sigma.
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 1}
companies:
  - {name: A, productivity: {level: 1e6}}
  - {name: B, productivity: {level: 1e6}}
  - {name: C, productivity: {level: 1e6}}
  - {name: D, productivity: {level: 2e6}}
market:
  search: {everyone_meets: true}
  decisions: {taste: 0.3, unemployment_income: 1, pay_floor: 1}
)");
  market.partial_tick({shocks, planning, search, bidding});
  const ResearcherId person{0};
  double sum = 0.0;
  for (const char* name : {"A", "B", "C", "D"}) {
    const Bid& bid = market.bid(person, market.company(name));
    CHECK(bid.pay / 1e6 == Approx(name[0] == 'D' ? 1.153 : 0.742).margin(6e-4));
    CHECK((bid.value - bid.pay) * (1.0 - bid.acceptance) / bid.pay == Approx(0.3).epsilon(1e-4));
    sum += bid.acceptance;
  }
  CHECK(sum == Approx(1.0).epsilon(1e-6));
}

TEST_CASE("Naive bidders believe in more acceptances than one person can give") {
  const auto believed = [](const std::string& beliefs) {
    Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 1}
companies: [{name: Firms, count: 3, productivity: {level: 1e6}}]
market:
  search: {everyone_meets: true}
  bidding: {beliefs: )" +
                  beliefs + R"(}
  decisions: {taste: 0.3, unemployment_income: 1000}
)");
    market.partial_tick({shocks, planning, search, bidding});
    double sum = 0.0;
    for (std::uint32_t c = 0; c < 3; ++c)
      sum += market.bid(ResearcherId{0}, CompanyId{c}).acceptance;
    return sum;
  };
  CHECK(believed("naive") > 1.2);
  CHECK(believed("informed") <= 1.0);
}

TEST_CASE("A first employer was the best of all, and bidders know it") {
  Market market(one_rival());
  one_tick(market);
  const OfferOutcome offer = market.outcomes().front();
  const double relative = std::exp(std::log(offer.pay / 100.0) / 0.4);
  CHECK(offer.acceptance == Approx(relative / (2.0 + relative)));
}

// The same person with a taste that keeps her at A in the first tick.
Market refused_once(const std::string& rest = "") {
  for (std::uint64_t seed = 1;; ++seed) {
    Market market("seed: " + std::to_string(seed) + one_rival(rest));
    one_tick(market);
    if (market.employer(market.person("A")) == market.company("A")) return market;
  }
}

TEST_CASE("After a refusal nobody believes that the same offer is taken") {
  Market market = refused_once();
  const ResearcherId person = market.person("A");
  const double first = market.outcomes().front().pay;
  const auto refusals = market.world.state.refusals.of(person);
  REQUIRE(refusals.size() == 1);
  CHECK(refusals.front().refused == Approx(std::pow(first / 100.0, 1.0 / 0.4)).epsilon(1e-6));
  one_tick(market);
  const OfferOutcome second = market.outcomes().front();
  CHECK(second.pay > first);
  const double open = std::pow(second.pay / 100.0, 1.0 / 0.4) - refusals.front().refused;
  if (!second.accepted) return;
  CHECK(second.acceptance == Approx(open / (2.0 + std::pow(second.pay / 100.0, 1.0 / 0.4))));
}

TEST_CASE("Naive bidders forget, and keep no memory of anyone") {
  Market market = refused_once("}\n  bidding: {beliefs: naive");
  const double first = market.outcomes().front().pay;
  one_tick(market);
  CHECK(market.outcomes().front().pay == first);
  CHECK_FALSE(market.world.state.refusals.is_open());
  CHECK_FALSE(market.world.state.researchers.taste_rate.stored());
}

TEST_CASE("Who loses a job is compared with being without one") {
  Market market = refused_once();
  const ResearcherId person = market.person("A");
  CHECK(market.world.state.researchers.taste_rate[person] == 2.0F);
  BlockLog& log = market.world.tick.log.blocks[0];
  end_job(market.world, {}, log, person, SeparationKind::job_loss);
  CHECK(market.world.state.refusals.of(person).empty());
  CHECK(market.world.state.researchers.taste_rate[person] == 1.0F);
}

TEST_CASE("A counter-offer that beats what was refused before keeps the person for sure") {
  // B was refused at three times the present pay in utility; A answers with as much.
  Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 4000}, counter_offers: {probability: 1}}
  - {name: B, productivity: {level: 140}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.1}}
)");
  const ResearcherId person = market.person("A");
  const std::vector<Refusal> refused = {{market.company("B"), 3.0F}};
  market.world.state.refusals.set(person, refused);
  market.partial_tick({shocks, planning, search, bidding});
  const Contest& contest = market.contest(person);
  const Bid& bid = market.bid(person, market.company("B"));
  REQUIRE(bid.offered);
  REQUIRE(contest.countered);
  // The counter ends where B's offer is no better than what was refused.
  CHECK(std::pow(bid.pay / contest.stay_pay, 10.0) == Approx(3.0).epsilon(1e-3));
  CHECK(bid.acceptance == Approx(0.0).margin(1e-6));
}

// Whom A's clause binds for as long as a fifth of the wait and B's contract together.
std::string bound(const std::string& clause, const std::string& rest = "") {
  return R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 150}, counter_offers: {probability: 1},
     noncompete: {share: 1, shortest: 1 tick, longest: 1 tick)" +
         clause + R"(}}
  - {name: B, productivity: {level: 800}, contract: {length: 4 ticks}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.4)" +
         rest + "}}\n";
}

const Bid& bid_of_b(Market& market) {
  market.partial_tick({shocks, planning, search, bidding});
  return market.bid(market.person("A"), market.company("B"));
}

TEST_CASE("A wait lowers what an offer counts for, and garden leave raises it") {
  Market wait(bound(""));
  CHECK(bid_of_b(wait).share == Approx(0.8));
  CHECK(bid_of_b(wait).forfeit == 0.0);
  Market enforced_by_half(bound(", enforcement: 0.5"));
  CHECK(bid_of_b(enforced_by_half).share == Approx(0.9));
  Market paid(bound(", pay: 0.6"));
  CHECK(bid_of_b(paid).forfeit == Approx(-0.2 * 0.6 * 100));
  Market ignored(bound(", pay: 0.6", ", waits: ignored"));
  CHECK(bid_of_b(ignored).share == 1.0);
  CHECK(bid_of_b(ignored).forfeit == 0.0);
  Market others(bound(", to: {pay: {at_least: 200}}"));
  CHECK(bid_of_b(others).share == 1.0);
}

TEST_CASE("Garden leave raises what the employer would pay to keep someone") {
  Market free(bound(""));
  (void)bid_of_b(free);
  Market paid(bound(", pay: 0.6"));
  (void)bid_of_b(paid);
  const double annuity = (1.0 - std::exp(-0.1 * 4.0)) / 0.1;
  CHECK(paid.contest(paid.person("A")).max_retention_pay -
            free.contest(free.person("A")).max_retention_pay ==
        Approx(0.6 * 100 * 1.0 / annuity).epsilon(1e-6));
}

TEST_CASE("A clause that is not enforced lets the job start at once") {
  int waits = 0;
  for (int seed = 1; seed <= 200; ++seed) {
    Market market("seed: " + std::to_string(seed) + bound(", enforcement: 0.3"));
    market.world.state.companies.level.set(market.company("B"), 1e6);
    one_tick(market);
    waits += market.world.state.waiting.empty() ? 0 : 1;
  }
  // Nearly everyone signs; 60 of 200 wait, with a standard deviation of 6.5.
  CHECK(waits > 34);
  CHECK(waits < 86);
}

TEST_CASE("Making good forfeited equity lowers the value by what it costs") {
  const auto bid = [](const std::string& buyouts) {
    Market market(R"(
clock: {tick: week}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, retention: {budget: 1}}
  - {name: B, productivity: {level: 1000}, pay: {cap: 500}, contract: {length: 4 years, buyout: 0.5}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.4}, bidding: {buyouts: )" +
                  buyouts + "}}\n");
    market.world.state.researchers.unvested.set(market.person("A"), 400.0);
    market.partial_tick({shocks, planning, search, bidding});
    return market.bid(market.person("A"), market.company("B"));
  };
  const double annuity = (1.0 - std::exp(-0.1 * 4.0)) / 0.1;
  CHECK(bid("free").value == 1000.0);
  CHECK(bid("paid").value == Approx(1000.0 - 0.5 * 400.0 / annuity));
  CHECK(bid("paid").max_pay == 500.0);  // the cap binds pay alone
  CHECK(bid("paid").forfeit == Approx(50.0));
}

}  // namespace
