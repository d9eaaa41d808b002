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
#include "world/traits.hpp"
#include "world/world.hpp"

namespace poach {

/// Which terms of an appraisal a market has. In one where pay is all that counts (nobody has ties,
/// tastes, skill or a field of their own, attachment or unvested equity, and companies no morale)
/// the others are constants, and what multiplies or adds them vanishes when it is compiled. The
/// numbers are the same, bit by bit.
enum class Terms { any, plain };

/// The terms of a market; they do not change during a run.
[[nodiscard]] Terms terms_of(const World& world);

/// Collaborators of a researcher who work at a company.
[[nodiscard]] std::uint32_t count_collaborators_at(const World& world, ResearcherId researcher,
                                                   CompanyId company);
[[nodiscard]] inline std::uint32_t collaborators_at(const World& world, ResearcherId researcher,
                                                    CompanyId company) {
  if (world.state.collaborations.vertex_count() == 0) return 0;
  return count_collaborators_at(world, researcher, company);
}

/// Whether a company's product or what people want from it depends on who works there.
[[nodiscard]] inline bool weighs_collaborators(const World& world, CompanyId company) {
  return world.state.parameters.market.decisions.collaborators != 0.0 ||
         world.spec_of(company).productivity.synergy != 0.0;
}

/// Collaborators of a researcher at a company where that makes a difference to anyone, 0 elsewhere:
/// counting them reads all over the memory.
template <Terms terms = Terms::any>
[[nodiscard]] inline std::uint32_t weighed_collaborators_at(const World& world,
                                                            ResearcherId researcher,
                                                            CompanyId company) {
  if (terms == Terms::plain || !weighs_collaborators(world, company)) return 0;
  return collaborators_at(world, researcher, company);
}

/// Annual product of a researcher at a company, USD, with `collaborators` of the researcher's
/// collaborators there.
template <Terms terms = Terms::any>
[[nodiscard]] inline double product_at(const World& world, ResearcherId researcher,
                                       CompanyId company, std::uint32_t collaborators) {
  constexpr bool any = terms == Terms::any;
  const CompanySpec& spec = world.spec_of(company);
  const std::uint8_t field = any ? world.state.researchers.field[researcher] : std::uint8_t{0};
  rules::ProductTerms product;
  product.productivity = world.state.companies.level[company] * spec.productivity.factor *
                         world.policy_of(company).field_factor[field];
  product.skill_power = any ? world.state.researchers.skill_power[researcher] : 1.0;
  product.match = spec.productivity.match.kind == DistributionKind::constant
                      ? spec.productivity.match.value
                      : match_of(world, researcher, company);
  if (any && spec.productivity.synergy != 0.0 && collaborators != 0) {
    product.synergy = spec.productivity.synergy;
    product.collaborator_share =
        static_cast<double>(collaborators) /
        static_cast<double>(world.state.collaborators_of(researcher).size());
  }
  return rules::annual_product(product);
}

/// Throws RunError: a value beyond the largest amount of money.
[[noreturn]] void refuse_value(const World& world, ResearcherId researcher, CompanyId company,
                               double value);

/// v: what a company would give for a year of a researcher, USD. Throws RunError when it is beyond
/// largest_amount.
template <Terms terms = Terms::any>
[[nodiscard]] inline double value_to(const World& world, ResearcherId researcher, CompanyId company,
                                     std::uint32_t collaborators) {
  const double value = world.policy_of(company).value_factor *
                       product_at<terms>(world, researcher, company, collaborators);
  if (!(value <= largest_amount)) refuse_value(world, researcher, company, value);
  return value;
}

/// The company's cap for this researcher, USD a year; infinite where it has none.
template <Terms terms = Terms::any>
[[nodiscard]] inline double cap_for(const World& world, ResearcherId researcher,
                                    CompanyId company) {
  const KindPolicy& plan = world.policy_of(company);
  const float skill = terms == Terms::any ? world.state.researchers.skill[researcher] : 1.0F;
  if (skill >= plan.exceptional_skill &&
      extends_to(world, world.spec_of(company).pay.exceptional_to, company, researcher)) {
    return std::max(plan.cap, plan.exceptional_cap);
  }
  return plan.cap;
}

/// What a researcher's preferences are in a market with these terms.
template <Terms terms = Terms::any>
[[nodiscard]] inline Preferences preferences_in(const World& world, ResearcherId researcher) {
  if (terms == Terms::plain || !world.fixed.features.preferences) return {};
  return preferences_of(world, researcher);
}

/// Observed utility of all but pay, for someone with these preferences, at a company that is not
/// the present employer.
template <Terms terms = Terms::any>
[[nodiscard]] inline double nonpay_utility(const World& world, const Preferences& preferences,
                                           CompanyId company, std::uint32_t collaborators) {
  if (terms == Terms::plain) return 0.0;
  return (world.fixed.features.preferences ? amenity_utility(world, preferences, company) : 0.0) +
         rules::collaborator_utility(world.state.parameters.market.decisions.collaborators,
                                     collaborators);
}

/// Attachment to the present employer now, log pay.
[[nodiscard]] double attachment_now(const World& world, ResearcherId researcher);
/// Morale of a company now, log pay.
[[nodiscard]] inline double morale_now(const World& world, CompanyId company) {
  return world.spec_of(company).morale - world.state.companies.morale_loss[company];
}

/// Observed utility of all but pay at the present employer: with attachment and morale.
template <Terms terms = Terms::any>
[[nodiscard]] inline double staying_utility(const World& world, ResearcherId researcher,
                                            const Preferences& preferences, CompanyId employer,
                                            std::uint32_t collaborators) {
  if (terms == Terms::plain) return 0.0;
  return nonpay_utility(world, preferences, employer, collaborators) +
         (world.fixed.features.attachment ? attachment_now(world, researcher) : 0.0) +
         morale_now(world, employer);
}

/// The least a new employer may offer: (1 + phi) x present pay unless pay cuts are allowed; the
/// income without a job for the unemployed. USD a year.
[[nodiscard]] inline double min_offer(const World& world, ResearcherId researcher) {
  const DecisionSpec& rules = world.state.parameters.market.decisions;
  // Where pay may be cut it can be cut again and again; it never reaches nothing.
  if (!world.state.researchers.employer[researcher]) {
    return std::max(rules.unemployment_income, rules.pay_floor);
  }
  if (rules.pay_cuts) return rules.pay_floor;
  return (1.0 + rules.minimum_raise) * world.state.researchers.pay[researcher];
}

/// What leaving forfeits and an offer by `company` does not make good, USD a year.
template <Terms terms = Terms::any>
[[nodiscard]] inline double forfeit_per_year(const World& world, ResearcherId researcher,
                                             CompanyId company) {
  if (terms == Terms::plain) return 0.0;
  const double unvested = world.state.researchers.unvested[researcher];
  if (unvested <= 0.0) return 0.0;
  return (1.0 - world.spec_of(company).contract.buyout) * unvested /
         world.policy_of(company).contract_years;
}

}  // namespace poach
