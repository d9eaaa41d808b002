#include "phases/bidding/approach_costs.hpp"

#include <cmath>
#include <string>

#include "phases/phases.hpp"
#include "rules/value.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// B's recruiters approach the one person of A, who is paid 100. A tick is a year.
Market approached(const std::string& cost, const std::string& rules) {
  return Market(R"(
clock: {tick: unit, ticks: 3}
dynamics: {production: {discount_rate: 0.1}}
companies:
  - {name: A, researchers: 1, pay: {median: 100}}
  - name: B
    productivity: {level: 400}
    pay: {cap: 300, posted: 250}
    contract: {length: 4 ticks}
    hiring: {approaches_per_week: 1, approach_cost: )" +
                cost + R"(, targeting: {anyone: 1}}
)" + rules);
}

void up_to_bidding(Market& market) { market.partial_tick({shocks, planning, search, bidding}); }

// The recruiting costs that B booked in this tick.
double booked(const Market& market) {
  double sum = 0.0;
  for (const BlockLog& log : market.world.tick.log.blocks) {
    for (const Booking& booking : log.bookings) {
      CHECK(booking.account == Account::recruiting);
      CHECK(booking.company == market.company("B"));
      sum += booking.amount;
    }
  }
  return sum;
}

bool is_approached(const Market& market) {
  for (const BlockLog& log : market.world.tick.log.blocks) {
    if (!log.bids.empty()) return true;
  }
  return false;
}

// What an approach is expected to earn: the most that it may cost.
void check_threshold(const std::string& rules, double expected_a_year) {
  const double worth = expected_a_year * rules::annuity(4.0, 0.1);
  Market below = approached(std::to_string(worth * 0.999), rules);
  up_to_bidding(below);
  CHECK(is_approached(below));
  CHECK(booked(below) == Approx(worth * 0.999));
  Market above = approached(std::to_string(worth * 1.001), rules);
  up_to_bidding(above);
  CHECK_FALSE(is_approached(above));
  CHECK(booked(above) == 0.0);
}

TEST_CASE("An approach is made if the surplus expected of its best offer pays for it") {
  const std::string rules = "market: {decisions: {taste: 0.4}}";
  Market free = approached("0", rules);
  up_to_bidding(free);
  CHECK(booked(free) == 0.0);
  const Bid& bid = free.bid(free.person("A"), free.company("B"));
  REQUIRE(bid.offered);
  check_threshold(rules, bid.acceptance * (bid.value - bid.pay));
}

TEST_CASE(
    "Under the ascending price an approach is weighed at the pay that just moves the person") {
  check_threshold("market: {bidding: {rule: ascending}, decisions: {minimum_raise: 0.5}}",
                  400.0 - 150.0);
}

TEST_CASE("Under posted wages an approach is weighed at the wage") {
  check_threshold("market: {bidding: {rule: posted}}", 400.0 - 250.0);
}

TEST_CASE("Meetings by chance cost nothing") {
  Market market(R"(
clock: {tick: unit, ticks: 3}
companies:
  - {name: A, researchers: 1, pay: {median: 100}}
  - {name: B, productivity: {level: 400}, hiring: {approaches_per_week: 0, approach_cost: 1B}}
market: {search: {everyone_meets: true}}
)");
  up_to_bidding(market);
  CHECK(is_approached(market));
  CHECK(booked(market) == 0.0);
}

TEST_CASE("The cost is sunk whether or not the person comes") {
  Market market = approached("10", "market: {decisions: {taste: 0.4}}");
  market.run_ticks(1);
  const CompanyAccounts& books = market.world.tick.accounts.companies[market.company("B")];
  CHECK(books.of(Account::recruiting).value() == 10.0);
  CHECK(books.profit().value() == books.output.value() - 10.0 - books.paid_to_people().value());
}

}  // namespace
