#include "phases/employment.hpp"

#include "world/traits.hpp"

namespace poach {

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
