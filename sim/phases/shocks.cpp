#include "phases/phases.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

void apply_pacts(Market& market) {
  const std::size_t kinds = market.fixed.companies.kinds().size();
  market.state.pact.clear();
  for (const NoPoachPact& pact : market.state.parameters.company_graph.pacts) {
    if (!pact.active) continue;
    market.state.pact.resize(kinds * kinds, 0);
    for (const std::string& a : pact.companies) {
      for (const std::string& b : pact.companies) {
        const auto from = market.fixed.companies.find_kind(a);
        const auto to = market.fixed.companies.find_kind(b);
        if (a != b && from && to) market.state.pact[(*from).value() * kinds + (*to).value()] = 1;
      }
    }
  }
}

}  // namespace

void shocks(World& world, const Services&) {
  // Tick 1 also needs what acted at tick 0; ticks of the burn-in come before every event.
  if (world.fixed.timeline.changes_at(world.state.tick) || world.state.tick == 1) {
    world.state.parameters =
        world.fixed.timeline.parameters_at(world.state.tick, world.state.settled);
  }
  apply_pacts(world);
}

}  // namespace poach
