#include "phases/bidding/contests.hpp"

#include <algorithm>

#include "phases/bidding/beliefs.hpp"
#include "phases/bidding/joint_approaches.hpp"
#include "phases/bidding/open_contest.hpp"
#include "phases/bidding/price_rules.hpp"
#include "phases/phases.hpp"
#include "phases/prefetch_ties.hpp"
#include "rules/utility.hpp"
#include "world/traits.hpp"

namespace poach {
namespace {

// sigma x taste of everyone for the companies in their contests, log pay.
void add_tastes(const Market& market, BlockLog& log) {
  if (!market.fixed.features.taste) return;
  std::vector<Pair> pairs;
  for (const Contest& contest : log.contests) {
    if (contest.employer) pairs.push_back({contest.researcher, *contest.employer});
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      pairs.push_back({contest.researcher, log.bids[b].company});
    }
  }
  std::vector<double> tastes(pairs.size());
  tastes_of(market, pairs, tastes);
  const double scale = market.state.parameters.market.decisions.taste;
  auto next = tastes.begin();
  for (Contest& contest : log.contests) {
    contest.stay_taste =
        contest.employer ? scale * *next++ : taste_without_job(market, contest.researcher);
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      log.bids[b].taste = scale * *next++;
    }
  }
}

template <Terms terms>
void open_all(const Appraiser<terms>& appraiser, const Tick& tick, BlockLog& log) {
  const std::vector<Approach>& approaches = log.approaches;
  for (std::size_t k = 0; k < approaches.size();) {
    const std::size_t first = k;
    prefetch_ties(appraiser.market(), k, approaches.size(),
                  [&](std::size_t a) { return approaches[a].researcher; });
    while (k < approaches.size() && approaches[k].researcher == approaches[first].researcher) ++k;
    open_contest(appraiser, tick, std::span(approaches).subspan(first, k - first), log);
  }
}

}  // namespace

void open_contests(const Market& market, const Tick& tick, BlockLog& log) {
  with_appraiser(market, tick, [&](const auto& appraiser) { open_all(appraiser, tick, log); });
  add_tastes(market, log);
  if (market.fixed.features.beliefs) recall_refusals(market, log);
}

double counted_pay_of_offer(const Market& market, const Bid& bid) {
  return rules::counted_pay(
      bid.pay, {bid.forfeit, market.state.parameters.market.decisions.pay_floor, bid.share});
}

double counted_pay_of_staying(const Market& market, const Contest& contest) {
  return std::max(contest.stay_pay, market.state.parameters.market.decisions.pay_floor);
}

double offer_utility(const Market& market, const Bid& bid) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  return rules::pay_utility(counted_pay_of_offer(market, bid), form) + bid.nonpecuniary;
}

double stay_utility(const Market& market, const Contest& contest) {
  const UtilityForm form = market.state.parameters.market.decisions.utility;
  return rules::pay_utility(counted_pay_of_staying(market, contest), form) +
         contest.stay_nonpecuniary;
}

bool is_limited(const Market& market, CompanyId company) {
  const HiringSpec& hiring = market.spec_of(company).hiring;
  return hiring.seats.has_value() || hiring.wage_bill_limit.has_value();
}

void authorise_counters(const Market& market, Tick& tick) {
  if (!market.fixed.features.wage_bill) return;
  for (BlockLog& log : tick.log.blocks) {
    for (Contest& contest : log.contests) {
      if (!contest.may_counter) continue;
      const CompanyId employer = *contest.employer;
      if (!market.spec_of(employer).hiring.wage_bill_limit) continue;
      double& money = tick.start.free_money[employer];
      const double raise = std::max(contest.max_retention_pay - contest.present_pay, 0.0);
      contest.authorised_raise = std::min(raise, money);
      money -= contest.authorised_raise;
    }
  }
}

void bidding(World& world, const Services& services) {
  mark_approached(world, services);
  for_each_block(world, services,
                 [&](const Block&, BlockLog& log) { open_contests(world, world.tick, log); });
  authorise_counters(world, world.tick);
  price_rule_of(world).market(world, services);
}

}  // namespace poach
