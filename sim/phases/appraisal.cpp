#include "phases/appraisal.hpp"

#include "base/exact_sum.hpp"
#include "rules/attachment.hpp"

namespace poach {

Terms terms_of(const World& world) {
  const Features& f = world.features;
  const bool more = f.taste || f.preferences || f.attachment || f.morale || f.base_morale ||
                    f.unvested || f.skill || f.last_employer || f.noncompete || f.contagion ||
                    world.researchers.field.stored() || world.collaborations.vertex_count() != 0;
  return more ? Terms::any : Terms::plain;
}

std::uint32_t count_collaborators_at(const World& world, ResearcherId researcher,
                                     CompanyId company) {
  if (world.researchers.generation[researcher] != 0) return 0;
  // Asked for every tie of everyone whenever aggregates are closed: plain arrays, and no branch on
  // who works where.
  const OptionalCompany* const employers = world.researchers.employer.stored_values().data();
  const std::vector<std::uint32_t>& generations = world.researchers.generation.stored_values();
  std::uint32_t count = 0;
  if (generations.empty()) {
    for (const std::uint32_t n : world.collaborators_of(researcher)) {
      count += employers[n] == OptionalCompany(company) ? 1U : 0U;
    }
    return count;
  }
  for (const std::uint32_t n : world.collaborators_of(researcher)) {
    const bool there = employers[n] == OptionalCompany(company);
    const bool first_here = generations[n] == 0;
    count += (there & first_here) ? 1U : 0U;
  }
  return count;
}

void refuse_value(const World& world, ResearcherId researcher, CompanyId company, double value) {
  refuse_amount(
      "the value of " + world.name_of(researcher) + " to " + world.companies.name_of(company),
      value);
}

double attachment_now(const World& world, ResearcherId researcher) {
  if (!world.features.attachment) return 0.0;
  const AttachmentSpec& spec = world.parameters.dynamics.attachment;
  const ResearcherTable& people = world.researchers;
  return people.bond[researcher] + rules::relaxed(people.attachment[researcher], spec.ceiling,
                                                  world.tick - people.attachment_tick[researcher],
                                                  ticks(spec.growth_time, world.years_per_tick));
}

}  // namespace poach
