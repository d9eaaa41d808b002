#pragma once
// The parameters in force. Each tick with an event computes them from the scenario's base values
// and all events so far; nothing is ever changed and changed back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/path.hpp"
#include "config/read.hpp"
#include "scenario/scenario.hpp"

namespace poach {

/// The nearest number within the range and within the limits of any number.
[[nodiscard]] double held_in(double number, config::Range range);

/// Parameters after the settings of some events, before any shock, from which a later tick
/// continues. Without value: none yet.
struct SettledParameters {
  std::optional<Parameters> parameters;
  std::size_t events = 0;  ///< how many of the timeline's events have been carried out
};

/// The scenario's events, dated in ticks.
class Timeline {
 public:
  Timeline() = default;
  /// Reports unknown paths, values that do not fit, parameters that cannot change during a run,
  /// dates outside the clock, and unknown companies or teams. check_events() checks the joint
  /// effects of events. `origins` gives the places of events, where known.
  Timeline(const Scenario& scenario, Diagnostics& diagnostics, const config::Origins& origins = {});

  /// Whether `parameters_at(tick)` differs from the tick before.
  [[nodiscard]] bool changes_at(std::int64_t tick) const;
  /// A number that fading shocks of opposite signs take out of its range is held at the range's
  /// end.
  [[nodiscard]] Parameters parameters_at(std::int64_t tick) const;
  /// The same, continuing from `settled` of an earlier tick: while a shock fades, no setting is
  /// carried out again.
  [[nodiscard]] Parameters parameters_at(std::int64_t tick, SettledParameters& settled) const;
  /// Team approaches that happen in this tick, in the order of the scenario. Those dated to the
  /// start happen in the first tick that is carried out.
  [[nodiscard]] std::vector<TeamApproachSpec> approaches_at(std::int64_t tick) const;
  /// Ticks at which some event sets or shifts a parameter, ascending, each once.
  [[nodiscard]] std::vector<std::int64_t> ticks_with_changes() const;

  /// A parameter that gets a new value.
  struct Setting {
    config::Path path;
    config::Node value;
    SourcePlace place;
  };
  /// A number that is shifted.
  struct Shift {
    config::Path path;
    double amount = 0.0;
    double half_life_ticks = 0.0;  ///< 0: lasts
    SourcePlace place;
  };
  struct DatedEvent {
    std::string name;
    std::int64_t tick = 0;
    std::vector<Setting> settings;
    std::vector<Shift> shifts;
    std::optional<TeamApproachSpec> approach;
  };
  /// In the order in which they act: by tick, and within a tick as in the scenario.
  [[nodiscard]] const std::vector<DatedEvent>& events() const { return events_; }
  [[nodiscard]] const Parameters& base() const { return base_; }
  /// The place of each company among the parameters.
  [[nodiscard]] const config::ItemPlaces& places() const { return places_; }

 private:
  class Reader;

  void set_until(std::int64_t tick, SettledParameters& settled) const;
  void shift_until(std::int64_t tick, Parameters& parameters) const;

  Parameters base_;
  double years_per_tick_ = 0.0;
  config::ItemPlaces places_;
  std::vector<DatedEvent> events_;
};

}  // namespace poach
