#include "scenario/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/math.hpp"
#include "config/assign.hpp"

namespace poach {
namespace {

std::vector<std::string> names_of(const auto& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

std::string sentence_of(const SourcePlace& place) {
  return place.file.empty() ? std::string{} : " (first on line " + std::to_string(place.line) + ")";
}

}  // namespace

// Reads the events of a scenario one by one.
class Timeline::Reader {
 public:
  Reader(const Scenario& scenario, const Timeline& timeline, const config::Origins& origins,
         Diagnostics& diagnostics)
      : scenario_(scenario),
        origins_(origins),
        diagnostics_(diagnostics),
        places_(timeline.places_),
        years_per_tick_(timeline.years_per_tick_),
        companies_(names_of(scenario.base.companies)),
        teams_(names_of(scenario.teams)),
        trial_(timeline.base_) {}

  std::optional<DatedEvent> read(const EventSpec& event) {
    DatedEvent dated;
    dated.name = event.name;
    if (event.at.has_value() == event.tick.has_value()) {
      error(event, {}, "an event needs either at (a date) or tick",
            event.at ? "remove one of them" : "add at: 2025-06-30");
      return std::nullopt;
    }
    date(event, dated);
    read_approach(event, dated);
    read_settings(event, dated);
    read_shifts(event, dated);
    const bool acts = event.approach || !event.set.entries().empty() ||
                      !event.shock.entries().empty() || diagnostics_.has_errors();
    if (!acts) {
      diagnostics_.warning(place_of(event, {}), "events." + event.name, "this event does nothing",
                           "give set, shock or approach");
    }
    return dated;
  }

 private:
  // The place of a part of an event, or of the event.
  [[nodiscard]] SourcePlace place_of(const EventSpec& event, const std::string& part) const {
    for (const std::string& known : {part, std::string("name")}) {
      config::Path path = {"events", event.name};
      const auto inside = config::parse_path(known);
      if (inside) path.insert(path.end(), inside->begin(), inside->end());
      const auto origin = origins_.find(config::join_path(path));
      if (origin != origins_.end()) return origin->second;
    }
    return event.set.is_null() ? event.shock.place() : event.set.place();
  }

  void error(const EventSpec& event, const std::string& part, std::string reason,
             std::string suggestion = {}) {
    diagnostics_.error(place_of(event, part),
                       "events." + event.name + (part.empty() ? "" : "." + part), std::move(reason),
                       std::move(suggestion));
  }

  void date(const EventSpec& event, DatedEvent& dated) {
    const ClockSpec& clock = scenario_.clock;
    if (event.tick) dated.tick = *event.tick;
    if (event.at && clock.tick == TickLength::unit) {
      error(event, "at", "a clock of abstract units has no dates", "give the tick");
    } else if (event.at) {
      dated.tick = clock.first_tick_on_or_after(*event.at);
      const bool too_late = std::max(dated.tick, first_tick(event)) > clock.ticks;
      if (*event.at < clock.start || too_late) {
        error(event, "at",
              to_string(*event.at) + " is outside the clock, which runs from " +
                  to_string(clock.start) + " to " + to_string(clock.date_of(clock.ticks)));
      }
    } else if (dated.tick > clock.ticks) {
      error(event, "tick", "the clock ends before this tick");
    }
  }

  // Tick 0 is the initial state: events can set parameters there, but nobody acts.
  static std::int64_t first_tick(const EventSpec& event) { return event.approach ? 1 : 0; }

  void read_approach(const EventSpec& event, DatedEvent& dated) {
    if (!event.approach) return;
    dated.approach = event.approach;
    require_name(event, "approach.company", event.approach->company, companies_);
    require_name(event, "approach.team", event.approach->team, teams_);
  }

  void require_name(const EventSpec& event, const std::string& part, const std::string& name,
                    const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    error(event, part, "there is no company or team named " + name, did_you_mean(name, names));
  }

  // The path that a key of `set` or `shock` spells; a key spelled twice would be used once.
  std::optional<config::Path> path_of(const config::Entry& entry, const std::string& where,
                                      std::map<config::Path, SourcePlace>& seen) {
    std::optional<config::Path> path = config::parse_path(entry.key);
    if (!path) {
      diagnostics_.error(entry.key_place, where, "this is not a path",
                         "write companies.NAME.pay.cap");
      return std::nullopt;
    }
    const auto [first, is_new] = seen.emplace(*path, entry.key_place);
    if (is_new) return path;
    diagnostics_.error(entry.key_place, where,
                       "the same path is given twice" + sentence_of(first->second),
                       "keep one of them");
    return std::nullopt;
  }

  // Values are tried on parameters of the same structure, one after the other: a value that fits
  // there fits after any other events.
  void read_settings(const EventSpec& event, DatedEvent& dated) {
    if (!event.set.is_null() && !event.set.is_map()) {
      diagnostics_.error(event.set.place(), "events." + event.name + ".set",
                         "expected a map of paths and values");
    }
    std::map<config::Path, SourcePlace> seen;
    for (const config::Entry& entry : event.set.entries()) {
      const std::string where = "events." + event.name + ".set." + entry.key;
      const std::optional<config::Path> path = path_of(entry, where, seen);
      if (!path) continue;
      const auto problem =
          config::assign(trial_, *path, entry.value, config::Allowed::timed_only, &places_);
      if (problem) {
        diagnostics_.error(entry.key_place, where, problem->reason, problem->suggestion);
      } else {
        dated.settings.push_back({*path, entry.value, entry.key_place});
      }
    }
  }

  void read_shifts(const EventSpec& event, DatedEvent& dated) {
    const std::string where = "events." + event.name + ".shock";
    if (!event.shock.is_null() && !event.shock.is_map()) {
      diagnostics_.error(event.shock.place(), where, "expected a map of paths and amounts");
    }
    const double half_life = half_life_of(event.shock, where);
    std::map<config::Path, SourcePlace> seen;
    for (const config::Entry& entry : event.shock.entries()) {
      if (entry.key == "half_life") continue;
      read_shift(entry, where + "." + entry.key, half_life, seen, dated);
    }
    if (event.shock.entries().size() == 1 && event.shock.entries()[0].key == "half_life") {
      diagnostics_.error(event.shock.entries()[0].key_place, where + ".half_life",
                         "nothing is shifted", "give a path and an amount");
    }
  }

  // In ticks; 0 where none is given.
  double half_life_of(const config::Node& shock, const std::string& where) {
    const config::Node* given = shock.find("half_life");
    if (given == nullptr) return 0.0;
    const auto duration = parse_duration(given->text());
    if (duration && duration->amount > 0.0) return ticks(*duration, years_per_tick_);
    diagnostics_.error(given->place(), where + ".half_life",
                       "expected a duration above 0 such as 26 weeks");
    return 0.0;
  }

  void read_shift(const config::Entry& entry, const std::string& where, double half_life,
                  std::map<config::Path, SourcePlace>& seen, DatedEvent& dated) {
    const std::optional<double> amount =
        entry.value.is_scalar() ? parse_number(entry.value.text()) : std::nullopt;
    if (!amount || std::abs(*amount) > config::largest_number) {
      diagnostics_.error(entry.value.place(), where,
                         amount ? "numbers go up to 1e30" : "expected a number");
      return;
    }
    const std::optional<config::Path> path = path_of(entry, where, seen);
    if (!path) return;
    const config::NumberAt at = config::number_at(trial_, *path, &places_);
    if (at.value == nullptr && !at.is_none) {
      diagnostics_.error(entry.key_place, where, "there is no number at this path",
                         "see poach describe parameters");
    } else if (at.timing == config::Timing::fixed) {
      diagnostics_.error(entry.key_place, where,
                         "is fixed once the market runs; an event cannot change it",
                         "set it where the scenario starts");
    } else {
      dated.shifts.push_back({*path, *amount, half_life, entry.value.place()});
    }
  }

  const Scenario& scenario_;
  const config::Origins& origins_;
  Diagnostics& diagnostics_;
  const config::ItemPlaces& places_;
  double years_per_tick_;
  std::vector<std::string> companies_;
  std::vector<std::string> teams_;
  Parameters trial_;
};

double held_in(double number, config::Range range) {
  range.lowest = std::max(range.lowest, -config::largest_number);
  range.highest = std::min(range.highest, config::largest_number);
  if (range.lowest_open) range.lowest = std::nextafter(range.lowest, range.highest);
  if (range.highest_open) range.highest = std::nextafter(range.highest, range.lowest);
  return std::clamp(number, range.lowest, range.highest);
}

Timeline::Timeline(const Scenario& scenario, Diagnostics& diagnostics,
                   const config::Origins& origins)
    : base_(scenario.base), years_per_tick_(scenario.clock.years_per_tick()) {
  if (scenario.events.empty()) return;
  for (std::size_t i = 0; i < base_.companies.size(); ++i) {
    places_.emplace(base_.companies[i].name, i);
  }
  Reader reader(scenario, *this, origins, diagnostics);
  for (const EventSpec& event : scenario.events) {
    std::optional<DatedEvent> dated = reader.read(event);
    if (dated) events_.push_back(std::move(*dated));
  }
  // Events of one tick act in the order of the file; no later phase sees the order between them
  // unless they set the same parameter.
  std::stable_sort(events_.begin(), events_.end(),
                   [](const DatedEvent& a, const DatedEvent& b) { return a.tick < b.tick; });
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
                           config::Allowed::timed_only, &places_);
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
      double* number = config::number_at(parameters, shift.path, &places_).value;
      if (number != nullptr) *number += shift.amount * fading;
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
      const config::NumberAt at = config::number_at(now, shift.path, &places_);
      if (at.value != nullptr) *at.value = held_in(*at.value, at.range);
    }
  }
  return now;
}

std::vector<TeamApproachSpec> Timeline::approaches_at(std::int64_t tick) const {
  std::vector<TeamApproachSpec> approaches;
  for (const DatedEvent& event : events_) {
    // Nobody acts at tick 0, the initial state.
    if (event.approach && std::max<std::int64_t>(event.tick, 1) == tick)
      approaches.push_back(*event.approach);
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
