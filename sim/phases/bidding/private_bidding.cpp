#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/lockstep_math.hpp"
#include "phases/bidding/approach_costs.hpp"
#include "phases/bidding/beliefs.hpp"
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

bool differ(double before, double now) {
  constexpr double least = 1e-6;
  const double change = now - before;
  return change > least * now || change < -least * now;
}

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
  void add(const rules::PrivateOfferProblem& problem, const Asker& asker) {
    problems_.push_back(problem);
    askers_.push_back(asker);
  }
  // Enough for vectors to be full, and few enough for the first-level cache.
  [[nodiscard]] bool enough() const { return problems_.size() >= many; }

  // Has each take the answer and forgets them.
  void settle() {
    offers_.resize(problems_.size());
    rules::best_private_offers(problems_, offers_);
    for (std::size_t k = 0; k < problems_.size(); ++k) askers_[k].take(offers_[k]);
    problems_.clear();
    askers_.clear();
  }

 private:
  static constexpr std::size_t many = 64;
  static constexpr std::size_t room = many + 16;  // all bids of a contest are asked for at once
  std::vector<rules::PrivateOfferProblem> problems_;
  std::vector<Asker> askers_;
  std::vector<std::optional<rules::PrivateOffer>> offers_;
};

// A bid whose company asks for its best offer; `known` is nullptr where bidders are naive.
struct RivalAsks {
  Bid* bid;
  KnownTaste* known;
  void take(const std::optional<rules::PrivateOffer>& offer) const {
    if (known != nullptr) {
      known->revised = differ(bid->offered ? bid->pay : 0.0, offer ? offer->pay : 0.0);
    }
    bid->offered = offer.has_value();
    if (!offer) return;
    bid->pay = offer->pay;
    bid->acceptance = offer->acceptance;
  }
};

// What bids have to beat where each competes against the best alternative alone.
void find_naive_odds(const ContestView& view, std::span<const double> standing,
                     std::vector<Odds>& odds) {
  odds.resize(view.bids());
  for (std::size_t k = 0; k < view.bids(); ++k) {
    odds[k] = {best_but(standing, 1 + k) - view.bid(k).nonpecuniary, 0.0};
  }
}

// Every rival answers what stood before; nobody sees the others' revisions of the same round.
void ask_rivals(const Market& market, const Tick& tick, const ContestView& view,
                std::span<const Odds> odds, Questions<RivalAsks>& questions) {
  const bool remembered = tick.shortcuts.has(Shortcut::remembered_answers);
  const bool informed = are_informed(market);
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  for (std::size_t k = 0; k < view.bids(); ++k) {
    Bid& bid = view.bid(k);
    KnownTaste* known = informed ? &view.known(k) : nullptr;
    if (known != nullptr) known->revised = false;
    // The same problem as before has the same answer.
    if (remembered && bid.offered && odds[k] == bid.answered) continue;
    bid.answered = odds[k];
    questions.add({.value = bid.value,
                   .floor = bid.min_pay,
                   .ceiling = bid.max_pay,
                   .alternative = odds[k].alternative,
                   .taste = rules.taste,
                   .refused = odds[k].refused,
                   .forfeit = {bid.forfeit, rules.pay_floor, bid.share},
                   .form = rules.utility},
                  {&bid, known});
  }
}

rules::PrivateOfferProblem problem_of_keeping(const Market& market, const Contest& contest,
                                              const StayOdds& odds) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  return {.value = contest.stay_value,
          .floor = contest.stay_pay,
          .ceiling = std::min(counter_ceiling(contest), odds.until),
          .alternative = odds.alternative,
          .taste = rules.taste,
          .forfeit = {0.0, rules.pay_floor},
          .form = rules.utility};
}

// What staying has to beat at its present pay or more.
StayOdds odds_of_staying(const Market& market, const Contest& contest, const ContestView& view,
                         std::span<const double> standing) {
  if (are_informed(market)) return find_stay_odds(market, contest, view, standing);
  return {best_but(standing, 0) - contest.stay_nonpecuniary};
}

// An employer that asks for its best answer to the offers for one of its people.
struct EmployerAsks {
  const Market* market;
  BlockLog* log;
  Contest* contest;
  std::span<const double> standing;
  double until;  // USD a year; from there on fewer offers matter
  void take(const std::optional<rules::PrivateOffer>& offer) {
    if (!offer || offer->pay <= contest->stay_pay) return;
    contest->stay_pay = offer->pay;
    contest->countered = true;
    if (offer->pay != until) return;
    const StayOdds odds = odds_of_staying(*market, *contest, {*log, *contest}, standing);
    if (odds.alternative == Standing::nothing) return;
    until = odds.until;
    take(rules::best_private_offer(problem_of_keeping(*market, *contest, odds)));
  }
};

// The employer answers the standing offers, never below present pay.
void ask_employer(const Market& market, BlockLog& log, Contest& contest,
                  std::span<const double> standing, Questions<EmployerAsks>& questions) {
  contest.stay_pay = contest.present_pay;
  contest.countered = false;
  const StayOdds odds = odds_of_staying(market, contest, {log, contest}, standing);
  if (odds.alternative == Standing::nothing) return;
  questions.add(problem_of_keeping(market, contest, odds),
                {&market, &log, &contest, standing, odds.until});
}

bool is_settled(const Market& market, const ContestView& view) {
  return are_informed(market) && view.known_stay().settled;
}

void revise_all(const Market& market, const Tick& tick, std::span<BlockLog> logs) {
  Standing standing(market, logs);
  Questions<RivalAsks> questions;
  std::vector<Odds> odds;
  for (BlockLog& log : logs) {
    for (const Contest& contest : log.contests) {
      const ContestView view(log, contest);
      const std::span<const double> utilities = standing.of_next(contest);
      if (is_settled(market, view)) continue;
      if (are_informed(market)) {
        find_odds(market, view, utilities, odds);
      } else {
        find_naive_odds(view, utilities, odds);
      }
      ask_rivals(market, tick, view, odds, questions);
      if (questions.enough()) questions.settle();
    }
  }
  questions.settle();
}

void counter_all(const Market& market, std::span<BlockLog> logs) {
  Standing standing(market, logs);
  Questions<EmployerAsks> questions;
  for (BlockLog& log : logs) {
    for (Contest& contest : log.contests) {
      const std::span<const double> utilities = standing.of_next(contest);
      if (!contest.may_counter || counter_ceiling(contest) <= contest.present_pay) continue;
      if (is_settled(market, {log, contest})) continue;
      ask_employer(market, log, contest, utilities, questions);
      if (questions.enough()) questions.settle();
    }
  }
  questions.settle();
}

// Whether nobody in a contest changed anything in the last round that matters.
bool has_settled(const ContestView& view, const Contest& contest) {
  KnownStay& stay = view.known_stay();
  bool changed = differ(stay.last_stay_pay, contest.stay_pay);
  for (std::size_t k = 0; k < view.bids(); ++k) changed = changed || view.known(k).revised;
  stay.last_stay_pay = contest.stay_pay;
  stay.settled = !changed;
  return stay.settled;
}

bool have_settled(std::span<BlockLog> logs) {
  bool all = true;
  for (BlockLog& log : logs) {
    for (const Contest& contest : log.contests) {
      const ContestView view(log, contest);
      const bool settled = view.known_stay().settled || has_settled(view, contest);
      all = all && settled;
    }
  }
  return all;
}

// How the offers stand when the people decide.
void judge_all(const Market& market, std::span<BlockLog> logs) {
  if (!market.fixed.features.beliefs) return;
  Standing standing(market, logs);
  for (BlockLog& log : logs) {
    for (const Contest& contest : log.contests) {
      judge_offers(market, {log, contest}, standing.of_next(contest));
    }
  }
}

std::int64_t fixed_rounds(const Market& market) {
  return 1 + market.state.parameters.market.bidding.revision_rounds;
}

// All rounds of contests that no seats or money couple. Informed bidders go on until each contest
// is at rest; where that takes this long, it never comes to rest.
void bid_to_the_end(const Market& market, const Tick& tick, std::span<BlockLog> logs) {
  constexpr std::int64_t most_rounds = 50;
  const bool informed = are_informed(market);
  const std::int64_t rounds = informed ? most_rounds : fixed_rounds(market);
  for (std::int64_t round = 0; round < rounds; ++round) {
    revise_all(market, tick, logs);
    counter_all(market, logs);
    if (informed && have_settled(logs)) break;
  }
  judge_all(market, logs);
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

// The first best offer decides whether an approach that costs money is made at all.
void weigh_by_first_offers(World& world, const Services& services) {
  weigh_all_approaches(world, services, surplus_of_offer);
  if (!world.fixed.features.beliefs) return;
  for_each_block(world, services,
                 [&](const Block&, BlockLog& log) { recall_refusals(world, log); });
}

}  // namespace

void bid_for_private_taste(const Market& market, const Tick& tick, BlockLog& log) {
  bid_to_the_end(market, tick, {&log, 1});
}

void bid_for_private_taste(World& world, const Services& services) {
  const auto groups = neighbourhoods(world.tick.log);
  const auto for_each_group = [&](const auto& work) {
    services.workers.for_each(groups.size(), [&](std::size_t g) { work(groups[g]); });
  };
  if (world.fixed.features.approach_costs) {
    for_each_group([&](std::span<BlockLog> logs) { revise_all(world, world.tick, logs); });
    weigh_by_first_offers(world, services);
  }
  if (!world.fixed.features.seats && !world.fixed.features.wage_bill) {
    for_each_group([&](std::span<BlockLog> logs) { bid_to_the_end(world, world.tick, logs); });
    return;
  }
  for (std::int64_t round = 0; round < fixed_rounds(world); ++round) {
    for_each_group([&](std::span<BlockLog> logs) { revise_all(world, world.tick, logs); });
    grant_seats(world, world.tick);
    for_each_group([&](std::span<BlockLog> logs) { counter_all(world, logs); });
  }
  for_each_group([&](std::span<BlockLog> logs) { judge_all(world, logs); });
}

}  // namespace poach
