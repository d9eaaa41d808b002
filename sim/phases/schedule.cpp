#include "phases/schedule.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "phases/block_runs.hpp"
#include "phases/phases.hpp"
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
  const std::span<const Phase> rows = schedule.rows();
  const bool may_run_together =
      schedule.is_standard() && (observer == nullptr || observer->allows_together());
  for (std::size_t k = 0; k < rows.size();) {
    const auto rest = rows.subspan(k);
    const std::size_t together = may_run_together ? rows_together(world, rest) : 1;
    if (together == 1) {
      run_one(world, services, rest.front(), observer);
    } else {
      run_together(world, services, rest.first(together), observer);
    }
    k += together;
  }
}

void record(World& world, const Services& services) {
  for (Recorder* recorder : services.recorders) recorder->record(world);
}

}  // namespace poach
