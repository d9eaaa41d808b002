#include "phases/contests.hpp"

#include <algorithm>

#include "phases/look_ahead.hpp"
#include "phases/open_contest.hpp"
#include "phases/phases.hpp"
#include "rules/utility.hpp"
#include "world/traits.hpp"

namespace poach {
namespace {

// Whether anyone asks which collaborators a company approaches together.
bool asks_for_joint_approaches(const World& world) {
  if (!world.parameters.market.bidding.joint_approaches) return false;
  if (world.collaborations.vertex_count() == 0) return false;
  const auto& companies = world.parameters.companies;
  return world.keep_collaborators || world.parameters.market.decisions.collaborators != 0.0 ||
         std::any_of(companies.begin(), companies.end(), [](const CompanySpec& company) {
           return company.productivity.synergy != 0.0;
         });
}

// Most collaborators of those who are approached are approached by nobody: one look says so.
void mark_approached(World& world, const Services& services) {
  if (!asks_for_joint_approaches(world)) return;
  std::vector<std::uint8_t>& approached = world.ledger.approached;
  approached.resize(world.population.size());
  for_each_block(world, services, [&](const Block&, BlockLedger& ledger) {
    for (const Approach& approach : ledger.approaches) approached[approach.researcher.value()] = 1;
  });
}

bool is_approached(const World& world, ResearcherId researcher, CompanyId company) {
  const auto& approached = world.ledger.approached;
  if (!approached.empty() && approached[researcher.value()] == 0) return false;
  const auto& approaches = world.ledger.blocks[world.population.block_of(researcher)].approaches;
  const auto at =
      std::lower_bound(approaches.begin(), approaches.end(), std::pair(researcher, company),
                       [](const Approach& a, const std::pair<ResearcherId, CompanyId>& pair) {
                         return std::pair(a.researcher, a.company) < pair;
                       });
  return at != approaches.end() && at->researcher == researcher && at->company == company;
}

// sigma x taste of everyone for the companies in their contests, log pay.
void add_tastes(const World& world, BlockLedger& ledger) {
  if (!world.features.taste) return;
  std::vector<Pair> pairs;
  for (const Contest& contest : ledger.contests) {
    if (contest.employer) pairs.push_back({contest.researcher, *contest.employer});
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      pairs.push_back({contest.researcher, ledger.bids[b].company});
    }
  }
  std::vector<double> tastes(pairs.size());
  tastes_of(world, pairs, tastes);
  const double scale = world.parameters.market.decisions.taste;
  auto next = tastes.begin();
  for (Contest& contest : ledger.contests) {
    if (contest.employer) contest.stay_taste = scale * *next++;
    for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
      ledger.bids[b].taste = scale * *next++;
    }
  }
}

template <Terms terms>
void open_all(const World& world, BlockLedger& ledger) {
  const std::vector<Approach>& approaches = ledger.approaches;
  for (std::size_t k = 0; k < approaches.size();) {
    const std::size_t first = k;
    look_ahead(world, k, approaches.size(),
               [&](std::size_t a) { return approaches[a].researcher; });
    while (k < approaches.size() && approaches[k].researcher == approaches[first].researcher) ++k;
    open_contest<terms>(world, std::span(approaches).subspan(first, k - first), ledger);
  }
}

}  // namespace

std::uint32_t collaborators_if_joined(const World& world, ResearcherId r, CompanyId company) {
  if (world.collaborations.vertex_count() == 0) return 0;
  std::uint32_t count = collaborators_at(world, r, company);
  if (!world.parameters.market.bidding.joint_approaches) return count;
  if (world.researchers.generation[r] != 0) return count;
  for (const std::uint32_t n : world.collaborators_of(r)) {
    const ResearcherId other{n};
    if (is_approached(world, other, company) &&
        world.researchers.employer[other] != OptionalCompany(company) &&
        world.researchers.generation[other] == 0) {
      ++count;
    }
  }
  return count;
}

void open_contests(const World& world, BlockLedger& ledger) {
  if (terms_of(world) == Terms::pay_alone) return open_all<Terms::pay_alone>(world, ledger);
  open_all<Terms::any>(world, ledger);
  add_tastes(world, ledger);
}

double counted_pay_of_offer(const World& world, const Bid& bid) {
  return rules::counted_pay(bid.pay, {bid.forfeit, world.parameters.market.decisions.pay_floor});
}

double counted_pay_of_staying(const World& world, const Contest& contest) {
  return std::max(contest.stay_pay, world.parameters.market.decisions.pay_floor);
}

double offer_utility(const World& world, const Bid& bid) {
  const UtilityForm form = world.parameters.market.decisions.utility;
  return rules::pay_utility(counted_pay_of_offer(world, bid), form) + bid.nonpay;
}

double stay_utility(const World& world, const Contest& contest) {
  const UtilityForm form = world.parameters.market.decisions.utility;
  return rules::pay_utility(counted_pay_of_staying(world, contest), form) + contest.stay_nonpay;
}

bool is_limited(const World& world, CompanyId company) {
  const HiringSpec& hiring = world.spec_of(company).hiring;
  return hiring.seats.has_value() || hiring.wage_bill_limit.has_value();
}

void authorise_counters(World& world) {
  if (!world.features.wage_bill) return;
  for (BlockLedger& ledger : world.ledger.blocks) {
    for (Contest& contest : ledger.contests) {
      if (!contest.may_counter) continue;
      const CompanyId employer = *contest.employer;
      if (!world.spec_of(employer).hiring.wage_bill_limit) continue;
      double& money = world.plan.free_money[employer];
      const double raise = std::max(contest.stay_most - contest.present_pay, 0.0);
      const double authorised = std::min(raise, money);
      contest.stay_most = std::min(contest.stay_most, contest.present_pay + authorised);
      money -= authorised;
    }
  }
}

void bidding_block(World& world, const Block&, BlockLedger& ledger) {
  const BiddingSpec& spec = world.parameters.market.bidding;
  if (spec.rule == PriceRule::ascending && terms_of(world) == Terms::pay_alone) {
    settle_pairs(world, ledger);
  } else {
    open_contests(world, ledger);
  }
  switch (spec.rule) {
    case PriceRule::posted:
      return bid_posted(world, ledger);
    case PriceRule::private_taste:
      return bid_for_private_taste(world, ledger);
    case PriceRule::ascending:
      return bid_ascending(world, ledger);
  }
}

void bidding(World& world, const Services& services) {
  mark_approached(world, services);
  for_each_block(world, services,
                 [&](const Block&, BlockLedger& ledger) { open_contests(world, ledger); });
  authorise_counters(world);
  switch (world.parameters.market.bidding.rule) {
    case PriceRule::posted:
      return bid_posted(world, services);
    case PriceRule::private_taste:
      return bid_for_private_taste(world, services);
    case PriceRule::ascending:
      return bid_ascending(world, services);
  }
}

}  // namespace poach
