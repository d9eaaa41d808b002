#include "scenario/parameter_walk.hpp"

#include "base/math.hpp"
#include "config/assign.hpp"

namespace poach {
namespace {

ParameterPart part_of(const config::Path& path) {
  if (path.front() == "companies" && path.size() > 1) return {path[0], path[1]};
  return {path.front(), {}};
}

double faded(double amount, double half_life, std::int64_t ticks) {
  if (half_life <= 0.0 || ticks == 0) return amount;
  return amount * pow(0.5, static_cast<double>(ticks) / half_life);
}

}  // namespace

ParameterWalk::ParameterWalk(const Timeline& timeline)
    : timeline_(timeline), settled_(timeline.base()), now_(timeline.base()) {}

bool ParameterWalk::next() {
  const auto& events = timeline_.events();
  changes_.clear();
  while (changes_.empty() && event_ < events.size()) {
    tick_ = events[event_].tick;
    for (; event_ < events.size() && events[event_].tick == tick_; ++event_) {
      carry_out(events[event_]);
    }
  }
  for (const auto& [part, changes] : changes_) shift(part);
  return !changes_.empty();
}

void ParameterWalk::carry_out(const Timeline::DatedEvent& event) {
  for (const Timeline::Setting& setting : event.settings) {
    for (Parameters* parameters : {&settled_, &now_}) {
      // Cannot fail: the timeline tried it on the same structure.
      (void)config::assign(*parameters, setting.path, setting.value, config::Allowed::timed_only,
                           &timeline_.places());
    }
    changes_[part_of(setting.path)].push_back({&event, &setting.path, setting.place, false});
  }
  for (const Timeline::Shift& shift : event.shifts) {
    Fading& fading = shocks_[part_of(shift.path)][shift.path][shift.half_life_ticks];
    fading.amount = faded(fading.amount, shift.half_life_ticks, tick_ - fading.tick) + shift.amount;
    fading.tick = tick_;
    changes_[part_of(shift.path)].push_back({&event, &shift.path, shift.place, true});
  }
}

void ParameterWalk::shift(const ParameterPart& part) {
  const auto shocks = shocks_.find(part);
  if (shocks == shocks_.end()) return;
  for (const auto& [path, fadings] : shocks->second) {
    const double* settled = config::number_at(settled_, path, &timeline_.places()).value;
    double* number = config::number_at(now_, path, &timeline_.places()).value;
    if (settled == nullptr || number == nullptr) continue;
    *number = *settled;
    for (const auto& [half_life, fading] : fadings) {
      *number += faded(fading.amount, half_life, tick_ - fading.tick);
    }
  }
}

void ParameterWalk::hold_in_range(const ParameterPart& part) {
  const auto shocks = shocks_.find(part);
  if (shocks == shocks_.end()) return;
  for (const auto& [path, fadings] : shocks->second) {
    const config::NumberAt at = config::number_at(now_, path, &timeline_.places());
    if (at.value != nullptr) *at.value = held_in(*at.value, at.range);
  }
}

}  // namespace poach
