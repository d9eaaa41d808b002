#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/lockstep_math.hpp"
#include "phases/bidding/approach_costs.hpp"
#include "phases/bidding/contests.hpp"
#include "rules/private_offer.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

// What stands in the contests of some blocks before anyone revises: observed utilities, contest by
// contest, of staying and then of each bid; -infinity where no offer stands.
class Standing {
 public:
  Standing(const Market& market, std::span<const BlockLog> logs) {
    std::size_t options = widest_vector;
    for (const BlockLog& log : logs) {
      options += log.contests.size() + log.bids.size();
    }
    counted_.reserve(options);
    for_each_option(
        logs, [&](const Contest& c) { counted_.push_back(counted_pay_of_staying(market, c)); },
        [&](const Bid& bid) { counted_.push_back(counted_pay_of_offer(market, bid)); });
    // Vectors are filled up.
    while (counted_.size() % widest_vector != 0) counted_.push_back(1.0);
    utilities_.resize(counted_.size());
    rules::pay_utilities(counted_, market.state.parameters.market.decisions.utility, utilities_);
    std::size_t k = 0;
    for_each_option(
        logs, [&](const Contest& c) { utilities_[k++] += c.stay_nonpecuniary; },
        [&](const Bid& bid) {
          utilities_[k] = bid.offered ? utilities_[k] + bid.nonpecuniary : nothing;
          ++k;
        });
  }
  // Those of the next contest.
  std::span<const double> of_next(const Contest& contest) {
    const std::size_t first = next_;
    next_ += 1 + contest.last_bid - contest.first_bid;
    return std::span<const double>(utilities_).subspan(first, next_ - first);
  }

  static constexpr double nothing = -std::numeric_limits<double>::infinity();

 private:
  template <class Stay, class Offer>
  static void for_each_option(std::span<const BlockLog> logs, const Stay& stay,
                              const Offer& offer) {
    for (const BlockLog& log : logs) {
      for (const Contest& contest : log.contests) {
        stay(contest);
        for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) offer(log.bids[b]);
      }
    }
  }

  std::vector<double> counted_;  // pay that an option counts for, USD a year
  std::vector<double> utilities_;
  std::size_t next_ = 0;
};

double best_but(std::span<const double> options, std::size_t except) {
  double best = Standing::nothing;
  for (std::size_t k = 0; k < options.size(); ++k) {
    if (k != except) best = std::max(best, options[k]);
  }
  return best;
}

// Problems of many contests, to be solved side by side, and who asked for each.
template <class Asker>
class Questions {
 public:
  Questions() {
    problems_.reserve(room);
    askers_.reserve(room);
    offers_.reserve(room);
  }
  void add(const rules::PrivateOfferProblem& problem, Asker& asker) {
    problems_.push_back(problem);
    askers_.push_back(&asker);
  }
  // Enough for vectors to be full, and few enough for the first-level cache.
  [[nodiscard]] bool enough() const { return problems_.size() >= many; }

  // Calls `answer(asker, offer)` for each and forgets them.
  template <class Answer>
  void settle(const Answer& answer) {
    offers_.resize(problems_.size());
    rules::best_private_offers(problems_, offers_);
    for (std::size_t k = 0; k < problems_.size(); ++k) answer(*askers_[k], offers_[k]);
    problems_.clear();
    askers_.clear();
  }

 private:
  static constexpr std::size_t many = 64;
  static constexpr std::size_t room = many + 16;  // all bids of a contest are asked for at once
  std::vector<rules::PrivateOfferProblem> problems_;
  std::vector<Asker*> askers_;
  std::vector<std::optional<rules::PrivateOffer>> offers_;
};

// Every rival answers what stood before; nobody sees the others' revisions of the same round.
void ask_rivals(const Market& market, const Tick& tick, BlockLog& log, const Contest& contest,
                std::span<const double> standing, Questions<Bid>& questions) {
  const bool remembered = tick.shortcuts.has(Shortcut::remembered_answers);
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    Bid& bid = log.bids[b];
    const double alternative = best_but(standing, 1 + b - contest.first_bid) - bid.nonpecuniary;
    // The same alternative as before has the same answer.
    if (remembered && bid.offered && alternative == bid.answered) continue;
    bid.answered = alternative;
    questions.add({.value = bid.value,
                   .floor = bid.min_pay,
                   .ceiling = bid.max_pay,
                   .alternative = alternative,
                   .taste = rules.taste,
                   .forfeit = {bid.forfeit, rules.pay_floor},
                   .form = rules.utility},
                  bid);
  }
}

void revise(Bid& bid, const std::optional<rules::PrivateOffer>& offer) {
  bid.offered = offer.has_value();
  if (!offer) return;
  bid.pay = offer->pay;
  bid.acceptance = offer->acceptance;
}

// The employer answers the best standing offer, never below present pay.
void ask_employer(const Market& market, Contest& contest, std::span<const double> standing,
                  Questions<Contest>& questions) {
  if (!contest.may_counter || counter_ceiling(contest) <= contest.present_pay) return;
  const double best = best_but(standing, 0);
  contest.stay_pay = contest.present_pay;
  contest.countered = false;
  if (best == Standing::nothing) return;
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  questions.add({.value = contest.stay_value,
                 .floor = contest.present_pay,
                 .ceiling = counter_ceiling(contest),
                 .alternative = best - contest.stay_nonpecuniary,
                 .taste = rules.taste,
                 .forfeit = {0.0, rules.pay_floor},
                 .form = rules.utility},
                contest);
}

void counter(Contest& contest, const std::optional<rules::PrivateOffer>& offer) {
  if (!offer || offer->pay <= contest.present_pay) return;
  contest.stay_pay = offer->pay;
  contest.countered = true;
}

void revise_all(const Market& market, const Tick& tick, std::span<BlockLog> logs) {
  Standing standing(market, logs);
  Questions<Bid> questions;
  for (BlockLog& log : logs) {
    for (const Contest& contest : log.contests) {
      ask_rivals(market, tick, log, contest, standing.of_next(contest), questions);
      if (questions.enough()) questions.settle(revise);
    }
  }
  questions.settle(revise);
}

void counter_all(const Market& market, std::span<BlockLog> logs) {
  Standing standing(market, logs);
  Questions<Contest> questions;
  for (BlockLog& log : logs) {
    for (Contest& contest : log.contests) {
      ask_employer(market, contest, standing.of_next(contest), questions);
      if (questions.enough()) questions.settle(counter);
    }
  }
  questions.settle(counter);
}

// Neighbouring blocks with enough contests for full vectors: a small market's blocks have few each.
// Contests are independent of each other, so their grouping changes no result.
std::vector<std::span<BlockLog>> neighbourhoods(TickLog& tick_log) {
  constexpr std::size_t enough = 64;
  const std::span<BlockLog> logs(tick_log.blocks);
  std::vector<std::span<BlockLog>> spans;
  std::size_t first = 0;
  std::size_t contests = 0;
  for (std::size_t b = 0; b < logs.size(); ++b) {
    contests += logs[b].contests.size();
    if (contests < enough && b + 1 < logs.size()) continue;
    spans.push_back(logs.subspan(first, b + 1 - first));
    first = b + 1;
    contests = 0;
  }
  return spans;
}

}  // namespace

void bid_for_private_taste(const Market& market, const Tick& tick, BlockLog& log) {
  const std::int64_t rounds = 1 + market.state.parameters.market.bidding.revision_rounds;
  for (std::int64_t round = 0; round < rounds; ++round) {
    revise_all(market, tick, {&log, 1});
    counter_all(market, {&log, 1});
  }
}

void bid_for_private_taste(World& world, const Services& services) {
  const std::int64_t rounds = 1 + world.state.parameters.market.bidding.revision_rounds;
  const auto groups = neighbourhoods(world.tick.log);
  for (std::int64_t round = 0; round < rounds; ++round) {
    services.workers.for_each(groups.size(),
                              [&](std::size_t g) { revise_all(world, world.tick, groups[g]); });
    // The first best offer decides whether an approach is made at all.
    if (round == 0) weigh_all_approaches(world, services, surplus_of_offer);
    grant_seats(world, world.tick);
    services.workers.for_each(groups.size(), [&](std::size_t g) { counter_all(world, groups[g]); });
  }
}

}  // namespace poach
