#include <algorithm>
#include <limits>

#include "contests.hpp"
#include "poach/rules/private_offer.hpp"

namespace poach {
namespace {

// Standing offers of one contest before anyone revises.
struct Standing {
  double stay = 0.0;           // observed utility of staying
  std::vector<double> offers;  // by bid; -infinity where none stands
};

void read_standing(const World& world, const BlockLedger& ledger, const Contest& contest,
                   Standing& standing) {
  standing.stay = stay_utility(world, contest);
  standing.offers.clear();
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = ledger.bids[b];
    standing.offers.push_back(bid.offered ? offer_utility(world, bid)
                                          : -std::numeric_limits<double>::infinity());
  }
}

double best_alternative(const Standing& standing, std::size_t except) {
  double best = standing.stay;
  for (std::size_t k = 0; k < standing.offers.size(); ++k) {
    if (k != except) best = std::max(best, standing.offers[k]);
  }
  return best;
}

// Every rival answers what stood before; nobody sees the others' revisions of the same round.
void revise_offers(const World& world, BlockLedger& ledger, const Contest& contest,
                   Standing& standing) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  read_standing(world, ledger, contest, standing);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    Bid& bid = ledger.bids[b];
    const double alternative = best_alternative(standing, b - contest.first_bid) - bid.nonpay;
    // The same alternative as before has the same answer.
    if (bid.offered && alternative == bid.answered) continue;
    bid.answered = alternative;
    rules::PrivateOfferProblem problem;
    problem.value = bid.value;
    problem.floor = bid.least;
    problem.ceiling = bid.most;
    problem.alternative = alternative;
    problem.taste = rules.taste;
    problem.forfeit = {bid.forfeit, rules.pay_floor};
    problem.form = rules.utility;
    const auto offer = rules::best_private_offer(problem);
    bid.offered = offer.has_value();
    if (!offer) continue;
    bid.pay = offer->pay;
    bid.acceptance = offer->acceptance;
  }
}

// The employer answers the best standing offer, never below present pay.
void counter(const World& world, const BlockLedger& ledger, Contest& contest, Standing& standing) {
  if (!contest.may_counter || contest.stay_most <= contest.present_pay) return;
  read_standing(world, ledger, contest, standing);
  double best = -std::numeric_limits<double>::infinity();
  for (const double offer : standing.offers) best = std::max(best, offer);
  contest.stay_pay = contest.present_pay;
  contest.countered = false;
  if (best == -std::numeric_limits<double>::infinity()) return;
  const DecisionSpec& rules = world.parameters.market.decisions;
  rules::PrivateOfferProblem problem;
  problem.value = contest.stay_value;
  problem.floor = contest.present_pay;
  problem.ceiling = contest.stay_most;
  problem.alternative = best - contest.stay_nonpay;
  problem.taste = rules.taste;
  problem.forfeit = {0.0, rules.pay_floor};
  problem.form = rules.utility;
  const auto offer = rules::best_private_offer(problem);
  if (!offer || offer->pay <= contest.present_pay) return;
  contest.stay_pay = offer->pay;
  contest.countered = true;
}

void revise_all(const World& world, BlockLedger& ledger) {
  Standing standing;
  for (const Contest& contest : ledger.contests) revise_offers(world, ledger, contest, standing);
}

void counter_all(const World& world, BlockLedger& ledger) {
  Standing standing;
  for (Contest& contest : ledger.contests) counter(world, ledger, contest, standing);
}

}  // namespace

void bid_for_private_taste(const World& world, BlockLedger& ledger) {
  const std::int64_t rounds = 1 + world.parameters.market.bidding.revision_rounds;
  for (std::int64_t round = 0; round < rounds; ++round) {
    revise_all(world, ledger);
    counter_all(world, ledger);
  }
}

void bid_for_private_taste(World& world, const Services& services) {
  const std::int64_t rounds = 1 + world.parameters.market.bidding.revision_rounds;
  for (std::int64_t round = 0; round < rounds; ++round) {
    for_each_block(world, services,
                   [&](const Block&, BlockLedger& ledger) { revise_all(world, ledger); });
    grant_seats(world);
    for_each_block(world, services,
                   [&](const Block&, BlockLedger& ledger) { counter_all(world, ledger); });
  }
}

}  // namespace poach
