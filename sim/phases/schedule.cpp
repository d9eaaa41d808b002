#include "phases/schedule.hpp"

#include <array>

#include "phases/phases.hpp"
#include "phases/shortcuts/fused_blocks.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

constexpr std::array<Phase, 10> phases = {{
    {"shocks", Scope::market, shocks},
    {"separation", Scope::block, separation},
    {"planning", Scope::market, planning},
    {"search", Scope::block, search},
    {"bidding", Scope::market, bidding},
    {"decisions", Scope::block, decisions},
    {"contagion", Scope::block, contagion},
    {"late separation", Scope::block, late_separation},
    {"production", Scope::market, production},
    {"record", Scope::market, record},
}};

void run_one(World& world, const Services& services, const Phase& phase, PhaseObserver* observer) {
  if (observer != nullptr) observer->before(phase, world);
  phase.carry_out(world, services);
  if (observer != nullptr) observer->after(phase, world);
}

}  // namespace

std::span<const Phase> schedule() { return phases; }

void run_tick(World& world, const Services& services, PhaseObserver* observer) {
  ++world.state.tick;
  world.tick.log.clear();
  for (std::span<const Phase> ahead = phases; !ahead.empty();) {
    const Step step = next_step(world, ahead);
    run_one(world, services, step.phase, observer);
    ahead = ahead.subspan(step.rows);
  }
}

void record(World& world, const Services& services) { services.recorder.record(world); }

}  // namespace poach
