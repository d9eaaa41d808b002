#pragma once
// The parameters in force. Each tick with an event builds them anew from the scenario's base values
// and everything that has happened by then; nothing is ever changed and changed back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/path.hpp"
#include "scenario/scenario.hpp"

namespace poach {

/// Parameters as the settings of some events left them, before any shock, to go on from at a later
/// tick. Without value: nothing yet.
struct SettledParameters {
  std::optional<Parameters> parameters;
  std::size_t events = 0;  ///< how many of the timeline's events have been carried out
};

/// The scenario's events, dated in ticks.
class Timeline {
 public:
  Timeline() = default;
  /// Reports unknown paths, values that do not fit, shocks that take a number out of its range,
  /// parameters that cannot change during a run, dates outside the clock, and unknown companies or
  /// teams.
  Timeline(const Scenario& scenario, Diagnostics& diagnostics);

  /// Whether `parameters_at(tick)` differs from the tick before.
  [[nodiscard]] bool changes_at(std::int64_t tick) const;
  /// A number that fading shocks of opposite signs take out of its range is held at the range's
  /// end.
  [[nodiscard]] Parameters parameters_at(std::int64_t tick) const;
  /// The same, from where an earlier tick left `settled`: while a shock fades, no setting is
  /// carried out again.
  [[nodiscard]] Parameters parameters_at(std::int64_t tick, SettledParameters& settled) const;
  /// Team approaches dated to this tick, in the order of the scenario.
  [[nodiscard]] std::vector<TeamApproachSpec> approaches_at(std::int64_t tick) const;
  /// Ticks at which some event sets or shifts a parameter, ascending, each once.
  [[nodiscard]] std::vector<std::int64_t> ticks_with_changes() const;

 private:
  struct Setting {
    config::Path path;
    config::Node value;
  };
  struct Shift {
    config::Path path;
    double amount = 0.0;
    double half_life_ticks = 0.0;  // 0: lasts
    SourcePlace place;
  };
  struct DatedEvent {
    std::int64_t tick = 0;
    std::vector<Setting> settings;
    std::vector<Shift> shifts;
    std::optional<TeamApproachSpec> approach;
  };

  void read_event(const EventSpec& event, const Scenario& scenario, Diagnostics& diagnostics);
  void read_settings(const EventSpec& event, DatedEvent& dated, Diagnostics& diagnostics);
  void read_shifts(const EventSpec& event, DatedEvent& dated, Diagnostics& diagnostics);
  void check_shifts(Diagnostics& diagnostics) const;
  void set_until(std::int64_t tick, SettledParameters& settled) const;
  void shift_until(std::int64_t tick, Parameters& parameters) const;

  Parameters base_;
  double years_per_tick_ = 0.0;
  std::vector<DatedEvent> events_;  // in the order in which they act
};

}  // namespace poach
