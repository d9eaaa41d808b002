#include "phases/decisions.hpp"

#include <algorithm>

#include "base/exact_sum.hpp"
#include "base/math.hpp"
#include "phases/bidding/contests.hpp"
#include "phases/employment.hpp"
#include "phases/phases.hpp"
#include "rules/attachment.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

// The bid a researcher takes, by observed utility and own taste; none: stays.
OptionalId<BidId> choose(const World& world, const BlockLog& log, const Contest& contest) {
  if (contest.decided_by_auction) return contest.winner;
  OptionalId<BidId> chosen;
  double best = stay_utility(world, contest) + contest.stay_taste;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = log.bids[b];
    if (!bid.offered) continue;
    const double utility = offer_utility(world, bid) + bid.taste;
    // Who is no better off stays; between equal offers the first company in order wins.
    if (utility <= best) continue;
    best = utility;
    chosen = BidId(b);
  }
  return chosen;
}

// The pay at the company chosen that would give the utility of the best losing option.
double best_losing_bid(const World& world, const BlockLog& log, const Contest& contest,
                       std::uint32_t winner) {
  const DecisionSpec& rules = world.state.parameters.market.decisions;
  const Bid& won = log.bids[winner];
  if (contest.decided_by_auction) return rules.foresight ? contest.price : won.pay;
  double best = stay_utility(world, contest);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = log.bids[b];
    if (b != winner && bid.offered) best = std::max(best, offer_utility(world, bid));
  }
  return checked_number(
      rules::pay_for_utility(best - won.nonpecuniary, rules.utility) + won.forfeit,
      "the pay that would make up for a lost offer (utilities lie too far apart)");
}

// Ticks that a non-compete keeps the person from starting; 0 when none binds.
std::int32_t ticks_to_wait(const World& world, ResearcherId r, OptionalCompany employer) {
  if (!employer) return 0;
  const NonCompeteSpec& spec = world.spec_of(*employer).noncompete;
  if (spec.share <= 0.0) return 0;
  const std::uint32_t generation = world.state.researchers.generation[r];
  const RandomWords words =
      world.fixed.draws_of(StreamName::noncompete, r)
          .words({.counterpart = world.fixed.companies.counterpart_key(*employer),
                  .tick = static_cast<std::int32_t>(generation)});
  if (open_unit(words[0], words[1]) >= spec.share) return 0;
  const double shortest = ticks(spec.shortest, world.fixed.years_per_tick);
  const double longest = std::max(ticks(spec.longest, world.fixed.years_per_tick), shortest);
  const double u = open_unit(words[2], words[3]);
  return whole_ticks(shortest + (longest - shortest) * u);
}

std::uint32_t bidders_in(const BlockLog& log, const Contest& contest) {
  std::uint32_t count = 0;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (log.bids[b].offered) ++count;
  }
  return count;
}

Move move_for(const World& world, const BlockLog& log, const Contest& contest,
              std::uint32_t winner) {
  const Bid& bid = log.bids[winner];
  Move move;
  move.researcher = contest.researcher;
  move.from = contest.employer;
  move.to = bid.company;
  move.channel = bid.channel;
  move.collaborators = bid.collaborators;
  move.signed_on = world.state.tick;
  move.start = world.state.tick + ticks_to_wait(world, contest.researcher, contest.employer);
  move.countered = contest.countered;
  move.pay_before = contest.employer ? contest.present_pay : 0.0;
  move.pay_after = bid.pay;
  move.best_losing_bid = best_losing_bid(world, log, contest, winner);
  move.value = bid.value;
  move.forfeited = world.state.researchers.unvested[contest.researcher];
  return move;
}

void restore_attachment(World& world, ResearcherId r, CompanyId employer) {
  const double restored = world.spec_of(employer).counter_offers.restores_attachment;
  if (!world.fixed.features.attachment || restored <= 0.0) return;
  const AttachmentSpec& spec = world.state.parameters.dynamics.attachment;
  const double now = rules::relaxed(world.state.researchers.attachment[r], spec.ceiling,
                                    world.state.tick - world.state.researchers.attachment_tick[r],
                                    ticks(spec.growth_time, world.fixed.years_per_tick));
  const double gap = std::max(spec.ceiling - now, 0.0);
  world.state.researchers.attachment.set(r, static_cast<float>(now + restored * gap));
  world.state.researchers.attachment_tick.set(r, world.state.tick);
}

// The pay at the present employer that would give the utility of the best offer turned down.
double best_refused_bid(const World& world, const BlockLog& log, const Contest& contest) {
  const DecisionSpec& rules = world.state.parameters.market.decisions;
  if (contest.decided_by_auction) return rules.foresight ? contest.price : contest.stay_pay;
  double best = rules::pay_utility(contest.present_pay, rules.utility) + contest.stay_nonpecuniary;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (log.bids[b].offered) best = std::max(best, offer_utility(world, log.bids[b]));
  }
  return checked_number(
      rules::pay_for_utility(best - contest.stay_nonpecuniary, rules.utility),
      "the pay that would make up for a refused offer (utilities lie too far apart)");
}

void stay(World& world, BlockLog& log, const Contest& contest) {
  if (!contest.countered) return;
  const ResearcherId r = contest.researcher;
  give_raise(world, log, {r, *contest.employer, contest.present_pay, contest.stay_pay});
  world.state.researchers.best_losing_bid.set(r, best_refused_bid(world, log, contest));
  restore_attachment(world, r, *contest.employer);
}

void note_outcomes(const Contest& contest, OptionalId<BidId> chosen, BlockLog& log) {
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = log.bids[b];
    if (!bid.offered) continue;
    log.outcomes.push_back({contest.researcher, contest.employer, bid.company, bid.channel, bid.pay,
                            contest.employer ? contest.present_pay : 0.0,
                            contest.countered ? contest.stay_pay : 0.0, bid.acceptance,
                            chosen == OptionalId(BidId(b))});
  }
}

void decide(World& world, BlockLog& log, const Contest& contest) {
  const auto chosen = choose(world, log, contest);
  const std::uint32_t bidders = bidders_in(log, contest);
  log.counts.offers += bidders;
  if (contest.countered) ++log.counts.counter_offers;
  if (world.tick.wants.details) note_outcomes(contest, chosen, log);
  if (!chosen) return stay(world, log, contest);
  Move move = move_for(world, log, contest, (*chosen).value());
  move.bidders = bidders;
  ++log.counts.moves;
  if (move.start > world.state.tick) {
    leave_employer(world, move.researcher);
    world.state.researchers.waiting.set(move.researcher, 1);
  } else {
    start_job(world, move);
  }
  if (world.tick.wants.details || move.start > world.state.tick) log.moves.push_back(move);
}

// Contracts whose wait is over start; new ones that must wait join the queue.
void keep_waiting_list(World& world) {
  std::vector<Move>& started = world.tick.log.started;
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Move& move : log.moves) {
      if (move.start > world.state.tick) {
        world.state.waiting.push_back({move});
      } else {
        started.push_back(move);
      }
    }
  }
  if (!world.fixed.features.noncompete) return;
  std::sort(world.state.waiting.begin(), world.state.waiting.end());
  std::size_t due = 0;
  while (due < world.state.waiting.size() &&
         world.state.waiting[due].move.start <= world.state.tick) {
    start_job(world, world.state.waiting[due].move);
    started.push_back(world.state.waiting[due].move);
    ++due;
  }
  world.state.waiting.erase(world.state.waiting.begin(),
                            world.state.waiting.begin() + static_cast<std::ptrdiff_t>(due));
  std::sort(started.begin(), started.end(),
            [](const Move& a, const Move& b) { return a.researcher < b.researcher; });
}

}  // namespace

void decide_contests(World& world, BlockLog& log) {
  for (const Contest& contest : log.contests) decide(world, log, contest);
}

void decisions(World& world, const Services& services) {
  for_each_block(world, services,
                 [&](const Block&, BlockLog& log) { decide_contests(world, log); });
  keep_waiting_list(world);
}

}  // namespace poach
