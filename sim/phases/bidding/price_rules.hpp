#pragma once
// The one list of price rules: how approaches become offers.

#include <algorithm>
#include <array>
#include <cstddef>

#include "phases/appraisal.hpp"
#include "phases/bidding/contests.hpp"
#include "scenario/market.hpp"

namespace poach {

struct PriceRuleRow {
  PriceRule rule;
  void (*market)(World& world, const Services& services);  ///< bids in all contests
  void (*block)(const Market& market, const Tick& tick,
                BlockLog& log);  ///< the same where no seats or money run out
  bool own_bids_count;           ///< meeting one's own company is a second bid by it
  bool max_pay_binds;  ///< a company bids only where it can pay what it must at least offer
  /// The most that a company would offer a person, USD a year.
  double (*max_offer)(const Market& market, const TickStart& start, ResearcherId researcher,
                      CompanyId company);
};

/// In the order of PriceRule. A posted wage is offered to whoever comes; the researcher decides.
inline constexpr std::array<PriceRuleRow, 3> price_rules = {{
    {PriceRule::private_taste, bid_for_private_taste, bid_for_private_taste, false, true,
     max_pay_to},
    {PriceRule::ascending, bid_ascending, bid_ascending, true, true, max_pay_to},
    {PriceRule::posted, bid_posted, bid_posted, false, false, posted_offer},
}};

static_assert(std::ranges::is_sorted(price_rules, {}, &PriceRuleRow::rule) &&
              price_rules.back().rule == PriceRule::posted);

/// The price rule in force.
[[nodiscard]] inline const PriceRuleRow& price_rule_of(const Market& market) {
  return price_rules[static_cast<std::size_t>(market.state.parameters.market.bidding.rule)];
}

}  // namespace poach
