#pragma once
// What a company and a researcher are to each other right now: the rules applied to the world.
// Every approach asks all of it, so what most markets need is here to be inlined, and compiled a
// second time for markets where pay is all that counts.

#include <algorithm>
#include <cstdint>

#include "base/exact_sum.hpp"
#include "base/id.hpp"
#include "phases/eligibility.hpp"
#include "rules/utility.hpp"
#include "rules/value.hpp"
#include "world/market.hpp"
#include "world/surprise.hpp"
#include "world/tick.hpp"
#include "world/traits.hpp"

namespace poach {

/// Collaborators of a researcher who work at a company.
[[nodiscard]] std::uint32_t count_collaborators_at(const Market& market, ResearcherId researcher,
                                                   CompanyId company);
[[nodiscard]] inline std::uint32_t collaborators_at(const Market& market, ResearcherId researcher,
                                                    CompanyId company) {
  if (market.state.collaborations.vertex_count() == 0) return 0;
  return count_collaborators_at(market, researcher, company);
}

/// Whether a company's product or what people want from it depends on who works there.
[[nodiscard]] inline bool weighs_collaborators(const Market& market, CompanyId company) {
  return market.state.parameters.market.decisions.collaborators != 0.0 ||
         market.spec_of(company).productivity.synergy != 0.0;
}

/// Throws RunError: a value beyond the largest amount of money.
[[noreturn]] void refuse_value(const Market& market, ResearcherId researcher, CompanyId company,
                               double value);

/// What a non-compete with the present employer imposes on someone who leaves. Nothing where none
/// binds.
[[nodiscard]] Wait wait_of(const Market& market, ResearcherId researcher);

/// The part of attachment to the present employer that grows with time, log pay; 0 without a job.
[[nodiscard]] double grown_attachment(const Market& market, ResearcherId researcher);
/// The whole attachment to the present employer now, with the bond of founders and teams, log pay.
[[nodiscard]] double attachment_now(const Market& market, ResearcherId researcher);
/// Morale of a company now, log pay.
[[nodiscard]] inline double morale_now(const Market& market, CompanyId company) {
  return market.spec_of(company).morale - market.state.companies.morale_loss[company];
}

/// The least a new employer may offer: (1 + phi) x present pay unless pay cuts are allowed; the
/// income without a job for the unemployed. USD a year.
[[nodiscard]] inline double min_offer(const Market& market, ResearcherId researcher) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  // Where pay may be cut it can be cut again and again; it never reaches nothing.
  if (!market.state.researchers.employer[researcher]) {
    return std::max(market.income_without_job(researcher), rules.pay_floor);
  }
  if (rules.pay_cuts) return rules.pay_floor;
  return (1.0 + rules.minimum_raise) * market.state.researchers.pay[researcher];
}

/// Which terms of an appraisal a market has. In one where pay is all that counts (nobody has ties,
/// tastes, skill or a field of their own, attachment or unvested equity, and companies no morale)
/// the others are constants, and what multiplies or adds them vanishes when it is compiled. The
/// numbers are the same, bit by bit.
enum class Terms { any, plain };

/// Appraises pairs of a company and a researcher in a market with these terms.
template <Terms terms>
class Appraiser {
 public:
  Appraiser(const Market& market, const TickStart& start) : market_(market), start_(start) {}
  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const TickStart& start() const { return start_; }

  /// Collaborators of a researcher at a company where that makes a difference to anyone, 0
  /// elsewhere: counting them reads all over the memory.
  [[nodiscard]] std::uint32_t weighed_collaborators_at(ResearcherId researcher,
                                                       CompanyId company) const {
    if (plain || !weighs_collaborators(market_, company)) return 0;
    return collaborators_at(market_, researcher, company);
  }

  /// Annual product of a researcher at a company, USD, with `collaborators` of the researcher's
  /// collaborators there.
  [[nodiscard]] double product_at(ResearcherId researcher, CompanyId company,
                                  std::uint32_t collaborators) const {
    const CompanySpec& spec = market_.spec_of(company);
    const std::uint8_t field =
        plain ? std::uint8_t{0} : market_.state.researchers.field[researcher];
    rules::ProductTerms product;
    product.productivity = market_.state.companies.level[company] * spec.productivity.factor *
                           policy_of(company).field_factor[field];
    product.skill_power = plain ? 1.0 : market_.state.researchers.skill_power[researcher];
    product.match = spec.productivity.match.kind == DistributionKind::constant
                        ? spec.productivity.match.value
                        : match_of(market_, researcher, company);
    if (!plain && spec.productivity.synergy != 0.0 && collaborators != 0) {
      product.synergy = spec.productivity.synergy;
      product.collaborator_share =
          static_cast<double>(collaborators) /
          static_cast<double>(market_.state.collaborators_of(researcher).size());
    }
    return rules::annual_product(product);
  }

  /// v: what a company would give for a year of a researcher, USD. Throws RunError when it is
  /// beyond largest_amount.
  [[nodiscard]] double value_to(ResearcherId researcher, CompanyId company,
                                std::uint32_t collaborators) const {
    const double value =
        policy_of(company).value_factor * product_at(researcher, company, collaborators);
    if (!(value <= largest_amount)) refuse_value(market_, researcher, company, value);
    return value;
  }

  /// The company's cap for this researcher, USD a year; infinite where it has none.
  [[nodiscard]] double cap_for(ResearcherId researcher, CompanyId company) const {
    const KindPolicy& policy = policy_of(company);
    const float skill = plain ? 1.0F : market_.state.researchers.skill[researcher];
    if (skill >= policy.exceptional_skill &&
        extends_to(market_, market_.spec_of(company).pay.exceptional_to, company, researcher)) {
      return std::max(policy.cap, policy.exceptional_cap);
    }
    return policy.cap;
  }

  /// The most that a company would pay a researcher of this value to it: no more than its cap.
  [[nodiscard]] double max_pay_at(ResearcherId researcher, CompanyId company, double value) const {
    return std::min(cap_for(researcher, company), value);
  }

  /// What a researcher prefers; nothing where nobody does.
  [[nodiscard]] Preferences preferences_of(ResearcherId researcher) const {
    if (plain || !market_.fixed.features.preferences) return {};
    return poach::preferences_of(market_, researcher);
  }

  /// Observed utility of all but pay, for someone with these preferences, at a company that is not
  /// the present employer.
  [[nodiscard]] double nonpecuniary_utility(const Preferences& preferences, CompanyId company,
                                            std::uint32_t collaborators) const {
    if (plain) return 0.0;
    return (market_.fixed.features.preferences ? amenity_utility(market_, preferences, company)
                                               : 0.0) +
           rules::collaborator_utility(market_.state.parameters.market.decisions.collaborators,
                                       collaborators);
  }

  /// Observed utility of all but pay at the present employer: with attachment, morale and
  /// what has shown on the job.
  [[nodiscard]] double staying_utility(ResearcherId researcher, const Preferences& preferences,
                                       CompanyId employer, std::uint32_t collaborators) const {
    if (plain) return 0.0;
    return nonpecuniary_utility(preferences, employer, collaborators) +
           (market_.fixed.features.attachment ? attachment_now(market_, researcher) : 0.0) +
           morale_now(market_, employer) -
           (market_.fixed.features.surprise ? disappointment(market_, researcher) : 0.0);
  }

  /// Share of the time from signing to the contract's end that is waited out: q W / (W + C), with
  /// the chance q that the wait is enforced.
  [[nodiscard]] double share_waited(const Wait& wait, CompanyId company) const {
    if (plain || wait.ticks == 0 ||
        market_.state.parameters.market.decisions.waits == Waits::ignored) {
      return 0.0;
    }
    const double waited = wait.ticks * market_.fixed.years_per_tick;
    return wait.enforcement * waited / (waited + policy_of(company).contract_years);
  }

  /// What an employer saves in garden leave when someone stays, spread over a contract: what it
  /// would pay more to keep the person, USD a year.
  [[nodiscard]] double garden_leave_per_year(const Wait& wait, CompanyId employer) const {
    if (plain || wait.garden_leave == 0.0 ||
        market_.state.parameters.market.decisions.waits == Waits::ignored) {
      return 0.0;
    }
    return wait.enforcement * wait.garden_leave * wait.ticks * market_.fixed.years_per_tick /
           policy_of(employer).contract_annuity;
  }

  /// What making good the share of forfeited equity that `company` replaces costs it, USD a year.
  [[nodiscard]] double buyout_per_year(ResearcherId researcher, CompanyId company) const {
    if (plain || market_.state.parameters.market.bidding.buyouts == Buyouts::free) return 0.0;
    const double unvested = market_.state.researchers.unvested[researcher];
    if (unvested <= 0.0) return 0.0;
    return market_.spec_of(company).contract.buyout * unvested /
           policy_of(company).contract_annuity;
  }

  /// What leaving forfeits and an offer by `company` does not make good, USD a year.
  [[nodiscard]] double forfeit_per_year(ResearcherId researcher, CompanyId company) const {
    if (plain) return 0.0;
    const double unvested = market_.state.researchers.unvested[researcher];
    if (unvested <= 0.0) return 0.0;
    return (1.0 - market_.spec_of(company).contract.buyout) * unvested /
           policy_of(company).contract_years;
  }

 private:
  static constexpr bool plain = terms == Terms::plain;
  [[nodiscard]] const KindPolicy& policy_of(CompanyId company) const {
    return start_.kinds[market_.fixed.companies.kind_of(company)];
  }

  const Market& market_;
  const TickStart& start_;
};

/// Calls `work` with the appraiser of a market: the plain one where that shortcut is taken.
template <class Work>
inline auto with_appraiser(const Market& market, const Tick& tick, const Work& work) {
  if (tick.shortcuts.has(Shortcut::plain_terms)) {
    return work(Appraiser<Terms::plain>(market, tick.start));
  }
  return work(Appraiser<Terms::any>(market, tick.start));
}

/// The most that a company would pay a researcher, with the collaborators who are there. USD a
/// year.
[[nodiscard]] double max_pay_to(const Market& market, const TickStart& start,
                                ResearcherId researcher, CompanyId company);

}  // namespace poach
