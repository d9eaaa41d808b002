#include <algorithm>
#include <limits>
#include <tuple>

#include "base/math.hpp"
#include "phases/bidding/contests.hpp"

namespace poach {
namespace {

struct StandingOffer {
  CompanyId company;
  double expected_surplus;
  double priority;
  ResearcherId researcher;
  Bid* bid;
};

std::uint32_t seats_of(const Market& market, const TickStart& start, CompanyId company) {
  return start.open_seats.empty() ? market.fixed.population.size() : start.open_seats[company];
}

double money_of(const TickStart& start, CompanyId company) {
  return start.free_money.empty() ? std::numeric_limits<double>::infinity()
                                  : start.free_money[company];
}

// Present value of a dollar when the job would start: e^(-rho q W).
double discount_until_start(const Market& market, const Contest& contest) {
  const Parameters& now = market.state.parameters;
  if (contest.wait.ticks == 0 || now.market.decisions.waits == Waits::ignored) return 1.0;
  return exp(-now.dynamics.production.discount_rate * contest.wait.enforcement *
             contest.wait.ticks * market.fixed.years_per_tick);
}

template <class Visit>
void for_each_standing(TickLog& tick_log, const Visit& visit) {
  for (BlockLog& log : tick_log.blocks) {
    for (const Contest& contest : log.contests) {
      for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
        if (log.bids[b].offered) visit(contest, log.bids[b]);
      }
    }
  }
}

// The standing offers of limited companies, in the order in which they are granted.
std::vector<StandingOffer> offers_in_line(const Market& market, TickLog& tick_log) {
  std::vector<StandingOffer> offers;
  for_each_standing(tick_log, [&](const Contest& contest, Bid& bid) {
    if (!is_limited(market, bid.company)) return;
    const double priority =
        market.fixed.draws_of(StreamName::hiring_priority, contest.researcher)
            .uniform({.counterpart = market.fixed.companies.counterpart_key(bid.company),
                      .tick = market.state.tick});
    offers.push_back(
        {bid.company,
         (bid.value - bid.pay) * bid.acceptance * discount_until_start(market, contest), priority,
         contest.researcher, &bid});
  });
  std::sort(offers.begin(), offers.end(), [](const StandingOffer& a, const StandingOffer& b) {
    return std::tuple(a.company, -a.expected_surplus, a.priority, a.researcher) <
           std::tuple(b.company, -b.expected_surplus, b.priority, b.researcher);
  });
  return offers;
}

}  // namespace

void grant_seats(const Market& market, Tick& tick) {
  if (!market.fixed.features.seats && !market.fixed.features.wage_bill) return;
  OptionalCompany company;
  std::uint32_t seats = 0;
  double money = 0.0;
  for (const StandingOffer& offer : offers_in_line(market, tick.log)) {
    if (company != OptionalCompany(offer.company)) {
      company = offer.company;
      seats = seats_of(market, tick.start, offer.company);
      money = money_of(tick.start, offer.company);
    }
    if (seats == 0 || offer.bid->pay > money) {
      offer.bid->offered = false;
      continue;
    }
    --seats;
    money -= offer.bid->pay;
  }
}

}  // namespace poach
