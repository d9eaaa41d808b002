#include "poach/phases/appraisal.hpp"

#include <algorithm>
#include <limits>

#include "poach/base/exact_sum.hpp"
#include "poach/rules/attachment.hpp"
#include "poach/rules/utility.hpp"
#include "poach/rules/value.hpp"
#include "poach/world/traits.hpp"

namespace poach {
namespace {

double collaborator_share(const World& world, ResearcherId researcher, std::uint32_t there) {
  if (there == 0) return 0.0;
  return static_cast<double>(there) /
         static_cast<double>(world.collaborators_of(researcher).size());
}

}  // namespace

std::uint32_t collaborators_at(const World& world, ResearcherId researcher, CompanyId company) {
  if (world.researchers.generation[researcher] != 0) return 0;
  std::uint32_t count = 0;
  for (const std::uint32_t n : world.collaborators_of(researcher)) {
    const ResearcherId other{n};
    if (world.researchers.employer[other] == OptionalCompany(company) &&
        world.researchers.generation[other] == 0) {
      ++count;
    }
  }
  return count;
}

double product_at(const World& world, ResearcherId researcher, CompanyId company,
                  std::uint32_t collaborators) {
  const CompanySpec& spec = world.spec_of(company);
  const GroupPlan& plan = world.plan_of(company);
  rules::ProductTerms terms;
  terms.productivity = world.companies.level[company] * spec.productivity.factor *
                       plan.field_factor[world.researchers.field[researcher]];
  terms.skill_power = world.researchers.skill_power[researcher];
  terms.match = match_of(world, researcher, company);
  terms.synergy = spec.productivity.synergy;
  if (terms.synergy != 0.0) {
    terms.collaborator_share = collaborator_share(world, researcher, collaborators);
  }
  return rules::annual_product(terms);
}

double value_to(const World& world, ResearcherId researcher, CompanyId company,
                std::uint32_t collaborators) {
  const double value =
      world.plan_of(company).value_factor * product_at(world, researcher, company, collaborators);
  if (!(value <= largest_amount)) {
    refuse_amount(
        "the value of " + world.name_of(researcher) + " to " + world.companies.name_of(company),
        value);
  }
  return value;
}

double cap_for(const World& world, ResearcherId researcher, CompanyId company) {
  const GroupPlan& plan = world.plan_of(company);
  if (world.researchers.skill[researcher] >= plan.exceptional_skill) {
    return std::max(plan.cap, plan.exceptional_cap);
  }
  return plan.cap;
}

double nonpay_utility(const World& world, ResearcherId researcher, CompanyId company,
                      std::uint32_t collaborators) {
  return amenity_utility(world, researcher, company) +
         rules::collaborator_utility(world.parameters.market.decisions.collaborators,
                                     collaborators);
}

double staying_utility(const World& world, ResearcherId researcher, CompanyId employer,
                       std::uint32_t collaborators) {
  return nonpay_utility(world, researcher, employer, collaborators) +
         attachment_now(world, researcher) + morale_now(world, employer);
}

double attachment_now(const World& world, ResearcherId researcher) {
  if (!world.features.attachment) return 0.0;
  const AttachmentSpec& spec = world.parameters.dynamics.attachment;
  const ResearcherTable& people = world.researchers;
  return people.bond[researcher] + rules::relaxed(people.attachment[researcher], spec.ceiling,
                                                  world.tick - people.attachment_tick[researcher],
                                                  ticks(spec.growth_time, world.years_per_tick));
}

double morale_now(const World& world, CompanyId company) {
  return world.spec_of(company).morale - world.companies.morale_loss[company];
}

double least_offer(const World& world, ResearcherId researcher) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  // Where pay may be cut it can be cut again and again; it never reaches nothing.
  if (!world.researchers.employer[researcher]) {
    return std::max(rules.unemployment_income, rules.pay_floor);
  }
  if (rules.pay_cuts) return rules.pay_floor;
  return (1.0 + rules.minimum_raise) * world.researchers.pay[researcher];
}

double forfeit_per_year(const World& world, ResearcherId researcher, CompanyId company) {
  const double unvested = world.researchers.unvested[researcher];
  if (unvested <= 0.0) return 0.0;
  return (1.0 - world.spec_of(company).contract.buyout) * unvested /
         world.plan_of(company).contract_years;
}

}  // namespace poach
