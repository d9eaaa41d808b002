#include <algorithm>
#include <limits>
#include <map>

#include "contests.hpp"
#include "poach/base/math.hpp"
#include "poach/rules/second_price.hpp"
#include "poach/rules/utility.hpp"

namespace poach {
namespace {

using rules::AuctionBid;

// What a pay at the company counts less than the price, given everything but pay: a factor under
// log utility, an amount under linear utility. Factors end at 10^130 either way: no pay makes up
// for that, and prices stay numbers.
double advantage(double nonpay, UtilityForm form) {
  constexpr double most = 300.0;
  if (form == UtilityForm::linear) return -nonpay;
  return nonpay == 0.0 ? 1.0 : exp(-std::clamp(nonpay, -most, most));
}

AuctionBid bid_of_rival(const World& world, const Contest& contest, const Bid& bid) {
  const UtilityForm form = world.parameters.market.decisions.utility;
  AuctionBid result;
  result.company = bid.company.value();
  result.value = bid.value;
  result.most = bid.most;
  result.least = bid.least;
  result.forfeit = bid.forfeit;
  result.advantage = advantage(bid.nonpay + bid.taste, form);
  result.priority = world.draws_of(StreamName::tie_break, contest.researcher)
                        .words({.counterpart = world.companies.counterpart_key(bid.company),
                                .tick = world.tick})[0];
  return result;
}

AuctionBid bid_of_employer(const World& world, const Contest& contest) {
  const UtilityForm form = world.parameters.market.decisions.utility;
  AuctionBid result;
  result.company = (*contest.employer).value();
  result.value = contest.stay_value;
  result.most = contest.stay_most;
  result.advantage = advantage(contest.stay_nonpay + contest.stay_taste, form);
  result.incumbent = true;
  return result;
}

// The price at which staying as it is gives the same utility. With foresight a wage may be low
// because more is to come, so it is the best losing bid that counts.
double reserve_price(const World& world, const Contest& contest) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  if (!contest.employer) return contest.present_pay;
  const double pay =
      rules.foresight ? world.researchers.best_losing_bid[contest.researcher] : contest.present_pay;
  const double k = advantage(contest.stay_nonpay + contest.stay_taste, rules.utility);
  return rules.utility == UtilityForm::log ? pay / k : pay - k;
}

// One contest's bids in the auction's terms. Meeting one's own company is a second bid by it: it
// lifts the reserve to the most the employer may pay.
struct Lineup {
  std::vector<AuctionBid> bids;
  std::vector<std::uint32_t> ledger_bid;  // of each bid; the employer's has none
  double standing = 0.0;                  // price of staying as it is
  double reserve = 0.0;                   // the least price anyone is paid
};

void line_up(const World& world, const BlockLedger& ledger, const Contest& contest,
             Lineup& lineup) {
  const UtilityForm form = world.parameters.market.decisions.utility;
  lineup.bids.clear();
  lineup.ledger_bid.clear();
  lineup.standing = reserve_price(world, contest);
  lineup.reserve = lineup.standing;
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const Bid& bid = ledger.bids[b];
    if (bid.own) continue;
    lineup.bids.push_back(bid_of_rival(world, contest, bid));
    lineup.ledger_bid.push_back(b);
  }
  if (!contest.may_counter) return;
  const AuctionBid employer = bid_of_employer(world, contest);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (!ledger.bids[b].own) continue;
    const double own = rules::price_of(employer, employer.most, form);
    lineup.reserve = std::max(lineup.reserve, own);
  }
  lineup.bids.push_back(employer);
  lineup.ledger_bid.push_back(contest.last_bid);
}

struct Result {
  const AuctionBid* winner = nullptr;
  std::uint32_t ledger_bid = 0;
  double standing = 0.0;
  double price = 0.0;
};

// Writes an auction's result back: the winner's offer, or the raise that kept the person.
void settle(const World& world, BlockLedger& ledger, Contest& contest, const Result& result) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  contest.decided_by_auction = true;
  contest.price = result.price;
  if (result.winner == nullptr) return;
  // Rounding on the way from pay to price and back must not lift pay above the most.
  const double pay =
      std::min(rules::pay_at(*result.winner, result.price, rules.utility), result.winner->most);
  if (result.winner->incumbent) {
    contest.countered = result.price > result.standing;
    if (!contest.countered) return;
    contest.stay_pay = rules.foresight ? world.plan.premium.wage(pay, contest.stay_value) : pay;
    return;
  }
  Bid& bid = ledger.bids[result.ledger_bid];
  bid.offered = true;
  bid.acceptance = 1.0;
  bid.pay = pay;
  if (rules.foresight) {
    bid.pay = world.plan.premium.wage(pay - bid.forfeit, bid.value) + bid.forfeit;
  }
  contest.winner = Id<struct BidTag>(result.ledger_bid);
}

// Companies that more people could join than they have seats or money for.
std::vector<std::uint8_t> short_companies(const World& world) {
  std::vector<std::uint8_t> is_short(world.companies.size(), 0);
  if (!world.features.seats && !world.features.wage_bill) return is_short;
  std::vector<std::uint32_t> wanted(world.companies.size(), 0);
  std::vector<double> cost(world.companies.size(), 0.0);
  for (const BlockLedger& ledger : world.ledger.blocks) {
    for (const Bid& bid : ledger.bids) {
      if (bid.own) continue;
      ++wanted[bid.company.value()];
      cost[bid.company.value()] += bid.most;
    }
  }
  for (const CompanyId c : world.companies.ids()) {
    const bool seats =
        !world.plan.open_seats.empty() && wanted[c.value()] > world.plan.open_seats[c];
    const bool money = !world.plan.free_money.empty() && cost[c.value()] > world.plan.free_money[c];
    is_short[c.value()] = seats || money ? 1 : 0;
  }
  return is_short;
}

bool is_coupled(const BlockLedger& ledger, const Contest& contest,
                const std::vector<std::uint8_t>& is_short) {
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (is_short[ledger.bids[b].company.value()] != 0) return true;
  }
  return false;
}

// The contests that scarce seats or money tie together, as one auction.
class CoupledAuction {
 public:
  explicit CoupledAuction(World& world) : world_(world) {
    const BiddingSpec& spec = world.parameters.market.bidding;
    problem_.form = world.parameters.market.decisions.utility;
    problem_.step = spec.step;
  }

  void add(BlockLedger& ledger, Contest& contest) {
    Lineup lineup;
    line_up(world_, ledger, contest, lineup);
    for (std::size_t k = 0; k < lineup.bids.size(); ++k) {
      AuctionBid bid = lineup.bids[k];
      bid.researcher = static_cast<std::uint32_t>(contests_.size());
      problem_.bids.push_back(bid);
      ledger_bids_.push_back(lineup.ledger_bid[k]);
    }
    problem_.reserve.push_back(lineup.reserve);
    contests_.push_back({&ledger, &contest, lineup.standing});
  }

  void run(const Workers& workers) {
    if (contests_.empty()) return;
    number_companies();
    const rules::AuctionOutcome outcome = rules::run_proxy_auction(problem_, workers);
    for (std::size_t k = 0; k < contests_.size(); ++k) {
      const Entry& entry = contests_[k];
      Result result{nullptr, 0, entry.standing, outcome.price[k]};
      if (outcome.winner[k]) {
        result.winner = &problem_.bids[*outcome.winner[k]];
        result.ledger_bid = ledger_bids_[*outcome.winner[k]];
      }
      settle(world_, *entry.ledger, *entry.contest, result);
    }
  }

 private:
  struct Entry {
    BlockLedger* ledger;
    Contest* contest;
    double standing;
  };

  // The companies that take part, in their own order and numbered from 0.
  void number_companies() {
    std::map<std::uint32_t, std::uint32_t> numbers;
    for (const AuctionBid& bid : problem_.bids) numbers.emplace(bid.company, 0);
    for (auto& [company, number] : numbers) {
      number = static_cast<std::uint32_t>(problem_.bidders.size());
      const CompanyId id{company};
      const HiringSpec& hiring = world_.spec_of(id).hiring;
      rules::AuctionBidder bidder;
      if (hiring.seats) bidder.seats = world_.plan.open_seats[id];
      if (hiring.wage_bill_limit) bidder.money = world_.plan.free_money[id];
      problem_.bidders.push_back(bidder);
    }
    for (AuctionBid& bid : problem_.bids) bid.company = numbers[bid.company];
  }

  World& world_;
  rules::AuctionProblem problem_;
  std::vector<std::uint32_t> ledger_bids_;
  std::vector<Entry> contests_;
};

}  // namespace

void bid_ascending(World& world, const Services& services) {
  const std::vector<std::uint8_t> is_short = short_companies(world);
  CoupledAuction coupled(world);
  for_each_block(world, services, [&](const Block&, BlockLedger& ledger) {
    Lineup lineup;
    for (Contest& contest : ledger.contests) {
      if (is_coupled(ledger, contest, is_short)) continue;
      line_up(world, ledger, contest, lineup);
      const rules::SecondPrice result = rules::settle_second_price(
          lineup.bids, lineup.reserve, world.parameters.market.decisions.utility);
      Result outcome{nullptr, 0, lineup.standing, result.price};
      if (result.winner) {
        outcome.winner = &lineup.bids[*result.winner];
        outcome.ledger_bid = lineup.ledger_bid[*result.winner];
      }
      settle(world, ledger, contest, outcome);
    }
  });
  for (BlockLedger& ledger : world.ledger.blocks) {
    for (Contest& contest : ledger.contests) {
      if (is_coupled(ledger, contest, is_short)) coupled.add(ledger, contest);
    }
  }
  coupled.run(services.workers);
}

}  // namespace poach
