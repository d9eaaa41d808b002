#include "phases/bidding/contests.hpp"

namespace poach {

double posted_offer(const World& world, ResearcherId researcher, CompanyId company) {
  return world.state.companies.posted_wage[company] * world.state.researchers.skill[researcher];
}

void bid_posted(const World& world, BlockLog& log) {
  for (const Contest& contest : log.contests) {
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      Bid& bid = log.bids[b];
      bid.pay = posted_offer(world, contest.researcher, bid.company);
      bid.acceptance = 1.0;
      bid.offered = true;
    }
  }
}

void bid_posted(World& world, const Services& services) {
  for_each_block(world, services, [&](const Block&, BlockLog& log) { bid_posted(world, log); });
  grant_seats(world);
}

}  // namespace poach
