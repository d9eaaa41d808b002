#include "phases/phases.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

void apply_pacts(World& world) {
  const std::size_t kinds = world.companies.kinds().size();
  world.pact.clear();
  for (const NoPoachPact& pact : world.parameters.company_graph.pacts) {
    if (!pact.active) continue;
    world.pact.resize(kinds * kinds, 0);
    for (const std::string& a : pact.companies) {
      for (const std::string& b : pact.companies) {
        const auto from = world.companies.find_kind(a);
        const auto to = world.companies.find_kind(b);
        if (a != b && from && to) world.pact[(*from).value() * kinds + (*to).value()] = 1;
      }
    }
  }
}

}  // namespace

void shocks(World& world, const Services&) {
  // Tick 1 also needs what acted at tick 0; ticks of the burn-in come before every event.
  if (world.timeline.changes_at(world.tick) || world.tick == 1) {
    world.parameters = world.timeline.parameters_at(world.tick, world.settled);
  }
  apply_pacts(world);
}

}  // namespace poach
