#include "phases/decisions.hpp"

#include <algorithm>

#include "base/exact_sum.hpp"
#include "base/math.hpp"
#include "phases/appraisal.hpp"
#include "phases/bidding/beliefs.hpp"
#include "phases/bidding/contests.hpp"
#include "phases/booking.hpp"
#include "phases/employment.hpp"
#include "phases/entrant_ties.hpp"
#include "phases/phases.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

// The bid a researcher takes, by observed utility and own taste; none: stays.
OptionalId<BidId> choose(const Market& market, const BlockLog& log, const Contest& contest) {
  if (contest.decided_by_auction) return contest.winner;
  OptionalId<BidId> chosen;
  double best = stay_utility(market, contest) + contest.stay_taste;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = log.bids[b];
    if (!bid.offered) continue;
    const double utility = offer_utility(market, bid) + bid.taste;
    // Who is no better off stays; between equal offers the first company in order wins.
    if (utility <= best) continue;
    best = utility;
    chosen = BidId(b);
  }
  return chosen;
}

// The pay at the company chosen that would give the utility of the best losing option.
double best_losing_bid(const Market& market, const BlockLog& log, const Contest& contest,
                       std::uint32_t winner) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  const Bid& won = log.bids[winner];
  if (contest.decided_by_auction) return rules.foresight ? contest.price : won.pay;
  double best = stay_utility(market, contest);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = log.bids[b];
    if (b != winner && bid.offered) best = std::max(best, offer_utility(market, bid));
  }
  return checked_number(
      rules::pay_counting(rules::pay_for_utility(best - won.nonpecuniary, rules.utility),
                          {won.forfeit, rules.pay_floor, won.share}),
      "the pay that would make up for a lost offer (utilities lie too far apart)");
}

// Ticks that a non-compete really keeps the person from starting.
std::int32_t ticks_to_wait(const Market& market, const Contest& contest) {
  const Wait& wait = contest.wait;
  if (wait.ticks == 0 || wait.enforcement >= 1.0) return wait.ticks;
  const double draw = market.fixed.draws_of(StreamName::enforcement, contest.researcher)
                          .uniform({.tick = market.state.tick});
  return draw < wait.enforcement ? wait.ticks : 0;
}

std::uint32_t bidders_in(const BlockLog& log, const Contest& contest) {
  std::uint32_t count = 0;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (log.bids[b].offered) ++count;
  }
  return count;
}

Move move_for(const Market& market, const BlockLog& log, const Contest& contest,
              std::uint32_t winner) {
  const Bid& bid = log.bids[winner];
  Move move;
  move.researcher = contest.researcher;
  move.from = contest.employer;
  move.to = bid.company;
  move.channel = bid.channel;
  move.collaborators = bid.collaborators;
  move.signed_on = market.state.tick;
  move.start = market.state.tick + ticks_to_wait(market, contest);
  if (move.start > market.state.tick) move.garden_leave = contest.wait.garden_leave;
  move.countered = contest.countered;
  move.pay_before = contest.employer ? contest.present_pay : 0.0;
  move.pay_after = bid.pay;
  move.best_losing_bid = best_losing_bid(market, log, contest, winner);
  move.value = bid.value + bid.buyout;
  move.forfeited = market.state.researchers.unvested[contest.researcher];
  return move;
}

void restore_attachment(Market& market, ResearcherId r, CompanyId employer) {
  const double restored = market.spec_of(employer).counter_offers.restores_attachment;
  if (!market.fixed.features.attachment || restored <= 0.0) return;
  const double now = grown_attachment(market, r);
  const double gap = std::max(market.attachment_ceiling(employer) - now, 0.0);
  market.state.researchers.attachment.set(r, static_cast<float>(now + restored * gap));
  market.state.researchers.attachment_tick.set(r, market.state.tick);
}

// The pay at the present employer that would give the utility of the best offer turned down.
double best_refused_bid(const Market& market, const BlockLog& log, const Contest& contest) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  if (contest.decided_by_auction) return rules.foresight ? contest.price : contest.stay_pay;
  double best = rules::pay_utility(contest.present_pay, rules.utility) + contest.stay_nonpecuniary;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (log.bids[b].offered) best = std::max(best, offer_utility(market, log.bids[b]));
  }
  return checked_number(
      rules::pay_for_utility(best - contest.stay_nonpecuniary, rules.utility),
      "the pay that would make up for a refused offer (utilities lie too far apart)");
}

void stay(Market& market, const TickWants& wants, BlockLog& log, const Contest& contest) {
  if (!contest.countered) return;
  const ResearcherId r = contest.researcher;
  give_raise(market, wants, log, {r, *contest.employer, contest.present_pay, contest.stay_pay});
  market.state.researchers.best_losing_bid.set(r, best_refused_bid(market, log, contest));
  restore_attachment(market, r, *contest.employer);
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

// A signature ends the promises of the employer, and the new one makes good its share of them.
void book_signing(const Market& market, const TickWants& wants, BlockLog& log, const Move& move) {
  if (!move.from || move.forfeited <= 0.0) return;
  book_forfeit(wants, log, *move.from, move.forfeited);
  const double share = market.spec_of(move.to).contract.buyout;
  if (share > 0.0) book_payment(wants, log, move.to, Account::buyouts, share * move.forfeited);
}

void decide(Market& market, const TickWants& wants, BlockLog& log, const Contest& contest) {
  const auto chosen = choose(market, log, contest);
  const std::uint32_t bidders = bidders_in(log, contest);
  log.counts.offers += bidders;
  if (contest.countered) ++log.counts.counter_offers;
  if (wants.details) note_outcomes(contest, chosen, log);
  learn_from(market, log, contest, chosen);
  if (!chosen) return stay(market, wants, log, contest);
  Move move = move_for(market, log, contest, (*chosen).value());
  move.bidders = bidders;
  ++log.counts.moves;
  book_signing(market, wants, log, move);
  if (move.start > market.state.tick) {
    leave_employer(market, move.researcher);
    market.state.researchers.waiting.set(move.researcher, 1);
  } else {
    start_job(market, move);
  }
  if (wants.details || move.start > market.state.tick) log.moves.push_back(move);
}

// Contracts whose wait is over start; new ones that must wait join the queue.
void keep_waiting_list(Market& market, TickLog& tick_log) {
  std::vector<Move>& started = tick_log.started;
  for (const BlockLog& log : tick_log.blocks) {
    for (const Move& move : log.moves) {
      if (move.start > market.state.tick) {
        market.state.waiting.push_back({move});
      } else {
        started.push_back(move);
      }
    }
  }
  if (!market.fixed.features.noncompete) return;
  std::sort(market.state.waiting.begin(), market.state.waiting.end());
  std::size_t due = 0;
  while (due < market.state.waiting.size() &&
         market.state.waiting[due].move.start <= market.state.tick) {
    start_job(market, market.state.waiting[due].move);
    started.push_back(market.state.waiting[due].move);
    ++due;
  }
  market.state.waiting.erase(market.state.waiting.begin(),
                             market.state.waiting.begin() + static_cast<std::ptrdiff_t>(due));
  std::sort(started.begin(), started.end(),
            [](const Move& a, const Move& b) { return a.researcher < b.researcher; });
}

}  // namespace

void decide_contests(Market& market, const TickWants& wants, BlockLog& log) {
  for (const Contest& contest : log.contests) decide(market, wants, log, contest);
}

void decisions(World& world, const Services& services) {
  for_each_block(world, services, [&](const Block&, BlockLog& log) {
    decide_contests(world, world.tick.wants, log);
  });
  keep_waiting_list(world, world.tick.log);
  form_ties(world, services);
}

}  // namespace poach
