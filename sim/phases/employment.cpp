#include "phases/employment.hpp"

#include "phases/appraisal.hpp"
#include "world/traits.hpp"

namespace poach {

void end_job(World& world, BlockLog& log, ResearcherId researcher, SeparationKind kind) {
  const CompanyId company = *world.state.researchers.employer[researcher];
  if (world.tick.wants.details) log.separations.push_back({researcher, company, kind});
  leave_employer(world, researcher);
  ++log.counts.separations;
  if (kind == SeparationKind::exit) {
    ++log.counts.exits;
    enter_market(world, researcher);
  }
}

void change_attachment(World& world, ResearcherId researcher, double by) {
  ResearcherTable& people = world.state.researchers;
  const double now = attachment_now(world, researcher) - people.bond[researcher];
  people.attachment.set(researcher, static_cast<float>(now + by));
  people.attachment_tick.set(researcher, world.state.tick);
}

void enter_market(World& world, ResearcherId slot) {
  ResearcherTable& people = world.state.researchers;
  const std::uint32_t generation = people.generation[slot] + 1;
  people.generation.set(slot, generation);
  const Traits traits = draw_traits(world, slot, generation);
  world.state.set_skill(slot, traits.skill);
  people.field.set(slot, traits.field);
  people.last_employer.set(slot, {});
  people.left.set(slot, -1'000'000'000);
}

}  // namespace poach
