#pragma once
// From an approach to a bid, and from an approached researcher to a contest. Compiled for each kind
// of terms; see appraisal.hpp.

#include <algorithm>
#include <cstdint>
#include <span>

#include "phases/appraisal.hpp"
#include "phases/bidding/joint_approaches.hpp"
#include "phases/bidding/price_rules.hpp"
#include "world/tick_log.hpp"

namespace poach {

/// What an approach is worth to both sides; tastes follow for all (see add_tastes). Everything is
/// computed before anything is written: a write could change any table, as far as a compiler knows,
/// so reads after it would start anew.
template <Terms terms>
[[nodiscard]] inline Bid appraise(const Appraiser<terms>& appraiser, const Tick& tick,
                                  const Preferences& preferences, const Wait& wait,
                                  const Approach& approach) {
  const Market& market = appraiser.market();
  const ResearcherId r = approach.researcher;
  const CompanyId company = approach.company;
  const bool counts =
      terms == Terms::any && (tick.wants.collaborators || weighs_collaborators(market, company));
  const std::uint32_t there = counts ? collaborators_if_joined(market, tick, r, company) : 0U;
  const double buyout = appraiser.buyout_per_year(r, company);
  const double value = appraiser.value_to(r, company, there) - buyout;
  const double waited = appraiser.share_waited(wait, company);
  return {.company = company,
          .channel = approach.channel,
          .own = market.state.researchers.employer[r] == OptionalCompany(company),
          .collaborators = there,
          .value = value,
          .max_pay = appraiser.max_pay_at(r, company, value),
          .min_pay = min_offer(market, r),
          .nonpecuniary = appraiser.nonpecuniary_utility(preferences, company, there),
          .forfeit = appraiser.forfeit_per_year(r, company) - waited * wait.garden_leave,
          .share = 1.0 - waited,
          .buyout = buyout};
}

/// Whether the employer answers offers to this person in this tick.
[[nodiscard]] inline bool may_counter(const Market& market, ResearcherId r, CompanyId employer) {
  const CounterOfferSpec& spec = market.spec_of(employer).counter_offers;
  const double probability = spec.probability;
  if (probability <= 0.0 || !extends_to(market, spec.to, employer, r)) return false;
  if (probability >= 1.0) return true;
  return market.fixed.draws_of(StreamName::counter_offers, r)
             .uniform({.counterpart = market.fixed.companies.counterpart_key(employer),
                       .tick = market.state.tick}) < probability;
}

/// How far the employer may go to keep a person.
struct CounterLimit {
  bool answers = false;
  double value = 0.0;    ///< v of the employer
  double max_pay = 0.0;  ///< the most it may pay
};
template <Terms terms>
[[nodiscard]] inline CounterLimit counter_limit(const Appraiser<terms>& appraiser, ResearcherId r,
                                                CompanyId employer, std::uint32_t collaborators,
                                                const Wait& wait = {}) {
  const Market& market = appraiser.market();
  if (!may_counter(market, r, employer)) return {};
  const double value = appraiser.value_to(r, employer, collaborators) +
                       appraiser.garden_leave_per_year(wait, employer);
  double max_pay = appraiser.max_pay_at(r, employer, value);
  const auto& raise_limit = market.spec_of(employer).counter_offers.raise_limit;
  if (raise_limit) max_pay = std::min(max_pay, *raise_limit * market.state.researchers.pay[r]);
  return {true, value, max_pay};
}

/// What staying means: the present pay, and what the employer may do about an offer.
template <Terms terms>
[[nodiscard]] inline Contest contest_of_employed(const Appraiser<terms>& appraiser, ResearcherId r,
                                                 const Preferences& preferences, const Wait& wait,
                                                 CompanyId employer) {
  const std::uint32_t there = appraiser.weighed_collaborators_at(r, employer);
  const double pay = appraiser.market().state.researchers.pay[r];
  const CounterLimit limit = counter_limit(appraiser, r, employer, there, wait);
  return {.researcher = r,
          .employer = employer,
          .may_counter = limit.answers,
          .present_pay = pay,
          .stay_pay = pay,
          .stay_nonpecuniary = appraiser.staying_utility(r, preferences, employer, there),
          .wait = wait,
          .stay_value = limit.value,
          .max_retention_pay = limit.max_pay};
}

/// The contest for a researcher, without its bids.
template <Terms terms>
[[nodiscard]] inline Contest contest_for(const Appraiser<terms>& appraiser, ResearcherId r,
                                         const Preferences& preferences, const Wait& wait) {
  const Market& market = appraiser.market();
  const OptionalCompany employer = market.state.researchers.employer[r];
  if (employer) return contest_of_employed(appraiser, r, preferences, wait, *employer);
  const double income = market.income_without_job(r);
  return {.researcher = r, .present_pay = income, .stay_pay = income};
}

/// Whether a bid can reach what the researcher must at least be offered, and has a seat to give.
[[nodiscard]] inline bool is_worth_opening(const Market& market, const TickStart& start,
                                           const Bid& bid) {
  const PriceRuleRow& rule = price_rule_of(market);
  if (bid.own) return rule.own_bids_count;
  if (!start.open_seats.empty() && start.open_seats[bid.company] == 0) return false;
  return !rule.max_pay_binds || bid.min_pay <= bid.max_pay;
}

/// Appraises the approaches to one researcher and writes down the contest; nullptr when none is
/// worth opening.
template <Terms terms>
inline Contest* open_contest(const Appraiser<terms>& appraiser, const Tick& tick,
                             std::span<const Approach> approaches, BlockLog& log) {
  const ResearcherId r = approaches.front().researcher;
  const Preferences preferences = appraiser.preferences_of(r);
  const Wait wait = terms == Terms::plain ? Wait{} : wait_of(appraiser.market(), r);
  const auto first_bid = static_cast<std::uint32_t>(log.bids.size());
  for (const Approach& approach : approaches) {
    const Bid bid = appraise(appraiser, tick, preferences, wait, approach);
    if (is_worth_opening(appraiser.market(), tick.start, bid)) log.bids.push_back(bid);
  }
  const auto last_bid = static_cast<std::uint32_t>(log.bids.size());
  if (last_bid == first_bid) return nullptr;
  Contest contest = contest_for(appraiser, r, preferences, wait);
  contest.first_bid = first_bid;
  contest.last_bid = last_bid;
  log.contests.push_back(contest);
  return &log.contests.back();
}

}  // namespace poach
