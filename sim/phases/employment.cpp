#include "poach/phases/employment.hpp"

#include "poach/world/traits.hpp"
#include "poach/world/world.hpp"

namespace poach {

void leave_employer(World& world, ResearcherId researcher) {
  ResearcherTable& people = world.researchers;
  people.last_employer.set(researcher, people.employer[researcher]);
  people.left.set(researcher, world.tick);
  people.employer.set(researcher, {});
  people.pay.set(researcher, 0.0);
  people.best_losing_bid.set(researcher, 0.0);
  people.unvested.set(researcher, 0.0);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, world.tick);
  people.bond.set(researcher, 0.0F);
}

void start_job(World& world, const Move& move) {
  ResearcherTable& people = world.researchers;
  const ResearcherId researcher = move.researcher;
  if (people.employer[researcher]) leave_employer(world, researcher);
  people.employer.set(researcher, move.to);
  people.pay.set(researcher, move.pay_after);
  people.best_losing_bid.set(researcher, move.best_losing_bid);
  people.joined.set(researcher, world.tick);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, world.tick);
  people.waiting.set(researcher, 0);
}

void enter_market(World& world, ResearcherId slot) {
  ResearcherTable& people = world.researchers;
  const std::uint32_t generation = people.generation[slot] + 1;
  people.generation.set(slot, generation);
  const Traits traits = draw_traits(world, slot, generation);
  world.set_skill(slot, traits.skill);
  people.field.set(slot, traits.field);
  people.last_employer.set(slot, {});
  people.left.set(slot, -1'000'000'000);
}

}  // namespace poach
