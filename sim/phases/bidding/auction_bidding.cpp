#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "base/math.hpp"
#include "phases/bidding/approach_costs.hpp"
#include "phases/bidding/contests.hpp"
#include "rules/second_price.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

using rules::AuctionBid;

// What a pay at the company counts less than the price, given everything but pay: a factor under
// log utility, an amount under linear utility. Factors end at 10^130 either way: no pay makes up
// for that, and prices stay numbers.
double advantage(double nonpecuniary, UtilityForm form) {
  constexpr double largest = 300.0;
  if (form == UtilityForm::linear) return -nonpecuniary;
  return nonpecuniary == 0.0 ? 1.0 : exp(-std::clamp(nonpecuniary, -largest, largest));
}

AuctionBid bid_of_rival(const Market& market, const Bid& bid) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  AuctionBid result;
  result.company = bid.company.value();
  result.value = bid.value;
  result.max_pay = bid.max_pay;
  result.min_pay = bid.min_pay;
  result.forfeit = bid.forfeit;
  result.share = bid.share;
  result.advantage = advantage(bid.nonpecuniary + bid.taste, form);
  return result;
}

// The keyed draw that settles ties between companies, lower first.
std::uint32_t tie_break(const Market& market, ResearcherId r, std::uint32_t company) {
  return market.fixed.draws_of(StreamName::tie_break, r)
      .words({.counterpart = market.fixed.companies.counterpart_key(CompanyId{company}),
              .tick = market.state.tick})[0];
}

AuctionBid bid_of_employer(const Market& market, const Contest& contest) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  AuctionBid result;
  result.company = (*contest.employer).value();
  result.value = contest.stay_value;
  result.max_pay = counter_ceiling(contest);
  result.advantage = advantage(contest.stay_nonpecuniary + contest.stay_taste, form);
  result.incumbent = true;
  return result;
}

// The price at which staying as it is gives the same utility. With foresight a wage may be low
// because more is to come, so it is the best losing bid that counts.
double reserve_price(const Market& market, const Contest& contest) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  if (!contest.employer) return contest.present_pay;
  const double pay = rules.foresight ? market.state.researchers.best_losing_bid[contest.researcher]
                                     : contest.present_pay;
  const double k = advantage(contest.stay_nonpecuniary + contest.stay_taste, rules.utility);
  return rules.utility == UtilityForm::log ? pay / k : pay - k;
}

// What a company gains if nobody bids against it: at the least pay that would move the person, USD
// a year; nothing where it cannot pay that.
double surplus_at_reserve(const Market& market, const Contest& contest, const Bid& bid) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  const double pay = rules::pay_at(bid_of_rival(market, bid), reserve_price(market, contest), form);
  return pay <= bid.max_pay ? bid.value - pay : 0.0;
}

// What an auction for one person starts from.
struct Opening {
  AuctionBid employer;  // where the employer may counter
  double standing;      // price of staying as it is
  double reserve;       // the least price anyone is paid
};

// Meeting one's own company is a second bid by it: it lifts the reserve to the most the employer
// may pay.
Opening opening_of(const Market& market, const BlockLog& log, const Contest& contest) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  const double standing = reserve_price(market, contest);
  Opening opening{{}, standing, standing};
  if (!contest.may_counter) return opening;
  opening.employer = bid_of_employer(market, contest);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (!log.bids[b].own) continue;
    const double own = rules::price_of(opening.employer, opening.employer.max_pay, form);
    opening.reserve = std::max(opening.reserve, own);
  }
  return opening;
}

// Calls `visit(number, auction bid)` for every bid of a contest: rivals by their number in the log,
// the employer by the number after the last.
template <class Visit>
void visit_bids(const Market& market, const BlockLog& log, const Contest& contest,
                const AuctionBid& employer, Visit&& visit) {
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (!log.bids[b].own) visit(b, bid_of_rival(market, log.bids[b]));
  }
  if (contest.may_counter) visit(contest.last_bid, employer);
}

struct Verdict {
  std::optional<std::uint32_t> winner;  // as visit_bids numbers them
  double price;
};

// The raise that keeps the person, if the price rose at all.
void keep(const Market& market, const TickStart& start, Contest& contest, const Opening& opening,
          double price) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  contest.countered = price > opening.standing;
  if (!contest.countered) return;
  const double pay =
      std::min(rules::pay_at(opening.employer, price, rules.utility), opening.employer.max_pay);
  contest.stay_pay = rules.foresight ? start.premium.wage(pay, contest.stay_value) : pay;
}

// The winner's offer.
void hire(const Market& market, const TickStart& start, Bid& bid, double price) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  // Rounding on the way from pay to price and back must not lift pay above the most.
  double pay =
      std::min(rules::pay_at(bid_of_rival(market, bid), price, rules.utility), bid.max_pay);
  if (rules.foresight) {
    const double wage = start.premium.wage(pay - bid.forfeit, bid.value) + bid.forfeit;
    pay = std::min(wage, bid.max_pay);  // taking off and adding may round up
  }
  bid.offered = true;
  bid.acceptance = 1.0;
  bid.pay = pay;
}

// Writes an auction's verdict back.
void settle(const Market& market, const TickStart& start, BlockLog& log, Contest& contest,
            const Opening& opening, const Verdict& verdict) {
  contest.decided_by_auction = true;
  contest.price = verdict.price;
  if (!verdict.winner) return;
  if (*verdict.winner == contest.last_bid)
    return keep(market, start, contest, opening, verdict.price);
  contest.winner = BidId(*verdict.winner);
  hire(market, start, log.bids[*verdict.winner], verdict.price);
}

// Companies that more people could join than they have seats or money for.
std::vector<bool> scarce_companies(const Market& market, const Tick& tick) {
  std::vector<bool> is_scarce(market.fixed.companies.size());
  std::vector<std::uint32_t> wanted(market.fixed.companies.size(), 0);
  std::vector<double> cost(market.fixed.companies.size(), 0.0);
  for (const BlockLog& log : tick.log.blocks) {
    for (const Bid& bid : log.bids) {
      if (bid.own) continue;
      ++wanted[bid.company.value()];
      cost[bid.company.value()] += bid.max_pay;
    }
  }
  for (const CompanyId c : market.fixed.companies.ids()) {
    const bool seats =
        !tick.start.open_seats.empty() && wanted[c.value()] > tick.start.open_seats[c];
    const bool money = !tick.start.free_money.empty() && cost[c.value()] > tick.start.free_money[c];
    is_scarce[c.value()] = seats || money;
  }
  return is_scarce;
}

bool is_coupled(const BlockLog& log, const Contest& contest, const std::vector<bool>& is_scarce) {
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    if (is_scarce[log.bids[b].company.value()]) return true;
  }
  return false;
}

// The contests that scarce seats or money tie together, as one auction.
class CoupledAuction {
 public:
  CoupledAuction(const Market& market, const TickStart& start) : market_(market), start_(start) {
    const BiddingSpec& spec = market.state.parameters.market.bidding;
    problem_.form = market.state.parameters.market.decisions.utility;
    problem_.step = spec.step;
  }

  void add(BlockLog& log, Contest& contest) {
    const Opening opening = opening_of(market_, log, contest);
    visit_bids(market_, log, contest, opening.employer, [&](std::uint32_t number, AuctionBid bid) {
      bid.researcher = static_cast<std::uint32_t>(contests_.size());
      if (!bid.incumbent) bid.priority = tie_break(market_, contest.researcher, bid.company);
      problem_.bids.push_back(bid);
      numbers_.push_back(number);
    });
    problem_.reserve.push_back(opening.reserve);
    contests_.push_back({&log, &contest, opening});
  }

  void run(const Workers& workers) {
    if (contests_.empty()) return;
    number_companies();
    const rules::AuctionOutcome outcome = rules::run_proxy_auction(problem_, workers);
    for (std::size_t k = 0; k < contests_.size(); ++k) {
      const Entry& entry = contests_[k];
      Verdict verdict{std::nullopt, outcome.price[k]};
      if (outcome.winner[k]) verdict.winner = numbers_[*outcome.winner[k]];
      settle(market_, start_, *entry.log, *entry.contest, entry.opening, verdict);
    }
  }

 private:
  struct Entry {
    BlockLog* log;
    Contest* contest;
    Opening opening;
  };

  // The companies that take part, in their own order and numbered from 0.
  void number_companies() {
    std::map<std::uint32_t, std::uint32_t> numbers;
    for (const AuctionBid& bid : problem_.bids) numbers.emplace(bid.company, 0);
    for (auto& [company, number] : numbers) {
      number = static_cast<std::uint32_t>(problem_.bidders.size());
      const CompanyId id{company};
      const HiringSpec& hiring = market_.spec_of(id).hiring;
      rules::AuctionBidder bidder;
      if (hiring.seats) bidder.seats = start_.open_seats[id];
      if (hiring.wage_bill_limit) bidder.money = start_.free_money[id];
      problem_.bidders.push_back(bidder);
    }
    for (AuctionBid& bid : problem_.bids) bid.company = numbers[bid.company];
  }

  const Market& market_;
  const TickStart& start_;
  rules::AuctionProblem problem_;
  std::vector<std::uint32_t> numbers_;  // of each bid, as visit_bids numbers it
  std::vector<Entry> contests_;
};

// A contest that no other can take seats or money from.
void bid_alone(const Market& market, const TickStart& start, BlockLog& log, Contest& contest) {
  const Opening opening = opening_of(market, log, contest);
  rules::SecondPriceRound round(opening.reserve, market.state.parameters.market.decisions.utility);
  const auto priority = [&](std::size_t, std::uint32_t company) {
    return tie_break(market, contest.researcher, company);
  };
  visit_bids(
      market, log, contest, opening.employer,
      [&](std::uint32_t number, const AuctionBid& bid) { round.add(number, bid, priority); });
  const rules::SecondPrice& result = round.result();
  Verdict verdict{std::nullopt, result.price};
  if (result.winner) verdict.winner = static_cast<std::uint32_t>(*result.winner);
  settle(market, start, log, contest, opening, verdict);
}

}  // namespace

void bid_ascending(const Market& market, const Tick& tick, BlockLog& log) {
  for (Contest& contest : log.contests) bid_alone(market, tick.start, log, contest);
}

void bid_ascending(World& world, const Services& services) {
  weigh_all_approaches(world, services, [&](const Contest& contest, const Bid& bid) {
    return surplus_at_reserve(world, contest, bid);
  });
  if (!world.fixed.features.seats && !world.fixed.features.wage_bill) {
    for_each_block(world, services,
                   [&](const Block&, BlockLog& log) { bid_ascending(world, world.tick, log); });
    return;
  }
  const std::vector<bool> is_scarce = scarce_companies(world, world.tick);
  CoupledAuction coupled(world, world.tick.start);
  for_each_block(world, services, [&](const Block&, BlockLog& log) {
    for (Contest& contest : log.contests) {
      if (!is_coupled(log, contest, is_scarce)) bid_alone(world, world.tick.start, log, contest);
    }
  });
  for (BlockLog& log : world.tick.log.blocks) {
    for (Contest& contest : log.contests) {
      if (is_coupled(log, contest, is_scarce)) coupled.add(log, contest);
    }
  }
  coupled.run(services.workers);
}

}  // namespace poach
