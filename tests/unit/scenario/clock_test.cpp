#include "scenario/clock.hpp"

#include "support/catch.hpp"

namespace {

using namespace poach;

ClockSpec clock_of(TickLength tick, Date start) {
  ClockSpec clock;
  clock.tick = tick;
  clock.start = start;
  return clock;
}

TEST_CASE("Ticks bear the dates of the calendar") {
  const Date start = Date::of(2025, 1, 31);
  const ClockSpec days = clock_of(TickLength::day, start);
  CHECK(days.date_of(0) == start);
  CHECK(days.date_of(1) == Date::of(2025, 2, 1));
  CHECK(days.date_of(-31) == Date::of(2024, 12, 31));
  const ClockSpec weeks = clock_of(TickLength::week, start);
  CHECK(weeks.date_of(1) == Date::of(2025, 2, 7));
  CHECK(weeks.date_of(52) == Date::of(2026, 1, 30));
  const ClockSpec months = clock_of(TickLength::month, start);
  CHECK(months.date_of(1) == Date::of(2025, 2, 28));  // clamped to the month's last day
  CHECK(months.date_of(2) == Date::of(2025, 3, 31));  // and not lost for later ones
  CHECK(months.date_of(3) == Date::of(2025, 4, 30));
  CHECK(months.date_of(37) == Date::of(2028, 2, 29));
}

TEST_CASE("The first tick on or after a day is never dated before it") {
  for (const TickLength tick : {TickLength::day, TickLength::week, TickLength::month}) {
    const ClockSpec clock = clock_of(tick, Date::of(2025, 1, 31));
    for (int day = 0; day < 900; ++day) {
      const Date date = clock.start.plus_days(day);
      const std::int64_t n = clock.first_tick_on_or_after(date);
      CHECK(clock.date_of(n) >= date);
      CHECK((n == 0 || clock.date_of(n - 1) < date));
    }
    CHECK(clock.first_tick_on_or_after(Date::of(2024, 5, 1)) == 0);
  }
}

TEST_CASE("Years per tick") {
  CHECK(clock_of(TickLength::day, {}).years_per_tick() == 1 / 365.25);
  CHECK(clock_of(TickLength::week, {}).years_per_tick() == 7 / 365.25);
  CHECK(clock_of(TickLength::month, {}).years_per_tick() == 1.0 / 12);
  CHECK(clock_of(TickLength::unit, {}).years_per_tick() == 1);
}

}  // namespace
