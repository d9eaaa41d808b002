#include "scenario/clock.hpp"

#include <cmath>

#include "config/fields.hpp"

namespace poach {

double ClockSpec::years_per_tick() const {
  switch (tick) {
    case TickLength::day:
      return 1.0 / 365.25;
    case TickLength::week:
      return 7.0 / 365.25;
    case TickLength::month:
      return 1.0 / 12.0;
    case TickLength::unit:
      break;
  }
  return 1.0;
}

Date ClockSpec::date_of(std::int64_t ticks_after_start) const {
  const auto n = static_cast<std::int32_t>(ticks_after_start);
  switch (tick) {
    case TickLength::day:
      return start.plus_days(n);
    case TickLength::week:
      return start.plus_days(7 * n);
    case TickLength::month:
      return start.plus_months(n);
    case TickLength::unit:
      break;
  }
  return start;
}

std::int64_t ClockSpec::first_tick_on_or_after(Date date) const {
  const std::int64_t days = date.days_since_1970() - start.days_since_1970();
  if (days <= 0) return 0;
  switch (tick) {
    case TickLength::day:
      return days;
    case TickLength::week:
      return (days + 6) / 7;
    case TickLength::month: {
      std::int64_t n = days / 32;
      while (date_of(n) < date) ++n;
      return n;
    }
    case TickLength::unit:
      break;
  }
  return 0;
}

void describe(ClockSpec& clock, config::Fields& fields) {
  fields.choice({"tick", "length of a tick"}, clock.tick,
                {{TickLength::day, "day"},
                 {TickLength::week, "week"},
                 {TickLength::month, "month"},
                 {TickLength::unit, "unit"}});
  fields.value({"start", "date of tick 0, the initial state"}, clock.start);
  fields.value({"ticks", "length of a run", "ticks", config::between(0, 1e7)}, clock.ticks);
  fields.value({"burn_in", "ticks before tick 0 that let the market settle and are not recorded",
                "ticks", config::between(0, 1e6)},
               clock.burn_in);
}

}  // namespace poach
