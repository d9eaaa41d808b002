#include "phases/schedule.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::size_t Schedule::find(std::string_view row) const {
  const auto at = std::find_if(rows_.begin(), rows_.end(),
                               [row](const Phase& phase) { return phase.name == row; });
  return static_cast<std::size_t>(at - rows_.begin());
}

std::vector<std::string> Schedule::open_rows() const {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < find("production"); ++k) names.push_back(rows_[k].name);
  return names;
}

bool Schedule::is_between(std::string_view row, std::string_view first,
                          std::string_view last) const {
  return find(row) >= find(first) && find(row) < find(last);
}

void Schedule::add_after(std::string_view row, Phase phase) {
  if (phase.name.empty()) throw InputError("error: a phase needs a name");
  if (find(phase.name) < rows_.size()) {
    throw InputError(fmt::format("error: there is a phase '{}' already", phase.name));
  }
  const std::vector<std::string> open = open_rows();
  std::size_t at = find(row) + 1;
  if (at > open.size()) {
    throw InputError(
        fmt::format("error: no place for the phase '{}' after '{}'; a phase can come "
                    "after: {}",
                    phase.name, row, fmt::join(open, ", ")));
  }
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
    const Step step = standard ? next_step(world.tick, ahead) : Step{ahead.front()};
    run_one(world, services, step.phase, observer);
    ahead = ahead.subspan(step.rows);
  }
}

void record(World& world, const Services& services) {
  for (Recorder* recorder : services.recorders) recorder->record(world);
}

}  // namespace poach
