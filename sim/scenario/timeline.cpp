#include "scenario/timeline.hpp"

#include <algorithm>
#include <cmath>

#include "base/math.hpp"
#include "config/assign.hpp"

namespace poach {
namespace {

std::vector<std::string> names_of(const auto& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

// Where an event is written, as far as one of its parts tells.
SourcePlace place_of(const EventSpec& event) {
  return event.set.is_null() ? event.shock.place() : event.set.place();
}

template <class Items>
void require_name(const Items& items, std::string_view name, const EventSpec& event,
                  Diagnostics& diagnostics) {
  const std::vector<std::string> names = names_of(items);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  diagnostics.error(place_of(event), "events." + event.name + ".approach",
                    "there is no company or team named " + std::string(name),
                    did_you_mean(name, names));
}

// The number of the range, and of what any number may be, that is nearest.
double held_in(double number, config::Range range) {
  range.lowest = std::max(range.lowest, -config::largest_number);
  range.highest = std::min(range.highest, config::largest_number);
  if (range.lowest_open) range.lowest = std::nextafter(range.lowest, range.highest);
  if (range.highest_open) range.highest = std::nextafter(range.highest, range.lowest);
  return std::clamp(number, range.lowest, range.highest);
}

}  // namespace

Timeline::Timeline(const Scenario& scenario, Diagnostics& diagnostics)
    : base_(scenario.base), years_per_tick_(scenario.clock.years_per_tick()) {
  for (const EventSpec& event : scenario.events) read_event(event, scenario, diagnostics);
  // Events of one tick act in the order of the file; no later phase sees the order between them
  // unless they set the same parameter.
  std::stable_sort(events_.begin(), events_.end(),
                   [](const DatedEvent& a, const DatedEvent& b) { return a.tick < b.tick; });
  if (!diagnostics.has_errors()) check_shifts(diagnostics);
}

void Timeline::read_event(const EventSpec& event, const Scenario& scenario,
                          Diagnostics& diagnostics) {
  const std::string path = "events." + event.name;
  DatedEvent dated;
  if (event.at.has_value() == event.tick.has_value()) {
    diagnostics.error(place_of(event), path, "an event needs either at (a date) or tick",
                      event.at ? "remove one of them" : "add at: 2025-06-30");
    return;
  }
  if (event.tick) dated.tick = *event.tick;
  if (event.at && scenario.clock.tick == TickLength::unit) {
    diagnostics.error(place_of(event), path + ".at", "a clock of abstract units has no dates",
                      "give the tick");
  } else if (event.at) {
    dated.tick = scenario.clock.first_tick_on_or_after(*event.at);
    if (*event.at < scenario.clock.start || dated.tick > scenario.clock.ticks) {
      diagnostics.error(place_of(event), path + ".at",
                        to_string(*event.at) + " is outside the clock, which runs from " +
                            to_string(scenario.clock.start) + " to " +
                            to_string(scenario.clock.date_of(scenario.clock.ticks)));
    }
  } else if (dated.tick > scenario.clock.ticks) {
    diagnostics.error(place_of(event), path + ".tick", "the clock ends before this tick");
  }
  dated.approach = event.approach;
  if (event.approach) {
    require_name(scenario.base.companies, event.approach->company, event, diagnostics);
    require_name(scenario.teams, event.approach->team, event, diagnostics);
  }
  read_settings(event, dated, diagnostics);
  read_shifts(event, dated, diagnostics);
  events_.push_back(std::move(dated));
}

void Timeline::read_settings(const EventSpec& event, DatedEvent& dated, Diagnostics& diagnostics) {
  if (!event.set.is_null() && !event.set.is_map()) {
    diagnostics.error(event.set.place(), "events." + event.name + ".set",
                      "expected a map of paths and values");
  }
  for (const config::Entry& entry : event.set.entries()) {
    const std::optional<config::Path> path = config::parse_path(entry.key);
    Parameters trial = base_;
    std::optional<config::Problem> problem;
    if (!path) {
      problem = config::Problem{"this is not a path", "write companies.NAME.pay.cap"};
    } else {
      problem = config::assign(trial, *path, entry.value, config::Allowed::timed_only);
    }
    if (problem) {
      diagnostics.error(entry.key_place, "events." + event.name + ".set." + entry.key,
                        problem->reason, problem->suggestion);
    } else {
      dated.settings.push_back({*path, entry.value});
    }
  }
}

void Timeline::read_shifts(const EventSpec& event, DatedEvent& dated, Diagnostics& diagnostics) {
  const std::string where = "events." + event.name + ".shock";
  if (!event.shock.is_null() && !event.shock.is_map()) {
    diagnostics.error(event.shock.place(), where, "expected a map of paths and amounts");
  }
  double half_life = 0.0;
  for (const config::Entry& entry : event.shock.entries()) {
    if (entry.key == "half_life") {
      const auto duration = parse_duration(entry.value.text());
      if (duration && duration->amount > 0.0) {
        half_life = ticks(*duration, years_per_tick_);
      } else {
        diagnostics.error(entry.value.place(), where + ".half_life",
                          "expected a duration above 0 such as 26 weeks");
      }
      continue;
    }
    const std::optional<config::Path> path = config::parse_path(entry.key);
    const std::optional<double> amount = parse_number(entry.value.text());
    Parameters trial = base_;
    if (!amount || std::abs(*amount) > config::largest_number) {
      diagnostics.error(entry.value.place(), where + "." + entry.key,
                        amount ? "numbers go up to 1e30" : "expected a number");
    } else if (!path || config::find_number(trial, *path) == nullptr) {
      diagnostics.error(entry.key_place, where + "." + entry.key, "there is no number at this path",
                        "see poach describe parameters");
    } else {
      dated.shifts.push_back({*path, *amount, 0.0, entry.value.place()});
    }
  }
  for (Shift& shift : dated.shifts) shift.half_life_ticks = half_life;
}

bool Timeline::changes_at(std::int64_t tick) const {
  for (const DatedEvent& event : events_) {
    if (event.tick == tick && !(event.settings.empty() && event.shifts.empty())) return true;
    if (event.tick > tick) break;
    for (const Shift& shift : event.shifts) {
      if (shift.half_life_ticks > 0.0) return true;
    }
  }
  return false;
}

void Timeline::set_until(std::int64_t tick, SettledParameters& settled) const {
  if (!settled.parameters) settled = {base_, 0};
  for (; settled.events < events_.size(); ++settled.events) {
    const DatedEvent& event = events_[settled.events];
    if (event.tick > tick) break;
    for (const Setting& setting : event.settings) {
      // Cannot fail: the constructor tried it on the same structure.
      (void)config::assign(*settled.parameters, setting.path, setting.value,
                           config::Allowed::timed_only);
    }
  }
}

void Timeline::shift_until(std::int64_t tick, Parameters& parameters) const {
  for (const DatedEvent& event : events_) {
    if (event.tick > tick) break;
    for (const Shift& shift : event.shifts) {
      double fading = 1.0;
      if (shift.half_life_ticks > 0.0) {
        fading = pow(0.5, static_cast<double>(tick - event.tick) / shift.half_life_ticks);
      }
      double* number = config::find_number(parameters, shift.path);
      if (number != nullptr) *number += shift.amount * fading;
    }
  }
}

// When a shock sets in it is at its strongest, so that is when a number leaves its range.
void Timeline::check_shifts(Diagnostics& diagnostics) const {
  SettledParameters settled;
  for (const DatedEvent& event : events_) {
    if (event.shifts.empty()) continue;
    set_until(event.tick, settled);
    Parameters now = *settled.parameters;
    shift_until(event.tick, now);
    for (const Shift& shift : event.shifts) {
      const config::NumberAt at = config::number_at(now, shift.path);
      if (at.value == nullptr || held_in(*at.value, at.range) == *at.value) continue;
      diagnostics.error(shift.place, config::join_path(shift.path),
                        "this shock makes it " + format_number(*at.value) + " at tick " +
                            std::to_string(event.tick) + ", outside its range",
                        "it must be " + config::to_string(at.range));
    }
  }
}

Parameters Timeline::parameters_at(std::int64_t tick) const {
  SettledParameters settled;
  return parameters_at(tick, settled);
}

Parameters Timeline::parameters_at(std::int64_t tick, SettledParameters& settled) const {
  set_until(tick, settled);
  Parameters now = *settled.parameters;
  shift_until(tick, now);
  for (const DatedEvent& event : events_) {
    if (event.tick > tick) break;
    for (const Shift& shift : event.shifts) {
      const config::NumberAt at = config::number_at(now, shift.path);
      if (at.value != nullptr) *at.value = held_in(*at.value, at.range);
    }
  }
  return now;
}

std::vector<TeamApproachSpec> Timeline::approaches_at(std::int64_t tick) const {
  std::vector<TeamApproachSpec> approaches;
  for (const DatedEvent& event : events_) {
    if (event.tick == tick && event.approach) approaches.push_back(*event.approach);
  }
  return approaches;
}

std::vector<std::int64_t> Timeline::ticks_with_changes() const {
  std::vector<std::int64_t> ticks;
  for (const DatedEvent& event : events_) {
    if (event.settings.empty() && event.shifts.empty()) continue;
    if (ticks.empty() || ticks.back() != event.tick) ticks.push_back(event.tick);
  }
  return ticks;
}

}  // namespace poach
