#include "phases/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "phases/phases.hpp"
#include "phases/shortcuts/fused_blocks.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

void run_one(World& world, const Services& services, const Phase& phase, PhaseObserver* observer) {
  if (observer != nullptr) observer->before(phase, world);
  phase.carry_out(world, services);
  if (observer != nullptr) observer->after(phase, world);
}

bool is_taken(std::span<const Phase> rows, std::string_view name) {
  return std::any_of(rows.begin(), rows.end(),
                     [name](const Phase& row) { return row.name == name; });
}

[[noreturn]] void refuse_place(std::string_view phase, std::string_view row,
                               std::span<const Phase> open) {
  std::string names;
  for (const Phase& other : open) names += (names.empty() ? "" : ", ") + other.name;
  throw InputError(
      fmt::format("error: no place for the phase '{}' after '{}'; a phase can come after: {}",
                  phase, row, names));
}

}  // namespace

const Schedule& standard_schedule() {
  static const Schedule schedule({
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
  });
  return schedule;
}

std::vector<std::string> Schedule::added() const {
  std::vector<std::string> result;
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    if (!places_[k].empty()) result.push_back(rows_[k].name + " after " + places_[k]);
  }
  return result;
}

void Schedule::add_after(std::string_view row, Phase phase) {
  // From here on the accounts of the tick are closed.
  const auto closed = std::find_if(rows_.begin(), rows_.end(),
                                   [](const Phase& other) { return other.name == "production"; });
  const auto named = [&](std::string_view name) {
    return std::find_if(rows_.begin(), closed,
                        [name](const Phase& other) { return other.name == name; });
  };
  if (named(row) == closed) refuse_place(phase.name, row, {rows_.begin(), closed});
  if (phase.name.empty()) throw InputError("error: a phase needs a name");
  if (is_taken(rows_, phase.name)) {
    throw InputError(fmt::format("error: there is a phase '{}' already", phase.name));
  }
  auto at = static_cast<std::size_t>(named(row) - rows_.begin()) + 1;
  while (!places_[at].empty()) ++at;
  const auto offset = static_cast<std::ptrdiff_t>(at);
  rows_.insert(rows_.begin() + offset, std::move(phase));
  places_.insert(places_.begin() + offset, std::string(row));
}

void run_tick(World& world, const Services& services, PhaseObserver* observer,
              const Schedule& schedule) {
  ++world.state.tick;
  world.tick.log.clear();
  const bool standard = schedule.is_standard();
  for (std::span<const Phase> ahead = schedule.rows(); !ahead.empty();) {
    const Step step = standard ? next_step(world, ahead) : Step{ahead.front()};
    run_one(world, services, step.phase, observer);
    ahead = ahead.subspan(step.rows);
  }
}

void record(World& world, const Services& services) {
  for (Recorder* recorder : services.recorders) recorder->record(world);
}

}  // namespace poach
