#include <algorithm>
#include <cmath>
#include <map>

#include "phases/phases.hpp"
#include "rules/private_offer.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

void up_to_bidding(Market& market) { market.partial_tick({shocks, planning, search, bidding}); }

// B approaches A's people. They are paid 100 and like it there by 0.3, and like B by 0.1.
std::string two_companies(const std::string& rest) {
  return R"(
clock: {tick: unit}
researchers: {mission: {mean: 1}}
companies:
  - {name: A, researchers: 1, morale: 0.2, amenities: {mission: 0.1}, pay: {median: 100}}
  - {name: B, productivity: {level: 400}, amenities: {mission: 0.1}, pay: {cap: 300}}
market:
  search: {everyone_meets: true}
)" + rest;
}

TEST_CASE("A lone naive rival offers where (v - w)(1 - acceptance) / w = sigma") {
  Market market(two_companies("  bidding: {beliefs: naive}\n  decisions: {taste: 0.4}"));
  up_to_bidding(market);
  const Bid& bid = market.bid(market.person("A"), market.company("B"));
  REQUIRE(bid.offered);
  const double advantage = std::log(bid.pay / 100.0) + 0.1 - 0.3;
  const double accepted = 1.0 / (1.0 + std::exp(-advantage / 0.4));
  CHECK(bid.value == 400);
  CHECK(bid.max_pay == 300);
  CHECK(bid.acceptance == Approx(accepted));
  CHECK((bid.value - bid.pay) * (1 - accepted) / bid.pay == Approx(0.4));
  CHECK(bid.pay > 100);
  CHECK(bid.pay < 300);
}

TEST_CASE("Offers are at most the cap") {
  Market market(two_companies("  decisions: {taste: 0.05}"));
  market.world.state.researchers.pay.set(market.person("A"), 290.0);
  up_to_bidding(market);
  CHECK(market.bid(market.person("A"), market.company("B")).pay == 300);
}

TEST_CASE("People who must be offered more than the maximum pay get no bid") {
  Market market(two_companies("  decisions: {taste: 0.4, minimum_raise: 2.5}"));
  up_to_bidding(market);
  CHECK_THROWS(market.contest(market.person("A")));
  Market raise(two_companies("  decisions: {taste: 0.4, minimum_raise: 1.9}"));
  up_to_bidding(raise);
  CHECK(raise.bid(raise.person("A"), raise.company("B")).pay == Approx(290));
  Market cuts(two_companies("  decisions: {taste: 3, minimum_raise: 2.5, pay_cuts: true}"));
  up_to_bidding(cuts);
  CHECK(cuts.bid(cuts.person("A"), cuts.company("B")).pay < 100);
}

TEST_CASE("Unvested equity lowers what an offer counts for, less what the bidder makes good") {
  const auto offer = [](const std::string& buyout) {
    Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, retention: {budget: 1}}
  - {name: B, productivity: {level: 1000}, contract: {length: 4 ticks, buyout: )" +
                  buyout + R"(}}
market: {search: {everyone_meets: true}, decisions: {taste: 0}}
)");
    market.world.state.researchers.unvested.set(market.person("A"), 200.0);
    up_to_bidding(market);
    return market.bid(market.person("A"), market.company("B")).pay;
  };
  // Without taste the offer just beats staying at 100, with a quarter of the equity on top.
  CHECK(offer("0") == Approx(150).epsilon(1e-6));
  CHECK(offer("0.6") == Approx(120).epsilon(1e-6));
  CHECK(offer("1") == Approx(100).epsilon(1e-6));
}

// The rounds of bidding written out for one person at pay 100 whom B and C want.
struct Duel {
  double offer[2] = {0.0, 0.0};
  double stay = 100.0;
};

Duel duel(int revisions, bool counters) {
  const double value[2] = {400.0, 300.0};
  const auto answer = [](double v, double floor, double ceiling, double alternative) {
    rules::PrivateOfferProblem problem;
    problem.value = v;
    problem.floor = floor;
    problem.ceiling = ceiling;
    problem.alternative = std::log(alternative);
    problem.taste = 0.2;
    return rules::best_private_offer(problem)->pay;
  };
  Duel now;
  for (int round = 0; round <= revisions; ++round) {
    const Duel before = now;
    for (int k = 0; k < 2; ++k) {
      now.offer[k] = answer(value[k], 100, value[k], std::max(before.stay, before.offer[1 - k]));
    }
    const double best = std::max(now.offer[0], now.offer[1]);
    if (counters) now.stay = answer(350, 100, 180, best);
  }
  return now;
}

TEST_CASE("Naive rivals revise the given number of rounds, and the employer counters in each") {
  for (const int rounds : {0, 1, 2, 5}) {
    for (const bool counters : {false, true}) {
      Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 350}, counter_offers: {probability: )" +
                    std::string(counters ? "1" : "0") + R"(, raise_limit: 1.8}}
  - {name: B, productivity: {level: 400}}
  - {name: C, productivity: {level: 300}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.2}, bidding: {beliefs: naive, revision_rounds: )" +
                    std::to_string(rounds) + "}}");
      up_to_bidding(market);
      const ResearcherId r = market.person("A");
      const Duel expected = duel(rounds, counters);
      CHECK(market.bid(r, market.company("B")).pay == Approx(expected.offer[0]));
      CHECK(market.bid(r, market.company("C")).pay == Approx(expected.offer[1]));
      CHECK(market.contest(r).stay_pay == Approx(expected.stay));
      CHECK(market.contest(r).countered == counters);
    }
  }
  CHECK(duel(2, true).offer[0] > 1.001 * duel(1, true).offer[0]);
  CHECK(duel(3, true).offer[0] != duel(2, true).offer[0]);
}

TEST_CASE("The base number of revisions is two") {
  CHECK(support::scenario_of("companies: [{name: A, researchers: 1}]")
            .base.market.bidding.revision_rounds == 2);
}

TEST_CASE("Employers counter with their probability, within the raise limit and the cap") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.5}
companies:
  - {name: A, researchers: 10k, productivity: {level: 350}, pay: {median: 100, p90: 200, cap: 400}, counter_offers: {probability: 0.3, raise_limit: 1.2}}
  - {name: B, productivity: {level: 900}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.2}}
)");
  up_to_bidding(market);
  int may = 0;
  int bound = 0;
  int all = 0;
  for (const BlockLog& block : market.world.tick.log.blocks) {
    for (const Contest& c : block.contests) {
      ++all;
      may += c.may_counter ? 1 : 0;
      CHECK((!c.countered || c.may_counter));
      CHECK(c.stay_pay >= c.present_pay);
      CHECK(c.stay_pay <=
            std::max(c.present_pay, std::min(400.0, 1.2 * c.present_pay)) * (1 + 1e-12));
      bound += c.countered && c.stay_pay > 1.1999 * c.present_pay ? 1 : 0;
    }
  }
  CHECK(all > 9000);
  CHECK(std::abs(z_score(may, all, 0.3)) < 4);
  CHECK(bound > 100);
}

std::string hiring_b(const std::string& hiring) {
  return R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.5}
companies:
  - {name: A, researchers: 40, productivity: {level: 200}, pay: {median: 100, p90: 150}}
  - {name: B, productivity: {level: 400}, hiring: {)" +
         hiring + R"(}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.3}}
)";
}

// The offers that stand, and those that would be worth more than the worst of them but do not.
std::pair<std::vector<Bid>, int> standing(const Market& market) {
  std::vector<Bid> offers;
  const auto worth = [](const Bid& b) { return (b.value - b.pay) * b.acceptance; };
  double worst = 1e300;
  for (const Bid& b : market.world.tick.log.blocks[0].bids) {
    if (!b.offered) continue;
    offers.push_back(b);
    worst = std::min(worst, worth(b));
  }
  int passed_over = 0;
  for (const Bid& b : market.world.tick.log.blocks[0].bids) {
    passed_over += !b.offered && worth(b) > worst ? 1 : 0;
  }
  return {offers, passed_over};
}

TEST_CASE("Offers hold seats, and go out by expected surplus") {
  Market market(hiring_b("seats: 7"));
  up_to_bidding(market);
  const auto [offers, passed_over] = standing(market);
  CHECK(offers.size() == 7);
  CHECK(passed_over == 0);
  market.carry_out(decisions);
  CHECK(market.headcount("B") <= 7);
  CHECK(market.headcount("B") > 0);
}

TEST_CASE("Offers hold money, never more than is free") {
  Market market(hiring_b("wage_bill_limit: 2000"));
  up_to_bidding(market);
  double promised = 0.0;
  double cheapest_refused = 1e300;
  for (const Bid& b : market.world.tick.log.blocks[0].bids) {
    (b.offered ? promised : cheapest_refused) =
        b.offered ? promised + b.pay : std::min(cheapest_refused, b.pay);
  }
  CHECK(promised <= 2000);
  CHECK(promised + cheapest_refused > 2000);
}

TEST_CASE("Counter-offers count against the wage bill, under either price rule") {
  for (const std::string rule : {"private_taste", "ascending"}) {
    Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 20, pay: {median: 100}, productivity: {level: 300}, counter_offers: {probability: 1}, hiring: {wage_bill_limit: 2150}}
  - {name: B, productivity: {level: 200}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.1}, bidding: {rule: )" +
                  rule + "}}");
    up_to_bidding(market);
    double bill = 0.0;
    int countered = 0;
    for (const Contest& contest : market.world.tick.log.blocks[0].contests) {
      bill += contest.stay_pay;
      countered += contest.countered ? 1 : 0;
    }
    INFO(rule);
    CHECK(countered > 0);
    CHECK(bill <= 2150 * (1 + 1e-12));
  }
}

std::map<std::string, std::uint32_t> collaborators_counted(const std::string& joint,
                                                           std::uint32_t generation = 0) {
  Market market(R"(
clock: {tick: unit}
teams: [{name: T, company: A, members: 3}]
companies:
  - {name: A, researchers: 4, pay: {median: 100}, productivity: {level: 200}, separations: {exits: 1e-9 per tick}}
  - {name: B, researchers: 1, productivity: {level: 200}}
market:
  bidding: {joint_approaches: )" +
                joint + R"(}
  decisions: {collaborators: 0.3, taste: 0.1}
events: [{name: n, tick: 1, approach: {company: B, team: T}}]
)");
  const std::uint32_t first = market.person("A").value();
  market.connect({{first, first + 1},
                  {first, first + 2},
                  {first + 1, first + 2},
                  {first, first + 3},
                  {first, market.person("B").value()}});
  market.partial_tick({shocks, planning, search});
  market.world.state.researchers.generation.set(ResearcherId{first + 2}, generation);
  market.carry_out(bidding);
  std::map<std::string, std::uint32_t> counted;
  for (std::uint32_t k = 0; k < 3; ++k) {
    const Bid& bid = market.bid(ResearcherId{first + k}, market.company("B"));
    counted[market.world.name_of(ResearcherId{first + k})] = bid.collaborators;
    CHECK(bid.nonpecuniary == Approx(0.3 * std::log(1.0 + bid.collaborators)));
  }
  return counted;
}

TEST_CASE("Team-mates approached together count as being there for each other") {
  CHECK(collaborators_counted("true") ==
        std::map<std::string, std::uint32_t>{{"A/1", 3}, {"A/2", 2}, {"A/3", 2}});
  CHECK(collaborators_counted("false") ==
        std::map<std::string, std::uint32_t>{{"A/1", 1}, {"A/2", 0}, {"A/3", 0}});
  // An entrant in A/3's place has no ties.
  CHECK(collaborators_counted("true", 1) ==
        std::map<std::string, std::uint32_t>{{"A/1", 2}, {"A/2", 1}, {"A/3.1", 0}});
}

}  // namespace
