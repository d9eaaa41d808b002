// The auction against its serial twin, and what it promises whatever the market.

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "property/auction_markets.hpp"
#include "support/catch.hpp"
#include "support/naive_auction.hpp"

namespace {

using poach::Workers;
using poach::rules::AuctionBid;
using poach::rules::AuctionOutcome;
using poach::rules::AuctionProblem;
using poach::rules::run_proxy_auction;
using poach::tests::describe;
using poach::tests::drawn_market;
using poach::tests::drawn_small_market;
using poach::tests::MarketShape;
using poach::tests::run_naive_auction;

constexpr double rounding = 1e-12;
// From 256 companies and 2,048 researchers on there are regions, and threads share a round if it
// has 128 proposals.
constexpr MarketShape several_regions{2500, 300, 0.01};

bool same(const AuctionOutcome& a, const AuctionOutcome& b) {
  return a.winner == b.winner && a.price == b.price && a.rounds == b.rounds;
}

// The price at which a company could still propose to a researcher.
double asking_price(const AuctionProblem& problem, const AuctionOutcome& outcome,
                    std::uint32_t researcher) {
  const double price = outcome.price[researcher];
  return outcome.winner[researcher] ? raised(price, problem) : price;
}

struct Staff {
  std::vector<std::uint32_t> bids;  // won, without own people kept
  double pay = 0.0;
  double least_surplus = 1e300;
};

std::vector<Staff> hired(const AuctionProblem& problem, const AuctionOutcome& outcome) {
  std::vector<Staff> staff(problem.bidders.size());
  for (std::size_t r = 0; r < outcome.winner.size(); ++r) {
    if (!outcome.winner[r]) continue;
    const AuctionBid& won = problem.bids[*outcome.winner[r]];
    REQUIRE(won.researcher == r);
    if (won.incumbent) continue;
    Staff& team = staff[won.company];
    const double pay = pay_at(won, outcome.price[r], problem.form);
    team.bids.push_back(*outcome.winner[r]);
    team.pay += pay;
    team.least_surplus = std::min(team.least_surplus, won.value - pay);
  }
  return staff;
}

void check_feasible(const AuctionProblem& problem, const AuctionOutcome& outcome) {
  const std::vector<Staff> staff = hired(problem, outcome);
  for (std::size_t c = 0; c < staff.size(); ++c) {
    const auto& bidder = problem.bidders[c];
    if (bidder.seats) REQUIRE(staff[c].bids.size() <= *bidder.seats);
    if (bidder.money) REQUIRE(staff[c].pay <= *bidder.money * (1.0 + rounding));
  }
}

void check_rational(const AuctionProblem& problem, const AuctionOutcome& outcome) {
  for (std::size_t r = 0; r < outcome.winner.size(); ++r) {
    REQUIRE(outcome.price[r] >= problem.reserve[r]);
    if (!outcome.winner[r]) {
      REQUIRE(outcome.price[r] == problem.reserve[r]);
      continue;
    }
    const AuctionBid& won = problem.bids[*outcome.winner[r]];
    const double pay = pay_at(won, outcome.price[r], problem.form);
    REQUIRE(pay <= won.max_pay + rounding * 1e3);
    REQUIRE(pay >= won.min_pay);
  }
}

// Nobody with a free seat is priced out by less than a step, and nobody prefers a person a step
// dearer to one of its own: an equilibrium up to steps. Holds where no money is short.
void check_equilibrium(const AuctionProblem& problem, const AuctionOutcome& outcome) {
  const std::vector<Staff> staff = hired(problem, outcome);
  for (std::uint32_t b = 0; b < problem.bids.size(); ++b) {
    const AuctionBid& bid = problem.bids[b];
    if (bid.incumbent || outcome.winner[bid.researcher] == b) continue;
    const double pay = pay_at(bid, asking_price(problem, outcome, bid.researcher), problem.form);
    if (pay > bid.max_pay) continue;
    const auto& seats = problem.bidders[bid.company].seats;
    const Staff& team = staff[bid.company];
    INFO("bid " << b << " could still be made at " << pay);
    REQUIRE(seats);
    REQUIRE(team.bids.size() == *seats);
    if (*seats > 0) REQUIRE(bid.value - pay <= team.least_surplus + 1e-9);
  }
}

bool has_money_limits(const AuctionProblem& problem) {
  return std::any_of(problem.bidders.begin(), problem.bidders.end(),
                     [](const auto& bidder) { return bidder.money.has_value(); });
}

}  // namespace

TEST_CASE("the auction is its serial twin, bit for bit, on small markets") {
  // One team of threads at a time: the smallest one alive limits all.
  for (const int threads : {1, 2, 4}) {
    const Workers workers(threads);
    const std::uint64_t markets = threads == 1 ? 20000 : 2000;
    for (std::uint64_t number = 0; number < markets; ++number) {
      const AuctionProblem problem = drawn_small_market(number);
      INFO("market " << number << " on " << threads << " threads\n" << describe(problem));
      REQUIRE(same(run_proxy_auction(problem, workers), run_naive_auction(problem)));
    }
  }
}

TEST_CASE("the auction is its serial twin, bit for bit, on larger markets", "[threads]") {
  for (std::uint64_t number = 0; number < 28; ++number) {
    MarketShape shape = number < 16   ? MarketShape{60, 25, 0.4}
                        : number < 24 ? MarketShape{250, 200, 0.02}
                                      : several_regions;
    shape.with_money = number % 2 == 0;
    const AuctionProblem problem = drawn_market(number, shape);
    const AuctionOutcome twin = run_naive_auction(problem);
    for (const int threads : {1, 2, 4}) {
      const Workers workers(threads);
      INFO("market " << number << " on " << threads << " threads");
      REQUIRE(same(run_proxy_auction(problem, workers), twin));
    }
  }
}

TEST_CASE("the auction keeps to seats, money and what bidders authorised") {
  const Workers alone(1);
  for (std::uint64_t number = 100000; number < 120000; ++number) {
    const AuctionProblem problem = drawn_small_market(number);
    const AuctionOutcome outcome = run_proxy_auction(problem, alone);
    INFO("market " << number << "\n" << describe(problem));
    check_feasible(problem, outcome);
    check_rational(problem, outcome);
    if (!has_money_limits(problem)) check_equilibrium(problem, outcome);
  }
}

TEST_CASE("ample money is no money limit") {
  const Workers alone(1);
  for (std::uint64_t number = 200000; number < 205000; ++number) {
    AuctionProblem problem = drawn_small_market(number);
    for (auto& bidder : problem.bidders) bidder.money.reset();
    const AuctionOutcome unlimited = run_proxy_auction(problem, alone);
    for (auto& bidder : problem.bidders) bidder.money = 1e9;
    const AuctionOutcome ample = run_proxy_auction(problem, alone);
    INFO("market " << number << "\n" << describe(problem));
    REQUIRE(ample.winner == unlimited.winner);
    REQUIRE(ample.price == unlimited.price);
  }
}

TEST_CASE("the auction ends after no more rounds than steps of price and bids allow") {
  const Workers alone(1);
  for (std::uint64_t number = 300000; number < 305000; ++number) {
    const AuctionProblem problem = drawn_small_market(number);
    const AuctionOutcome outcome = run_proxy_auction(problem, alone);
    double raises = 0.0;
    for (std::size_t r = 0; r < outcome.price.size(); ++r) {
      const double from = problem.reserve[r];
      const double to = outcome.price[r];
      raises += 1.0 + (problem.form == poach::UtilityForm::log ? std::log(to / from) / problem.step
                                                               : (to - from) / problem.step);
    }
    // Every round with a proposal fills a researcher or raises a price by a step; besides there is
    // the last look, and one more after money is released.
    INFO("market " << number << "\n" << describe(problem));
    REQUIRE(outcome.rounds <= raises + 2.0 + 1e-6);
  }
}
