#include "phases/schedule.hpp"

#include <array>

#include "phases/block_runs.hpp"
#include "phases/phases.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

constexpr std::array<Phase, 10> phases = {{
    {"shocks", Scope::market, shocks, nullptr},
    {"separation", Scope::block, separation, nullptr},
    {"planning", Scope::market, planning, nullptr},
    {"search", Scope::block, search, search_block},
    {"bidding", Scope::market, bidding, bidding_block},
    {"decisions", Scope::block, decisions, decisions_block},
    {"contagion", Scope::block, contagion, nullptr},
    {"late separation", Scope::block, late_separation, nullptr},
    {"production", Scope::market, production, nullptr},
    {"record", Scope::market, record, nullptr},
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
  const bool may_run_together = observer == nullptr || observer->allows_together();
  for (std::size_t k = 0; k < phases.size();) {
    const auto rest = std::span<const Phase>(phases).subspan(k);
    const std::size_t together = may_run_together ? rows_together(world, rest) : 1;
    if (together == 1) {
      run_one(world, services, rest.front(), observer);
    } else {
      run_together(world, services, rest.first(together), observer);
    }
    k += together;
  }
}

void record(World& world, const Services& services) { services.recorder.record(world); }

}  // namespace poach
