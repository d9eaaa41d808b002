#include "phases/bidding/approach_costs.hpp"
#include "phases/bidding/contests.hpp"

namespace poach {

double posted_offer(const Market& market, const TickStart&, ResearcherId researcher,
                    CompanyId company) {
  return market.state.companies.posted_wage[company] * market.state.researchers.skill[researcher];
}

void bid_posted(const Market& market, const Tick& tick, BlockLog& log) {
  for (const Contest& contest : log.contests) {
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      Bid& bid = log.bids[b];
      bid.pay = posted_offer(market, tick.start, contest.researcher, bid.company);
      bid.acceptance = 1.0;
      bid.offered = true;
    }
  }
}

void bid_posted(World& world, const Services& services) {
  for_each_block(world, services,
                 [&](const Block&, BlockLog& log) { bid_posted(world, world.tick, log); });
  weigh_all_approaches(world, services, surplus_of_offer);
  grant_seats(world, world.tick);
}

}  // namespace poach
