#pragma once
// Numbers, hazards, durations and dates as people write them: 40M, 12 %, 0.2 per year, 26 weeks,
// 2025-06-30. Everything parses the same in every locale and prints so that it reads back exactly.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace poach {

/// `40M`, `0.5M`, `2.5k`, `1B`, `12 %` (= 0.12), `1_000_000`, `1e6`, `.5`. Nothing for NaN,
/// infinities, hexadecimal numbers, overflow and trailing text.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// The shortest decimal text that reads back to the same double.
[[nodiscard]] std::string format_number(double value);

/// A rate of chance events: a continuous rate per year, or a probability per tick.
struct Hazard {
  enum class Per { tick, year };
  double value = 0.0;
  Per per = Per::year;
  friend bool operator==(const Hazard&, const Hazard&) = default;
};

/// `0.20 per year`, `12 % per year`, `0.02 per tick`; a bare `0` means never.
[[nodiscard]] std::optional<Hazard> parse_hazard(std::string_view text);
[[nodiscard]] std::string to_string(Hazard hazard);
/// Chance of at least one event in a tick: 1 - exp(-h dt) for a yearly hazard h and ticks of dt
/// years, the value itself for one per tick.
[[nodiscard]] double probability_per_tick(Hazard hazard, double years_per_tick);
/// Mean number of events in a tick: h dt, or the value itself for one per tick.
[[nodiscard]] double rate_per_tick(Hazard hazard, double years_per_tick);

/// A length of time in the unit its author chose.
struct Duration {
  enum class Unit { ticks, days, weeks, months, years };
  double amount = 0.0;
  Unit unit = Unit::ticks;
  friend bool operator==(const Duration&, const Duration&) = default;
};

/// `26 weeks`, `10 years`, `1 month`, `3 ticks`.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
[[nodiscard]] std::string to_string(Duration duration);
/// Length in years: a day is 1/365.25, a week 7/365.25, a month 1/12 of one.
[[nodiscard]] double years(Duration duration, double years_per_tick);
/// Length in ticks, not rounded.
[[nodiscard]] double ticks(Duration duration, double years_per_tick);

/// Longer than any clock: the result of whole_ticks for endless lengths.
inline constexpr std::int32_t forever = 1'000'000'000;
/// A length of time rounded to whole ticks; `forever` beyond that, so that ticks can be added.
[[nodiscard]] std::int32_t whole_ticks(double ticks);

/// A day of the proleptic Gregorian calendar between the years 0000 and 9999.
class Date {
 public:
  /// 1970-01-01.
  constexpr Date() = default;
  constexpr explicit Date(std::int32_t days_since_1970) : days_(days_since_1970) {}
  /// The day `day` of `month` (1 to 12) of `year`; throws InputError when there is no such day.
  [[nodiscard]] static Date of(int year, int month, int day);
  /// ISO 8601 `2025-06-30`; nothing for other text and for days that do not exist.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] constexpr std::int32_t days_since_1970() const { return days_; }
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;  ///< 1 to 12
  [[nodiscard]] int day() const;    ///< 1 to 31
  [[nodiscard]] constexpr Date plus_days(std::int32_t days) const { return Date{days_ + days}; }
  /// The same day of the month `months` later (or earlier), or the last day of a shorter month.
  [[nodiscard]] Date plus_months(std::int32_t months) const;
  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  std::int32_t days_ = 0;
};

/// ISO 8601, for example 2025-06-30.
[[nodiscard]] std::string to_string(Date date);

}  // namespace poach
