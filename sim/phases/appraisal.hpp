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

/// Throws RunError: a value beyond the largest amount of money.
[[noreturn]] void refuse_value(const World& world, ResearcherId researcher, CompanyId company,
                               double value);

/// Attachment to the present employer now, log pay.
[[nodiscard]] double attachment_now(const World& world, ResearcherId researcher);
/// Morale of a company now, log pay.
[[nodiscard]] inline double morale_now(const World& world, CompanyId company) {
  return world.spec_of(company).morale - world.state.companies.morale_loss[company];
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

/// Which terms of an appraisal a market has. In one where pay is all that counts (nobody has ties,
/// tastes, skill or a field of their own, attachment or unvested equity, and companies no morale)
/// the others are constants, and what multiplies or adds them vanishes when it is compiled. The
/// numbers are the same, bit by bit.
enum class Terms { any, plain };

/// Appraises pairs of a company and a researcher in a market with these terms.
template <Terms terms>
class Appraiser {
 public:
  explicit Appraiser(const World& world) : world_(world) {}
  [[nodiscard]] const World& world() const { return world_; }

  /// Collaborators of a researcher at a company where that makes a difference to anyone, 0
  /// elsewhere: counting them reads all over the memory.
  [[nodiscard]] std::uint32_t weighed_collaborators_at(ResearcherId researcher,
                                                       CompanyId company) const {
    if (plain || !weighs_collaborators(world_, company)) return 0;
    return collaborators_at(world_, researcher, company);
  }

  /// Annual product of a researcher at a company, USD, with `collaborators` of the researcher's
  /// collaborators there.
  [[nodiscard]] double product_at(ResearcherId researcher, CompanyId company,
                                  std::uint32_t collaborators) const {
    const CompanySpec& spec = world_.spec_of(company);
    const std::uint8_t field = plain ? std::uint8_t{0} : world_.state.researchers.field[researcher];
    rules::ProductTerms product;
    product.productivity = world_.state.companies.level[company] * spec.productivity.factor *
                           world_.policy_of(company).field_factor[field];
    product.skill_power = plain ? 1.0 : world_.state.researchers.skill_power[researcher];
    product.match = spec.productivity.match.kind == DistributionKind::constant
                        ? spec.productivity.match.value
                        : match_of(world_, researcher, company);
    if (!plain && spec.productivity.synergy != 0.0 && collaborators != 0) {
      product.synergy = spec.productivity.synergy;
      product.collaborator_share =
          static_cast<double>(collaborators) /
          static_cast<double>(world_.state.collaborators_of(researcher).size());
    }
    return rules::annual_product(product);
  }

  /// v: what a company would give for a year of a researcher, USD. Throws RunError when it is
  /// beyond largest_amount.
  [[nodiscard]] double value_to(ResearcherId researcher, CompanyId company,
                                std::uint32_t collaborators) const {
    const double value =
        world_.policy_of(company).value_factor * product_at(researcher, company, collaborators);
    if (!(value <= largest_amount)) refuse_value(world_, researcher, company, value);
    return value;
  }

  /// The company's cap for this researcher, USD a year; infinite where it has none.
  [[nodiscard]] double cap_for(ResearcherId researcher, CompanyId company) const {
    const KindPolicy& policy = world_.policy_of(company);
    const float skill = plain ? 1.0F : world_.state.researchers.skill[researcher];
    if (skill >= policy.exceptional_skill &&
        extends_to(world_, world_.spec_of(company).pay.exceptional_to, company, researcher)) {
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
    if (plain || !world_.fixed.features.preferences) return {};
    return poach::preferences_of(world_, researcher);
  }

  /// Observed utility of all but pay, for someone with these preferences, at a company that is not
  /// the present employer.
  [[nodiscard]] double nonpecuniary_utility(const Preferences& preferences, CompanyId company,
                                            std::uint32_t collaborators) const {
    if (plain) return 0.0;
    return (world_.fixed.features.preferences ? amenity_utility(world_, preferences, company)
                                              : 0.0) +
           rules::collaborator_utility(world_.state.parameters.market.decisions.collaborators,
                                       collaborators);
  }

  /// Observed utility of all but pay at the present employer: with attachment and morale.
  [[nodiscard]] double staying_utility(ResearcherId researcher, const Preferences& preferences,
                                       CompanyId employer, std::uint32_t collaborators) const {
    if (plain) return 0.0;
    return nonpecuniary_utility(preferences, employer, collaborators) +
           (world_.fixed.features.attachment ? attachment_now(world_, researcher) : 0.0) +
           morale_now(world_, employer);
  }

  /// What leaving forfeits and an offer by `company` does not make good, USD a year.
  [[nodiscard]] double forfeit_per_year(ResearcherId researcher, CompanyId company) const {
    if (plain) return 0.0;
    const double unvested = world_.state.researchers.unvested[researcher];
    if (unvested <= 0.0) return 0.0;
    return (1.0 - world_.spec_of(company).contract.buyout) * unvested /
           world_.policy_of(company).contract_years;
  }

 private:
  static constexpr bool plain = terms == Terms::plain;
  const World& world_;
};

/// Calls `work` with the appraiser of a market: the plain one where that shortcut is taken.
template <class Work>
inline auto with_appraiser(const World& world, const Work& work) {
  if (world.tick.shortcuts.has(Shortcut::plain_terms)) return work(Appraiser<Terms::plain>(world));
  return work(Appraiser<Terms::any>(world));
}

/// The most that a company would pay a researcher, with the collaborators who are there. USD a
/// year.
[[nodiscard]] double max_pay_to(const World& world, ResearcherId researcher, CompanyId company);

}  // namespace poach
