#include "contests.hpp"

#include <algorithm>

#include "poach/phases/appraisal.hpp"
#include "poach/phases/phases.hpp"
#include "poach/rules/utility.hpp"
#include "poach/world/traits.hpp"

namespace poach {
namespace {

bool is_approached(const World& world, ResearcherId researcher, CompanyId company) {
  const auto& approaches = world.ledger.blocks[world.population.block_of(researcher)].approaches;
  const auto at =
      std::lower_bound(approaches.begin(), approaches.end(), std::pair(researcher, company),
                       [](const Approach& a, const std::pair<ResearcherId, CompanyId>& pair) {
                         return std::pair(a.researcher, a.company) < pair;
                       });
  return at != approaches.end() && at->researcher == researcher && at->company == company;
}

// Collaborators at the company, counting those whom it approaches in the same tick as being there.
std::uint32_t collaborators_if_joined(const World& world, ResearcherId r, CompanyId company) {
  if (world.collaborations.vertex_count() == 0) return 0;
  std::uint32_t count = collaborators_at(world, r, company);
  if (!world.parameters.market.bidding.joint_approaches) return count;
  if (world.researchers.generation[r] != 0) return count;
  for (const std::uint32_t n : world.collaborators_of(r)) {
    const ResearcherId other{n};
    if (world.researchers.employer[other] == OptionalCompany(company) ||
        world.researchers.generation[other] != 0) {
      continue;
    }
    if (is_approached(world, other, company)) ++count;
  }
  return count;
}

// Everything is computed before anything is written: a write could change any table, as far as a
// compiler knows, so reads after it would start anew.
Bid appraise(const World& world, const Approach& approach) {
  const ResearcherId r = approach.researcher;
  const CompanyId company = approach.company;
  const std::uint32_t there = collaborators_if_joined(world, r, company);
  const double value = value_to(world, r, company, there);
  return {.company = company,
          .channel = approach.channel,
          .own = world.researchers.employer[r] == OptionalCompany(company),
          .collaborators = there,
          .value = value,
          .most = std::min(cap_for(world, r, company), value),
          .least = least_offer(world, r),
          .nonpay = nonpay_utility(world, r, company, there),
          .taste = world.features.taste
                       ? world.parameters.market.decisions.taste * taste(world, r, company)
                       : 0.0,
          .forfeit = forfeit_per_year(world, r, company)};
}

bool may_counter(const World& world, ResearcherId r, CompanyId employer) {
  const double probability = world.spec_of(employer).counter_offers.probability;
  if (probability <= 0.0 || probability >= 1.0) return probability > 0.0;
  return world.draws_of(StreamName::counter_offers, r)
             .uniform({.counterpart = world.companies.counterpart_key(employer),
                       .tick = world.tick}) < probability;
}

// What staying means: the present pay, and what the employer may do about an offer.
Contest contest_of_employed(const World& world, ResearcherId r, CompanyId employer) {
  const std::uint32_t there = collaborators_at(world, r, employer);
  const double pay = world.researchers.pay[r];
  const bool counters = may_counter(world, r, employer);
  const double value = counters ? value_to(world, r, employer, there) : 0.0;
  double most = counters ? std::min(cap_for(world, r, employer), value) : 0.0;
  const auto& raise_limit = world.spec_of(employer).counter_offers.raise_limit;
  if (counters && raise_limit) most = std::min(most, *raise_limit * pay);
  return {.researcher = r,
          .employer = employer,
          .may_counter = counters,
          .present_pay = pay,
          .stay_pay = pay,
          .stay_nonpay = staying_utility(world, r, employer, there),
          .stay_taste = world.features.taste
                            ? world.parameters.market.decisions.taste * taste(world, r, employer)
                            : 0.0,
          .stay_value = value,
          .stay_most = most};
}

Contest contest_for(const World& world, ResearcherId r) {
  const OptionalCompany employer = world.researchers.employer[r];
  if (employer) return contest_of_employed(world, r, *employer);
  const double income = world.parameters.market.decisions.unemployment_income;
  return {.researcher = r, .present_pay = income, .stay_pay = income};
}

bool is_worth_opening(const World& world, const Bid& bid) {
  if (bid.own) return world.parameters.market.bidding.rule == PriceRule::ascending;
  if (!world.plan.open_seats.empty() && world.plan.open_seats[bid.company] == 0) return false;
  // Posted wages are offered to whoever comes; the researcher decides.
  return world.parameters.market.bidding.rule == PriceRule::posted || bid.least <= bid.most;
}

}  // namespace

void open_contests(const World& world, BlockLedger& ledger) {
  for (std::size_t k = 0; k < ledger.approaches.size();) {
    const ResearcherId r = ledger.approaches[k].researcher;
    const auto first_bid = static_cast<std::uint32_t>(ledger.bids.size());
    for (; k < ledger.approaches.size() && ledger.approaches[k].researcher == r; ++k) {
      const Bid bid = appraise(world, ledger.approaches[k]);
      if (is_worth_opening(world, bid)) ledger.bids.push_back(bid);
    }
    const auto last_bid = static_cast<std::uint32_t>(ledger.bids.size());
    if (last_bid == first_bid) continue;
    Contest contest = contest_for(world, r);
    contest.first_bid = first_bid;
    contest.last_bid = last_bid;
    ledger.contests.push_back(contest);
  }
}

double offer_utility(const World& world, const Bid& bid) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  return rules::pay_utility(rules::counted_pay(bid.pay, {bid.forfeit, rules.pay_floor}),
                            rules.utility) +
         bid.nonpay;
}

double stay_utility(const World& world, const Contest& contest) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  return rules::pay_utility(std::max(contest.stay_pay, rules.pay_floor), rules.utility) +
         contest.stay_nonpay;
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
  open_contests(world, ledger);
  switch (world.parameters.market.bidding.rule) {
    case PriceRule::posted:
      return bid_posted(world, ledger);
    case PriceRule::private_taste:
      return bid_for_private_taste(world, ledger);
    case PriceRule::ascending:
      return bid_ascending(world, ledger);
  }
}

void bidding(World& world, const Services& services) {
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
