#include <algorithm>
#include <limits>
#include <tuple>

#include "contests.hpp"

namespace poach {
namespace {

struct StandingOffer {
  CompanyId company;
  double expected_surplus = 0.0;
  double priority = 0.0;
  ResearcherId researcher;
  Bid* bid = nullptr;
};

std::vector<StandingOffer> limited_offers(World& world) {
  std::vector<StandingOffer> offers;
  for (BlockLedger& ledger : world.ledger.blocks) {
    for (const Contest& contest : ledger.contests) {
      for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
        Bid& bid = ledger.bids[b];
        if (!bid.offered || !is_limited(world, bid.company)) continue;
        const double priority =
            world.draws_of(StreamName::hiring_priority, contest.researcher)
                .uniform({.counterpart = world.companies.counterpart_key(bid.company),
                          .tick = world.tick});
        offers.push_back({bid.company, (bid.value - bid.pay) * bid.acceptance, priority,
                          contest.researcher, &bid});
      }
    }
  }
  std::sort(offers.begin(), offers.end(), [](const StandingOffer& a, const StandingOffer& b) {
    return std::tuple(a.company, -a.expected_surplus, a.priority, a.researcher) <
           std::tuple(b.company, -b.expected_surplus, b.priority, b.researcher);
  });
  return offers;
}

}  // namespace

void grant_seats(World& world) {
  if (!world.features.seats && !world.features.wage_bill) return;
  const double boundless = std::numeric_limits<double>::infinity();
  OptionalCompany company;
  std::uint32_t seats = 0;
  double money = 0.0;
  for (const StandingOffer& offer : limited_offers(world)) {
    if (company != OptionalCompany(offer.company)) {
      company = offer.company;
      seats = world.plan.open_seats.empty() ? world.population.size()
                                            : world.plan.open_seats[offer.company];
      money = world.plan.free_money.empty() ? boundless : world.plan.free_money[offer.company];
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
