#include <algorithm>
#include <cmath>

#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "world/traits.hpp"

namespace {

using namespace poach;
using support::Market;

std::string auction(const std::string& employer, const std::string& rivals,
                    const std::string& decisions = "", const std::string& search = "") {
  return R"(
clock: {tick: unit}
market:
  bidding: {rule: ascending, step: 0.001}
  decisions: {)" +
         decisions + R"(}
  search: {everyone_meets: true)" +
         search + R"(}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, )" +
         employer + "}\n" + rivals;
}

struct Outcome {
  std::string employer;
  double pay = 0.0;
  double best_losing_bid = 0.0;
};

Outcome outcome_of(const std::string& text) {
  Market market(text);
  market.partial_tick({shocks, planning, search, bidding, decisions});
  const ResearcherId r = market.person("A");
  return {market.world.fixed.companies.name_of(*market.employer(r)),
          market.world.state.researchers.pay[r],
          market.world.state.researchers.best_losing_bid_of(r)};
}

const std::string b400 = "  - {name: B, productivity: {level: 400}}\n";
const std::string c300 = "  - {name: C, productivity: {level: 300}}\n";
const std::string counters = "counter_offers: {probability: 1}, productivity: {level: ";

TEST_CASE("The highest limit wins at the utility of the best losing bid") {
  const Outcome rival = outcome_of(auction("productivity: {level: 200}", b400 + c300));
  CHECK(rival.employer == "B");
  CHECK(rival.pay == Approx(300));
  CHECK(rival.best_losing_bid == Approx(300));
  const Outcome countered = outcome_of(auction(counters + "350}", b400 + c300));
  CHECK(countered.employer == "B");
  CHECK(countered.pay == Approx(350));
}

TEST_CASE("With foresight the winner pays less for a post that leads further") {
  // l1 = 0.2 and d = 0.1 a tick, without discounting: the rate is 2. Of the companies worth 100,
  // 300 and 400 the one worth 400 outbids 300, and above 300 a third of the offers is better.
  const std::string market = R"(
clock: {tick: unit}
market:
  bidding: {rule: ascending, step: 0.001}
  decisions: {utility: linear, pay_cuts: true, foresight: true}
  search: {everyone_meets: true, random_meetings: {employed: 0.2 per tick, arrival: exclusive}}
dynamics: {production: {discount_rate: 1e-9}}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 100}, separations: {job_loss: 0.1 per tick}}
  - {name: B, productivity: {level: 400}, separations: {job_loss: 0.1 per tick}}
  - {name: C, productivity: {level: 300}, separations: {job_loss: 0.1 per tick}}
)";
  const Outcome outcome = outcome_of(market);
  CHECK(outcome.employer == "B");
  CHECK(outcome.best_losing_bid == Approx(300).margin(0.01));
  CHECK(outcome.pay == Approx(300 - 2 * 100 / 3.0).margin(0.01));
}

TEST_CASE("Without a second bidder the winner pays the reserve") {
  CHECK(outcome_of(auction("productivity: {level: 200}", b400)).pay == Approx(100));
  CHECK(outcome_of(auction("productivity: {level: 200}", b400, "minimum_raise: 0.25")).pay ==
        Approx(125));
}

TEST_CASE("An employer who may pay most keeps the person at the best rival's limit") {
  const Outcome stays = outcome_of(auction(counters + "500}", b400 + c300));
  CHECK(stays.employer == "A");
  CHECK(stays.pay == Approx(400));
  CHECK(stays.best_losing_bid == Approx(400));
  // A limit on raises hands the person to the rival, at the most the employer may pay.
  const Outcome limited = outcome_of(auction(
      "counter_offers: {probability: 1, raise_limit: 2.5}, productivity: {level: 500}", b400));
  CHECK(limited.employer == "B");
  CHECK(limited.pay == Approx(250));
}

TEST_CASE("Caps bind in the auction") {
  const std::string capped = "  - {name: B, productivity: {level: 400}, pay: {cap: 250}}\n";
  CHECK(outcome_of(auction("productivity: {level: 200}", capped + c300)).employer == "C");
  CHECK(outcome_of(auction("productivity: {level: 200}", capped + c300)).pay == Approx(250));
}

TEST_CASE("Amenities count against pay: by a factor under log utility, by an amount under linear") {
  const std::string amenity =
      "  - {name: B, productivity: {level: 400}, amenities: {mission: 1}}\n";
  const std::string log_weight = "researchers: {mission: {mean: 0.1}}\n";
  const Outcome log_utility =
      outcome_of(log_weight + auction("productivity: {level: 200}", amenity + c300));
  CHECK(log_utility.employer == "B");
  CHECK(log_utility.pay == Approx(300 * std::exp(-0.1)));
  const std::string linear_weight = "researchers: {mission: {mean: 20}}\n";
  const Outcome linear = outcome_of(
      linear_weight + auction("productivity: {level: 200}", amenity + c300, "utility: linear"));
  CHECK(linear.employer == "B");
  CHECK(linear.pay == Approx(280));
}

TEST_CASE("Tastes count against pay in the auction") {
  int moved = 0;
  for (int seed = 1; seed <= 20; ++seed) {
    Market market("seed: " + std::to_string(seed) + "\n" +
                  auction("productivity: {level: 200}", b400 + c300, "taste: 0.5"));
    market.partial_tick({shocks, planning, search, bidding, decisions});
    const ResearcherId r = market.person("A");
    const auto liking = [&](const char* company) {
      return 0.5 * taste(market.world, r, market.company(company));
    };
    // The utility that each could give at most, and that of staying at a pay of 100.
    const double b = std::log(400) + liking("B");
    const double c = std::log(300) + liking("C");
    const double stay = std::log(100) + liking("A");
    const std::string winner = stay >= std::max(b, c) ? "A" : b > c ? "B" : "C";
    INFO("seed " << seed);
    REQUIRE(market.employer(r) == OptionalCompany(market.company(winner)));
    if (winner == "A") continue;
    ++moved;
    const double second = std::max(std::min(b, c), stay);
    const double equal = std::exp(second - liking(winner.c_str()));
    CHECK(market.world.state.researchers.pay[r] == Approx(std::max(equal, 100.0)));  // no pay cuts
  }
  CHECK(moved > 5);
}

TEST_CASE("Meeting the own company lifts pay to the most it may give") {
  Market market(R"(
clock: {tick: unit}
market:
  bidding: {rule: ascending}
  search: {random_meetings: {employed: 1 per tick, own_company: counts}}
companies: [{name: A, researchers: 1, pay: {median: 100}, counter_offers: {probability: 1}, productivity: {level: 180}}]
)");
  market.run_ticks(1);
  const ResearcherId r = market.person("A");
  CHECK(market.employer(r) == OptionalCompany(market.company("A")));
  CHECK(market.world.state.researchers.pay[r] == Approx(180));
}

// Two people at pay 100; B would give 300 for either, C 250.
std::vector<double> prices(const std::string& seats, const std::string& more = "") {
  Market market(R"(
clock: {tick: unit}
market:
  bidding: {rule: ascending, step: 0.0001}
  search: {everyone_meets: true}
companies:
  - {name: A, researchers: 2, pay: {median: 100}, productivity: {level: 100}}
  - {name: B, productivity: {level: 300}, hiring: {)" +
                seats + more + R"(}}
  - {name: C, productivity: {level: 250}, hiring: {)" +
                seats + "}}");
  market.partial_tick({shocks, planning, search, bidding, decisions});
  std::vector<double> pay;
  for (std::uint32_t k = 0; k < 2; ++k) {
    CHECK(market.employer(market.person("A", k)) != OptionalCompany(market.company("A")));
    pay.push_back(market.world.state.researchers.pay[market.person("A", k)]);
  }
  if (seats == "seats: 1") CHECK(market.headcount("B") == 1);
  return pay;
}

TEST_CASE(
    "Scarce seats couple contests: a company that cannot hire both does not drive both prices") {
  for (const double pay : prices("seats: 2")) CHECK(pay == Approx(250).epsilon(1e-3));
  // With a seat each nobody competes for the other person.
  for (const double pay : prices("seats: 1")) CHECK(pay == Approx(100).epsilon(1e-3));
}

TEST_CASE("A wage-bill limit is kept by what the auction promises") {
  Market market(R"(
clock: {tick: unit}
researchers: {skill_log_sd: 0.3}
market: {bidding: {rule: ascending}, search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 30, pay: {median: 100}, productivity: {level: 150}, counter_offers: {probability: 1}}
  - {name: B, productivity: {level: 400}, hiring: {wage_bill_limit: 1000}}
  - {name: C, productivity: {level: 300}, hiring: {wage_bill_limit: 600, seats: 4}}
)");
  market.run_ticks(3);
  double bill[2] = {0.0, 0.0};
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    if (market.employer(r) == OptionalCompany(market.company("B"))) {
      bill[0] += market.world.state.researchers.pay[r];
    }
    if (market.employer(r) == OptionalCompany(market.company("C"))) {
      bill[1] += market.world.state.researchers.pay[r];
    }
  }
  CHECK(bill[0] > 500);
  CHECK(bill[0] <= 1000 * (1 + 1e-12));
  CHECK(bill[1] <= 600 * (1 + 1e-12));
  CHECK(market.headcount("C") <= 4);
}

TEST_CASE("Employers counter where contests are coupled") {
  Market market(R"(
clock: {tick: unit}
market: {bidding: {rule: ascending, step: 0.0001}, search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 2, pay: {median: 100}, productivity: {level: 500}, counter_offers: {probability: 1}}
  - {name: B, productivity: {level: 300}, hiring: {seats: 1}}
)");
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("A") == 2);
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    CHECK(market.world.state.researchers.pay[r] == Approx(300).epsilon(1e-3));
  }
}

TEST_CASE("Coupled contests go by dollars under linear utility, in steps of dollars") {
  Market market(R"(
clock: {tick: unit}
researchers: {mission: {mean: 20}}
market:
  bidding: {rule: ascending, step: 1}
  decisions: {utility: linear}
  search: {everyone_meets: true}
companies:
  - {name: A, researchers: 2, pay: {median: 100}, productivity: {level: 100}}
  - {name: B, productivity: {level: 400}, amenities: {mission: 1}, hiring: {seats: 1}}
  - {name: C, productivity: {level: 300}}
)");
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("B") == 1);
  CHECK(market.headcount("C") == 1);
  for (const Move& move : market.moves()) {
    const bool pleasant = move.to == market.company("B");
    CHECK(move.pay_after == Approx(pleasant ? 280 : 300).margin(2));
  }
}

// The pay at B of one of two people with 200 of unvested equity.
double pay_after_forfeit(const std::string& b, const std::string& others = "",
                         const std::string& buyouts = "free") {
  Market market(R"(
clock: {tick: unit}
market: {bidding: {rule: ascending, step: 0.0001, buyouts: )" +
                buyouts + R"(}, search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 2, pay: {median: 100}, productivity: {level: 100}, retention: {budget: 1}}
  - {name: B, productivity: {level: 400}, contract: {length: 4 ticks}, )" +
                b + "}\n" + others);
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    market.world.state.researchers.unvested.set(r, 200.0);
  }
  market.partial_tick({shocks, planning, search, bidding, decisions});
  for (const Move& move : market.moves()) {
    if (move.to == market.company("B")) return move.pay_after;
  }
  return 0.0;
}

TEST_CASE("Forfeited equity is added to the price, less the part that the company replaces") {
  const std::string free_seats = "hiring: {seats: 2}";
  const std::string scarce = "hiring: {seats: 1}";
  const std::string c = "  - {name: C, productivity: {level: 300}, contract: {length: 4 ticks";
  // Fifty a year are forfeited.
  CHECK(pay_after_forfeit(free_seats) == Approx(150));
  CHECK(pay_after_forfeit(scarce) == Approx(150));
  CHECK(pay_after_forfeit(free_seats, c + "}}") == Approx(300));
  CHECK(pay_after_forfeit(free_seats, c + ", buyout: 1}}") == Approx(350));
  CHECK(pay_after_forfeit(scarce, c + ", buyout: 1}}") == Approx(350).epsilon(1e-3));
  // C pays 200 for what it replaces, over four years at 10 percent.
  const double cost = 200.0 * 0.1 / (1.0 - std::exp(-0.4));
  CHECK(pay_after_forfeit(free_seats, c + ", buyout: 1}}", "paid") == Approx(350 - cost));
}

TEST_CASE("Companies that offer the same win as often as each other") {
  Market market(R"(
clock: {tick: unit}
market: {bidding: {rule: ascending}, search: {everyone_meets: true}}
companies:
  - {name: A, researchers: 1000, pay: {median: 100}, productivity: {level: 100}}
  - {name: B, productivity: {level: 300}}
  - {name: C, productivity: {level: 300}}
)");
  market.partial_tick({shocks, planning, search, bidding, decisions});
  CHECK(market.headcount("A") == 0);
  CHECK(std::abs(support::z_score(market.headcount("B"), 1000, 0.5)) < 4);
  for (const Move& move : market.moves()) CHECK(move.pay_after == Approx(300));
}

}  // namespace
