#pragma once
// What recruiters' approaches cost, and which of them are worth it.

#include <cstdint>
#include <utility>
#include <vector>

#include "phases/blocks.hpp"
#include "phases/booking.hpp"
#include "rules/value.hpp"
#include "world/world.hpp"

namespace poach {

/// Cost of an approach through this channel, USD: recruiters' approaches cost, others come for
/// free.
[[nodiscard]] inline double cost_of_approach(const Market& market, const Bid& bid) {
  const bool by_recruiter = bid.channel >= Channel::referral && bid.channel <= Channel::anyone;
  return by_recruiter ? market.spec_of(bid.company).hiring.approach_cost : 0.0;
}

/// Takes the bids out of the log whose approaches are not made, because the surplus expected of
/// them over a contract is below their cost, and books the cost of the others. Contests without a
/// bid disappear. `expected(contest, bid)` is the surplus that the company expects, USD a year.
template <class Expected>
void weigh_approaches(const Market& market, const Tick& tick, BlockLog& log,
                      const Expected& expected) {
  const double rho = market.state.parameters.dynamics.production.discount_rate;
  const auto is_made = [&](const Contest& contest, const Bid& bid, double cost) {
    const double length =
        tick.start.kinds[market.fixed.companies.kind_of(bid.company)].contract_years;
    return expected(contest, bid) * rules::annuity(length, rho) >= cost;
  };
  std::vector<Contest> contests;
  std::uint32_t kept = 0;
  for (Contest contest : log.contests) {
    const std::uint32_t first = kept;
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      const Bid& bid = log.bids[b];
      const double cost = cost_of_approach(market, bid);
      if (cost > 0.0) {
        if (!is_made(contest, bid, cost)) continue;
        book(tick.wants, log, bid.company, Account::recruiting, cost);
      }
      log.bids[kept++] = bid;
    }
    contest.first_bid = first;
    contest.last_bid = kept;
    if (first < kept) contests.push_back(contest);
  }
  log.bids.resize(kept);
  log.contests = std::move(contests);
}

/// The same for the bids of all blocks, where anyone pays for approaches.
template <class Expected>
void weigh_all_approaches(World& world, const Services& services, const Expected& expected) {
  if (!world.fixed.features.approach_costs) return;
  for_each_block(world, services, [&](const Block&, BlockLog& log) {
    weigh_approaches(world, world.tick, log, expected);
  });
}

/// Of an offer that stands: margin times the acceptance that the company believes in, USD a year.
[[nodiscard]] inline double surplus_of_offer(const Contest&, const Bid& bid) {
  return bid.offered ? bid.acceptance * (bid.value - bid.pay) : 0.0;
}

}  // namespace poach
