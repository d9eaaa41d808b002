#include "poach/phases/appraisal.hpp"

#include "poach/rules/attachment.hpp"

namespace poach {

std::uint32_t count_collaborators_at(const World& world, ResearcherId researcher,
                                     CompanyId company) {
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

double attachment_now(const World& world, ResearcherId researcher) {
  if (!world.features.attachment) return 0.0;
  const AttachmentSpec& spec = world.parameters.dynamics.attachment;
  const ResearcherTable& people = world.researchers;
  return people.bond[researcher] + rules::relaxed(people.attachment[researcher], spec.ceiling,
                                                  world.tick - people.attachment_tick[researcher],
                                                  ticks(spec.growth_time, world.years_per_tick));
}

}  // namespace poach
