#include "explain/signing.hpp"

#include <algorithm>
#include <cmath>

#include "phases/bidding/contests.hpp"
#include "phases/bidding/open_contest.hpp"
#include "phases/phases.hpp"

namespace poach::explain {
namespace {

using General = Appraiser<Terms::any>;

const Contest* find_contest(const Market& market, const TickLog& tick_log, ResearcherId r) {
  for (const Contest& c : tick_log.blocks[market.fixed.population.block_of(r)].contests) {
    if (c.researcher == r) return &c;
  }
  return nullptr;
}

std::span<const Bid> bids_in(const Market& market, const TickLog& tick_log,
                             const Contest& contest) {
  const BlockLog& log = tick_log.blocks[market.fixed.population.block_of(contest.researcher)];
  return std::span(log.bids).subspan(contest.first_bid, contest.last_bid - contest.first_bid);
}

std::vector<Approach> approaches_to(const Market& market, const TickLog& tick_log, ResearcherId r) {
  std::vector<Approach> approaches;
  for (const Approach& a : tick_log.blocks[market.fixed.population.block_of(r)].approaches) {
    if (a.researcher == r) approaches.push_back(a);
  }
  return approaches;
}

// Repeats the bidding in a world, from its state after search.
class Bidding {
 public:
  Bidding(World& world, const Workers& workers)
      : world_(world), workers_(workers), free_money_(world.tick.start.free_money) {
    world.tick.wants.collaborators = true;
  }

  /// Leaves the world as it is after the given number of rounds of revision.
  void carry_out(std::int64_t rounds) {
    for (BlockLog& log : world_.tick.log.blocks) {
      log.bids.clear();
      log.contests.clear();
    }
    world_.tick.start.free_money = free_money_;
    world_.state.parameters.market.bidding.revision_rounds = rounds;
    bidding(world_, {workers_});
  }

 private:
  World& world_;
  const Workers& workers_;
  IdVector<CompanyId, double> free_money_;  // before counter-offers used some of it
};

Round see_round(const Market& market, const TickLog& tick_log, ResearcherId r) {
  Round round;
  const Contest* contest = find_contest(market, tick_log, r);
  if (contest == nullptr) return round;
  for (const Bid& bid : bids_in(market, tick_log, *contest)) {
    if (!bid.offered) continue;
    round.offers.push_back({market.fixed.companies.name_of(bid.company), bid.pay, bid.acceptance});
  }
  if (contest->countered) round.counter_offer = contest->stay_pay;
  return round;
}

std::optional<double> if_finite(double number) {
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// The event of this tick by which the company approached the person's team.
std::string event_behind(const Market& market, const Approach& approach) {
  const OptionalId<TeamId> team = market.state.team_of(approach.researcher);
  const Scenario& scenario = market.fixed.scenario;
  for (const EventSpec& event : scenario.events) {
    if (!event.approach || !team || event.approach->team != market.state.teams[*team].name)
      continue;
    if (market.fixed.companies.find_kind(event.approach->company) !=
        market.fixed.companies.kind_of(approach.company)) {
      continue;
    }
    const std::int64_t tick =
        event.tick ? *event.tick : scenario.clock.first_tick_on_or_after(*event.at);
    if (tick == market.state.tick) return event.name;
  }
  return {};
}

ApproachSeen see_approach(const Market& market, const Approach& approach) {
  ApproachSeen seen{market.fixed.companies.name_of(approach.company),
                    std::string(to_string(approach.channel)),
                    {},
                    {}};
  if (approach.channel == Channel::news) seen.event = event_behind(market, approach);
  if (approach.channel != Channel::referral) return seen;
  const ResearcherTable& people = market.state.researchers;
  for (const std::uint32_t n : market.state.collaborators_of(approach.researcher)) {
    const ResearcherId other{n};
    if (people.employer[other] != OptionalCompany(approach.company)) continue;
    if (market.state.has_ties(other)) seen.referred_by.push_back(market.name_of(other));
  }
  return seen;
}

// Why a bid was not opened; empty when it was.
std::string why_out(const Market& market, const TickStart& start, const Bid& bid) {
  if (is_worth_opening(market, start, bid)) return {};
  if (bid.own) return "it is the employer";
  const auto& seats = start.open_seats;
  if (!seats.empty() && seats[bid.company] == 0) return "it has no open seat";
  return "its maximum pay is below the minimum that it must offer";
}

Side see_rival(const Market& market, const TickStart& start, ResearcherId r, const Bid& bid) {
  const bool posted = market.state.parameters.market.bidding.rule == PriceRule::posted;
  Side side;
  side.company = market.fixed.companies.name_of(bid.company);
  side.out = why_out(market, start, bid);
  side.cap = if_finite(General(market, start).cap_for(r, bid.company));
  side.value = bid.value;
  side.max_pay = posted ? posted_offer(market, start, r, bid.company) : bid.max_pay;
  side.bound = posted                               ? Bound::posted_wage
               : side.cap && *side.cap < side.value ? Bound::cap
                                                    : Bound::value;
  side.min_pay = bid.min_pay;
  side.collaborators = bid.collaborators;
  side.forfeit = bid.forfeit;
  side.nonpecuniary = bid.nonpecuniary;
  side.taste = bid.taste;
  if (!bid.offered) return side;
  side.pay = bid.pay;
  side.utility = offer_utility(market, bid) + bid.taste;
  return side;
}

// Why the employer did not answer offers; empty when it could.
std::string why_silent(const Market& market, const Contest& contest) {
  if (contest.may_counter) return {};
  const CounterOfferSpec& spec = market.spec_of(*contest.employer).counter_offers;
  if (spec.probability <= 0.0) return "it makes no counter-offers";
  if (!extends_to(market, spec.to, *contest.employer, contest.researcher)) {
    return "its counter-offers do not extend to this person";
  }
  return "by chance it does not answer in this tick";
}

Side see_employer(const Market& market, const TickStart& start, const Contest& contest) {
  const CompanyId employer = *contest.employer;
  Side side;
  side.company = market.fixed.companies.name_of(employer);
  side.is_employer = true;
  side.out = why_silent(market, contest);
  side.collaborators = collaborators_at(market, contest.researcher, employer);
  const General general(market, start);
  side.cap = if_finite(general.cap_for(contest.researcher, employer));
  side.value =
      contest.may_counter
          ? contest.stay_value
          : general.value_to(contest.researcher, employer,
                             general.weighed_collaborators_at(contest.researcher, employer));
  side.max_pay = contest.may_counter ? counter_ceiling(contest) : contest.present_pay;
  if (!contest.may_counter) {
    side.bound = Bound::no_answer;
  } else if (side.cap && *side.cap < side.value) {
    side.bound = Bound::cap;
  }
  if (contest.may_counter && side.max_pay < std::min(side.value, side.cap.value_or(side.value))) {
    side.bound = Bound::raise_limit;
  }
  side.min_pay = contest.present_pay;
  side.nonpecuniary = contest.stay_nonpecuniary;
  side.taste = contest.stay_taste;
  side.pay = contest.stay_pay;
  side.utility = stay_utility(market, contest) + contest.stay_taste;
  return side;
}

std::vector<Side> see_sides(const World& world, ResearcherId r, const Contest& contest) {
  const General general(world, world.tick.start);
  std::vector<Side> sides;
  if (contest.employer) sides.push_back(see_employer(world, world.tick.start, contest));
  const std::span<const Bid> bids = bids_in(world, world.tick.log, contest);
  for (const Approach& approach : approaches_to(world, world.tick.log, r)) {
    const auto bid = std::ranges::find(bids, approach.company, &Bid::company);
    sides.push_back(bid != bids.end()
                        ? see_rival(world, world.tick.start, r, *bid)
                        : see_rival(world, world.tick.start, r,
                                    appraise(general, world.tick, general.preferences_of(r),
                                             contest.wait, approach)));
  }
  return sides;
}

}  // namespace

std::string to_string(Bound bound) {
  switch (bound) {
    case Bound::value:
      return "value";
    case Bound::cap:
      return "cap";
    case Bound::raise_limit:
      return "raise limit or wage bill";
    case Bound::posted_wage:
      return "posted wage";
    case Bound::no_answer:
      break;
  }
  return "no answer";
}

Signing see_signing(World& world, ResearcherId r, const Workers& workers) {
  const BiddingSpec& spec = world.state.parameters.market.bidding;
  Signing signing;
  signing.rule = spec.rule;
  for (const Approach& approach : approaches_to(world, world.tick.log, r)) {
    signing.approaches.push_back(see_approach(world, approach));
  }
  const std::int64_t last = spec.rule == PriceRule::private_taste ? spec.revision_rounds : 0;
  Bidding bidding(world, workers);
  for (std::int64_t k = 0; k <= last; ++k) {
    bidding.carry_out(k);
    signing.rounds.push_back(see_round(world, world.tick.log, r));
  }
  const Contest* contest = find_contest(world, world.tick.log, r);
  if (contest == nullptr) return signing;
  signing.sides = see_sides(world, r, *contest);
  if (contest->decided_by_auction) signing.price = contest->price;
  return signing;
}

}  // namespace poach::explain
