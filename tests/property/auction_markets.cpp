#include "property/auction_markets.hpp"

#include <fmt/format.h>

#include <cmath>
#include <random>

namespace poach::tests {
namespace {

using rules::AuctionBid;
using rules::AuctionBidder;
using rules::AuctionProblem;

class MarketMaker {
 public:
  MarketMaker(std::uint64_t number, const MarketShape& shape) : random_(number), shape_(shape) {}

  AuctionProblem make() {
    AuctionProblem problem;
    problem.form = is_log_ ? UtilityForm::log : UtilityForm::linear;
    problem.step = is_log_ ? pick({0.01, 0.05, 0.4}) : pick({1.0, 2.5, 20.0});
    for (int c = 0; c < shape_.companies; ++c) problem.bidders.push_back(bidder());
    for (int r = 0; r < shape_.researchers; ++r) {
      const double reserve = is_log_ ? pick({10.0, 40.0, 100.0}) : pick({-20.0, 0.0, 40.0});
      problem.reserve.push_back(reserve);
      const int incumbent =
          shape_.with_incumbents && chance(0.4) ? whole(0, shape_.companies - 1) : -1;
      for (int c = 0; c < shape_.companies; ++c) {
        if (c == incumbent || chance(shape_.bid_share)) {
          problem.bids.push_back(bid(r, c, c == incumbent));
        }
      }
    }
    return problem;
  }

 private:
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  double unit() { return std::uniform_real_distribution<double>()(random_); }
  bool chance(double p) { return unit() < p; }
  double pick(std::initializer_list<double> choices) {
    return choices.begin()[whole(0, static_cast<int>(choices.size()) - 1)];
  }
  double amount() { return on_grid_ ? 25.0 * whole(1, 8) : 10.0 + 200.0 * unit(); }

  AuctionBidder bidder() {
    AuctionBidder result;
    if (const int seats = whole(0, 4); seats < 4) result.seats = seats == 3 ? 1 : seats;
    if (shape_.with_money && chance(0.4)) result.money = amount() * whole(0, 3);
    return result;
  }

  AuctionBid bid(int researcher, int company, bool incumbent) {
    AuctionBid b;
    b.researcher = static_cast<std::uint32_t>(researcher);
    b.company = static_cast<std::uint32_t>(company);
    b.value = amount();
    b.max_pay = chance(0.3) ? std::min(b.value, amount()) : b.value;
    b.advantage = is_log_ ? 1.0 : 0.0;
    if (chance(0.5)) b.advantage = is_log_ ? std::exp2(0.5 * whole(-2, 2)) : 12.5 * whole(-2, 2);
    b.priority = static_cast<std::uint32_t>(whole(0, 3));
    b.incumbent = incumbent;
    if (!incumbent && chance(0.25)) b.min_pay = b.max_pay * pick({0.5, 0.9, 1.0, 1.2});
    if (!incumbent && chance(0.2)) b.forfeit = amount() / 4.0;
    return b;
  }

  std::mt19937_64 random_;
  MarketShape shape_;
  bool is_log_ = chance(0.5);
  bool on_grid_ = chance(0.6);
};

}  // namespace

AuctionProblem drawn_market(std::uint64_t number, const MarketShape& shape) {
  return MarketMaker(number, shape).make();
}

AuctionProblem drawn_small_market(std::uint64_t number) {
  std::mt19937_64 random(~number);
  MarketShape shape;
  shape.researchers = std::uniform_int_distribution<int>(1, 7)(random);
  shape.companies = std::uniform_int_distribution<int>(1, 6)(random);
  shape.bid_share = std::uniform_real_distribution<double>(0.3, 1.0)(random);
  shape.with_money = random() % 3 != 0;
  shape.with_incumbents = random() % 2 != 0;
  return drawn_market(number, shape);
}

std::string describe(const AuctionProblem& problem) {
  std::string text = fmt::format("{} utility, step {}\n",
                                 problem.form == UtilityForm::log ? "log" : "linear", problem.step);
  for (std::size_t c = 0; c < problem.bidders.size(); ++c) {
    const AuctionBidder& b = problem.bidders[c];
    text += fmt::format("company {}: seats {}, money {}\n", c,
                        b.seats ? fmt::format("{}", *b.seats) : "any",
                        b.money ? fmt::format("{}", *b.money) : "any");
  }
  for (const AuctionBid& b : problem.bids) {
    text += fmt::format(
        "researcher {} (reserve {}) company {}: value {} most {} least {} forfeit {} k {} "
        "priority {}{}\n",
        b.researcher, problem.reserve[b.researcher], b.company, b.value, b.max_pay, b.min_pay,
        b.forfeit, b.advantage, b.priority, b.incumbent ? " incumbent" : "");
  }
  return text;
}

}  // namespace poach::tests
