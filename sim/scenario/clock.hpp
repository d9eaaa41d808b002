#pragma once
// Ticks and their calendar.

#include <cstdint>

#include "base/units.hpp"
#include "scenario/fwd.hpp"

namespace poach {

enum class TickLength { day, week, month, unit };

/// The length of a run and of a tick. An abstract `unit` has no calendar: hazards are then given
/// per tick, and a year counts as one tick.
struct ClockSpec {
  TickLength tick = TickLength::week;
  Date start = Date::of(2025, 1, 6);
  std::int64_t ticks = 104;
  std::int64_t burn_in = 0;

  /// Years in a tick: 1/365.25, 7/365.25, 1/12, or 1 for `unit`.
  [[nodiscard]] double years_per_tick() const;
  /// The date of a tick; tick 0 has the start date. Months are counted on the calendar.
  [[nodiscard]] Date date_of(std::int64_t ticks_after_start) const;
  /// The first tick (0 or later) dated on or after `date`.
  [[nodiscard]] std::int64_t first_tick_on_or_after(Date date) const;
};

void describe(ClockSpec& clock, config::Fields& fields);

}  // namespace poach
