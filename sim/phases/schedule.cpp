#include "poach/phases/schedule.hpp"

#include <array>

#include "poach/phases/phases.hpp"
#include "poach/world/world.hpp"

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

}  // namespace

std::span<const Phase> schedule() { return phases; }

void run_tick(World& world, const Services& services, PhaseObserver* observer) {
  ++world.tick;
  world.ledger.clear();
  for (const Phase& phase : phases) {
    if (observer != nullptr) observer->before(phase, world);
    phase.carry_out(world, services);
    if (observer != nullptr) observer->after(phase, world);
  }
}

void record(World& world, const Services& services) { services.recorder.record(world); }

}  // namespace poach
