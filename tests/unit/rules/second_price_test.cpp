#include "rules/second_price.hpp"

#include <cmath>
#include <random>

#include "base/parallel.hpp"
#include "support/catch.hpp"

using poach::UtilityForm;
using poach::Workers;
using poach::rules::AuctionBid;
using poach::rules::AuctionProblem;
using poach::rules::run_proxy_auction;
using poach::rules::settle_second_price;

namespace {

AuctionBid bid(std::uint32_t company, double max_pay) {
  AuctionBid result;
  result.company = company;
  result.value = max_pay;
  result.max_pay = max_pay;
  result.priority = company;
  return result;
}

// Bids for one researcher by distinct companies. Amounts come from a small grid, so that exact
// ties are common.
std::vector<AuctionBid> drawn_bids(std::mt19937_64& random, UtilityForm form, double reserve) {
  const auto whole = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  const int bidders = whole(0, 6);
  const int incumbent = whole(0, 2) == 0 ? whole(0, 6) : -1;
  std::vector<AuctionBid> bids;
  for (int c = 0; c < bidders; ++c) {
    AuctionBid b = bid(static_cast<std::uint32_t>(c), reserve * whole(0, 8) / 4.0);
    b.value = b.max_pay * (whole(0, 1) == 0 ? 1.0 : 1.25);
    b.priority = static_cast<std::uint32_t>(whole(0, 3));
    if (whole(0, 1) == 0)
      b.advantage = form == UtilityForm::log ? std::exp2(whole(-2, 2)) : whole(-3, 3) * reserve / 8;
    b.incumbent = c == incumbent;
    if (!b.incumbent && whole(0, 2) == 0) b.min_pay = b.max_pay * whole(0, 5) / 4.0;
    bids.push_back(b);
  }
  return bids;
}

}  // namespace

TEST_CASE("the highest bidder wins at the second-highest bid") {
  const std::vector<AuctionBid> bids = {bid(0, 300.0), bid(1, 500.0), bid(2, 400.0)};
  for (const auto form : {UtilityForm::log, UtilityForm::linear}) {
    std::vector<AuctionBid> even = bids;
    for (AuctionBid& b : even) b.advantage = form == UtilityForm::log ? 1.0 : 0.0;
    const auto result = settle_second_price(even, 100.0, form);
    CHECK(result.winner == 1U);
    CHECK(result.price == 400.0);
  }
}

TEST_CASE("a lone bidder pays the reserve, and too low a bid nothing") {
  CHECK(settle_second_price(std::vector{bid(0, 300.0)}, 100.0, UtilityForm::log).price == 100.0);
  const auto none = settle_second_price(std::vector{bid(0, 90.0)}, 100.0, UtilityForm::log);
  CHECK_FALSE(none.winner);
  CHECK(none.price == 100.0);
  CHECK_FALSE(settle_second_price({}, 100.0, UtilityForm::log).winner);
}

TEST_CASE("amenities let a company win with less pay") {
  std::vector<AuctionBid> bids = {bid(0, 400.0), bid(1, 300.0)};
  bids[1].advantage = 0.5;  // worth twice its pay to the researcher
  const auto result = settle_second_price(bids, 100.0, UtilityForm::log);
  CHECK(result.winner == 1U);
  CHECK(result.price == 400.0);
  CHECK(pay_at(bids[1], result.price, UtilityForm::log) == 200.0);
}

TEST_CASE("ties go to the incumbent, then to the lower priority, then to the lower company") {
  std::vector<AuctionBid> bids = {bid(0, 300.0), bid(1, 300.0), bid(2, 300.0)};
  for (AuctionBid& b : bids) b.priority = 7;
  CHECK(settle_second_price(bids, 100.0, UtilityForm::log).winner == 0U);
  bids[2].priority = 3;
  CHECK(settle_second_price(bids, 100.0, UtilityForm::log).winner == 2U);
  bids[1].incumbent = true;
  const auto result = settle_second_price(bids, 100.0, UtilityForm::log);
  CHECK(result.winner == 1U);
  CHECK(result.price == 300.0);
}

TEST_CASE("the second price is the proxy auction with seats to spare") {
  const Workers alone(1);
  std::mt19937_64 random(31);
  for (int draw = 0; draw < 20000; ++draw) {
    AuctionProblem problem;
    problem.form = draw % 2 == 0 ? UtilityForm::log : UtilityForm::linear;
    problem.step = problem.form == UtilityForm::log ? 0.01 : 1.0;
    const double reserve = 64.0;
    problem.reserve = {reserve};
    problem.bids = drawn_bids(random, problem.form, reserve);
    problem.bidders.resize(7);
    for (auto& bidder : problem.bidders) {
      if (draw % 3 == 0) bidder.seats = 1;
      if (draw % 5 == 0) bidder.money = 1e6;
    }
    const auto expected = settle_second_price(problem.bids, reserve, problem.form);
    const auto auction = run_proxy_auction(problem, alone);
    INFO("draw " << draw);
    REQUIRE(auction.winner[0].has_value() == expected.winner.has_value());
    if (expected.winner) REQUIRE(*auction.winner[0] == *expected.winner);
    REQUIRE(auction.price[0] == expected.price);
  }
}
