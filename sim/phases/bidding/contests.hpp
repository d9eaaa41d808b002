#pragma once
// From approaches to contests: who bids for whom, and what each side sees.

#include <algorithm>

#include "phases/blocks.hpp"

namespace poach {

/// Opens a contest for each approached researcher of a block and appraises every bid. Bids that
/// cannot reach what the researcher must at least be offered are left out.
void open_contests(const Market& market, const Tick& tick, BlockLog& log);

/// Pay that a bid's present offer counts for, USD a year.
[[nodiscard]] double counted_pay_of_offer(const Market& market, const Bid& bid);
/// The same for staying, with the counter-offer if there is one.
[[nodiscard]] double counted_pay_of_staying(const Market& market, const Contest& contest);
/// Pay utility of a bid's present offer plus all else but taste.
[[nodiscard]] double offer_utility(const Market& market, const Bid& bid);
/// The same for staying, with the counter-offer if there is one.
[[nodiscard]] double stay_utility(const Market& market, const Contest& contest);

// Each price rule bids for a whole market, and for one block where seats and money do not run out.

/// Sets aside money for the raises of counter-offers where a wage bill is limited, person by person
/// in order.
void authorise_counters(const Market& market, Tick& tick);

/// The most that the employer can pay to keep the person: what it would pay, as far as it has the
/// money. USD a year.
[[nodiscard]] inline double counter_ceiling(const Contest& contest) {
  return std::min(contest.max_retention_pay, contest.present_pay + contest.authorised_raise);
}

/// Whether a company's seats or money could run out in this tick.
[[nodiscard]] bool is_limited(const Market& market, CompanyId company);

/// The wage that a company posts, for a person's skill. USD a year.
[[nodiscard]] double posted_offer(const Market& market, const TickStart& start,
                                  ResearcherId researcher, CompanyId company);
/// Posted wages: every bid offers its company's wage.
void bid_posted(World& world, const Services& services);
void bid_posted(const Market& market, const Tick& tick, BlockLog& log);
/// Offers to people whose taste is unknown, with revisions and counter-offers.
void bid_for_private_taste(World& world, const Services& services);
void bid_for_private_taste(const Market& market, const Tick& tick, BlockLog& log);
/// The ascending proxy auction.
void bid_ascending(World& world, const Services& services);
void bid_ascending(const Market& market, const Tick& tick, BlockLog& log);

/// Keeps each limited company's standing offers within its seats and money, best expected surplus
/// first; the others are withdrawn.
void grant_seats(const Market& market, Tick& tick);

}  // namespace poach
