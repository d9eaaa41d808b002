#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/lockstep_math.hpp"
#include "phases/contests.hpp"
#include "rules/private_offer.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

// What stands in the contests of some blocks before anyone revises: observed utilities, contest by
// contest, of staying and then of each bid; -infinity where no offer stands.
class Standing {
 public:
  Standing(const World& world, std::span<const BlockLedger> ledgers) {
    std::size_t options = widest_vector;
    for (const BlockLedger& ledger : ledgers) {
      options += ledger.contests.size() + ledger.bids.size();
    }
    counted_.reserve(options);
    for_each_option(
        ledgers, [&](const Contest& c) { counted_.push_back(counted_pay_of_staying(world, c)); },
        [&](const Bid& bid) { counted_.push_back(counted_pay_of_offer(world, bid)); });
    // Vectors are filled up.
    while (counted_.size() % widest_vector != 0) counted_.push_back(1.0);
    utilities_.resize(counted_.size());
    rules::pay_utilities(counted_, world.parameters.market.decisions.utility, utilities_);
    std::size_t k = 0;
    for_each_option(
        ledgers, [&](const Contest& c) { utilities_[k++] += c.stay_nonpay; },
        [&](const Bid& bid) {
          utilities_[k] = bid.offered ? utilities_[k] + bid.nonpay : nothing;
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
  static void for_each_option(std::span<const BlockLedger> ledgers, const Stay& stay,
                              const Offer& offer) {
    for (const BlockLedger& ledger : ledgers) {
      for (const Contest& contest : ledger.contests) {
        stay(contest);
        for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) offer(ledger.bids[b]);
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
void ask_rivals(const World& world, BlockLedger& ledger, const Contest& contest,
                std::span<const double> standing, Questions<Bid>& questions) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    Bid& bid = ledger.bids[b];
    const double alternative = best_but(standing, 1 + b - contest.first_bid) - bid.nonpay;
    // The same alternative as before has the same answer.
    if (bid.offered && alternative == bid.answered) continue;
    bid.answered = alternative;
    questions.add({.value = bid.value,
                   .floor = bid.least,
                   .ceiling = bid.most,
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
void ask_employer(const World& world, Contest& contest, std::span<const double> standing,
                  Questions<Contest>& questions) {
  if (!contest.may_counter || contest.stay_most <= contest.present_pay) return;
  const double best = best_but(standing, 0);
  contest.stay_pay = contest.present_pay;
  contest.countered = false;
  if (best == Standing::nothing) return;
  const DecisionSpec& rules = world.parameters.market.decisions;
  questions.add({.value = contest.stay_value,
                 .floor = contest.present_pay,
                 .ceiling = contest.stay_most,
                 .alternative = best - contest.stay_nonpay,
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

void revise_all(const World& world, std::span<BlockLedger> ledgers) {
  Standing standing(world, ledgers);
  Questions<Bid> questions;
  for (BlockLedger& ledger : ledgers) {
    for (const Contest& contest : ledger.contests) {
      ask_rivals(world, ledger, contest, standing.of_next(contest), questions);
      if (questions.enough()) questions.settle(revise);
    }
  }
  questions.settle(revise);
}

void counter_all(const World& world, std::span<BlockLedger> ledgers) {
  Standing standing(world, ledgers);
  Questions<Contest> questions;
  for (BlockLedger& ledger : ledgers) {
    for (Contest& contest : ledger.contests) {
      ask_employer(world, contest, standing.of_next(contest), questions);
      if (questions.enough()) questions.settle(counter);
    }
  }
  questions.settle(counter);
}

// Neighbouring blocks with enough contests for full vectors: a small market's blocks have few each.
// Contests are independent of each other, so their grouping changes no result.
std::vector<std::span<BlockLedger>> neighbourhoods(World& world) {
  constexpr std::size_t enough = 64;
  const std::span<BlockLedger> ledgers(world.ledger.blocks);
  std::vector<std::span<BlockLedger>> groups;
  std::size_t first = 0;
  std::size_t contests = 0;
  for (std::size_t b = 0; b < ledgers.size(); ++b) {
    contests += ledgers[b].contests.size();
    if (contests < enough && b + 1 < ledgers.size()) continue;
    groups.push_back(ledgers.subspan(first, b + 1 - first));
    first = b + 1;
    contests = 0;
  }
  return groups;
}

}  // namespace

void bid_for_private_taste(const World& world, BlockLedger& ledger) {
  const std::int64_t rounds = 1 + world.parameters.market.bidding.revision_rounds;
  for (std::int64_t round = 0; round < rounds; ++round) {
    revise_all(world, {&ledger, 1});
    counter_all(world, {&ledger, 1});
  }
}

void bid_for_private_taste(World& world, const Services& services) {
  const std::int64_t rounds = 1 + world.parameters.market.bidding.revision_rounds;
  const auto groups = neighbourhoods(world);
  for (std::int64_t round = 0; round < rounds; ++round) {
    services.workers.for_each(groups.size(), [&](std::size_t g) { revise_all(world, groups[g]); });
    grant_seats(world);
    services.workers.for_each(groups.size(), [&](std::size_t g) { counter_all(world, groups[g]); });
  }
}

}  // namespace poach
