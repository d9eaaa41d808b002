#include "base/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/math.hpp"

namespace poach {
namespace {

constexpr double days_per_year = 365.25;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Removes the suffix of `text` and returns its power of ten.
int take_suffix(std::string_view& text) {
  constexpr std::array<std::pair<char, int>, 4> suffixes = {
      {{'k', 3}, {'M', 6}, {'B', 9}, {'%', -2}}};
  for (const auto& [letter, exponent] : suffixes) {
    if (text.empty() || text.back() != letter) continue;
    text.remove_suffix(1);
    text = trimmed(text);
    return exponent;
  }
  return 0;
}

// `1_000_000` without its underscores; each must stand between two digits.
std::optional<std::string> without_underscores(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return std::nullopt;
    }
  }
  return digits;
}

// The whole number that all of `text` spells.
std::optional<int> parse_whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Removes `e6` from the end of `text` and returns the exponent, 0 when there is none.
std::optional<int> take_exponent(std::string_view& text) {
  const std::size_t at = text.find_first_of("eE");
  if (at == std::string_view::npos) return 0;
  std::string_view power = text.substr(at + 1);
  text = text.substr(0, at);
  if (power.size() > 1 && power.front() == '+' && power[1] != '-') power.remove_prefix(1);
  const auto exponent = parse_whole(power);
  if (!exponent || *exponent > 100'000 || *exponent < -100'000) return std::nullopt;
  return exponent;
}

// The number before the last words of `text`, as in `26 weeks`, and those words.
struct Measure {
  double amount = 0.0;
  std::string_view unit;
};

std::optional<Measure> parse_measure(std::string_view text) {
  text = trimmed(text);
  std::size_t start = text.size();
  while (start > 0 &&
         ((text[start - 1] >= 'a' && text[start - 1] <= 'z') || text[start - 1] == ' ')) {
    --start;
  }
  // `2k weeks`: the letter next to the digits belongs to the number.
  const std::size_t space = text.find(' ', start);
  if (space == std::string_view::npos) return std::nullopt;
  const auto amount = parse_number(text.substr(0, space));
  if (!amount) return std::nullopt;
  return Measure{*amount, trimmed(text.substr(space))};
}

// Days from civil dates and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int32_t days_from_civil(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

struct Civil {
  int year;
  int month;
  int day;
};

Civil civil_from_days(std::int32_t days) {
  const int z = days + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return {year, month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool exists(int year, int month, int day) {
  return year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

constexpr std::array<std::string_view, 5> unit_names = {"ticks", "days", "weeks", "months",
                                                        "years"};

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  const int shift = take_suffix(text);
  const auto digits = without_underscores(text);
  if (!digits) return std::nullopt;
  std::string_view rest = *digits;
  if (!rest.empty() && rest.front() == '+') {
    rest.remove_prefix(1);
    if (!rest.empty() && rest.front() == '-') return std::nullopt;
  }
  const std::size_t first =
      rest.find_first_not_of('-');  // words such as inf and nan are refused here
  if (first == std::string_view::npos || !(is_digit(rest[first]) || rest[first] == '.')) {
    return std::nullopt;
  }
  const auto exponent = take_exponent(rest);
  if (!exponent) return std::nullopt;
  // The suffix goes into the exponent, so that 0.1M and 12 % are rounded only once.
  return parse_decimal(fmt::format("{}e{}", rest, *exponent + shift));
}

std::string format_number(double value) {
  std::array<char, 64> buffer;
  const double size = value < 0.0 ? -value : value;
  // 40000000 reads better than 4e+07; both are the shortest digits that read back exactly.
  const bool plain = size == 0.0 || (size >= 1e-6 && size < 1e16);
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string{};
}

std::optional<Hazard> parse_hazard(std::string_view text) {
  if (const auto zero = parse_number(text); zero && *zero == 0.0) return Hazard{};
  const auto measure = parse_measure(text);
  if (!measure) return std::nullopt;
  if (measure->unit == "per year") return Hazard{measure->amount, Hazard::Per::year};
  if (measure->unit == "per tick") return Hazard{measure->amount, Hazard::Per::tick};
  return std::nullopt;
}

std::string to_string(Hazard hazard) {
  return format_number(hazard.value) +
         (hazard.per == Hazard::Per::year ? " per year" : " per tick");
}

double probability_per_tick(Hazard hazard, double years_per_tick) {
  if (hazard.per == Hazard::Per::tick) return hazard.value;
  return -expm1(-(hazard.value * years_per_tick));
}

double rate_per_tick(Hazard hazard, double years_per_tick) {
  return hazard.per == Hazard::Per::tick ? hazard.value : hazard.value * years_per_tick;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const auto measure = parse_measure(text);
  if (!measure) return std::nullopt;
  for (std::size_t i = 0; i < unit_names.size(); ++i) {
    const std::string_view plural = unit_names[i];
    if (measure->unit == plural || measure->unit == plural.substr(0, plural.size() - 1)) {
      return Duration{measure->amount, static_cast<Duration::Unit>(i)};
    }
  }
  return std::nullopt;
}

std::string to_string(Duration duration) {
  const std::string_view plural = unit_names[static_cast<std::size_t>(duration.unit)];
  return fmt::format("{} {}", format_number(duration.amount),
                     duration.amount == 1.0 ? plural.substr(0, plural.size() - 1) : plural);
}

double years(Duration duration, double years_per_tick) {
  switch (duration.unit) {
    case Duration::Unit::ticks:
      return duration.amount * years_per_tick;
    case Duration::Unit::days:
      return duration.amount / days_per_year;
    case Duration::Unit::weeks:
      return duration.amount * 7.0 / days_per_year;
    case Duration::Unit::months:
      return duration.amount / 12.0;
    case Duration::Unit::years:
      break;
  }
  return duration.amount;
}

double ticks(Duration duration, double years_per_tick) {
  return duration.unit == Duration::Unit::ticks ? duration.amount
                                                : years(duration, years_per_tick) / years_per_tick;
}

std::int32_t whole_ticks(double ticks) {
  if (!(ticks < forever)) return forever;
  return static_cast<std::int32_t>(std::max(ticks, 0.0) + 0.5);
}

Date Date::of(int year, int month, int day) {
  if (!exists(year, month, day)) {
    throw InputError(fmt::format("there is no day {}-{}-{}", year, month, day));
  }
  return Date{days_from_civil(year, month, day)};
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day || !exists(*year, *month, *day)) return std::nullopt;
  return Date{days_from_civil(*year, *month, *day)};
}

int Date::year() const { return civil_from_days(days_).year; }
int Date::month() const { return civil_from_days(days_).month; }
int Date::day() const { return civil_from_days(days_).day; }

Date Date::plus_months(std::int32_t months) const {
  const Civil civil = civil_from_days(days_);
  const int total = civil.year * 12 + (civil.month - 1) + months;
  const int year = (total >= 0 ? total : total - 11) / 12;
  const int month = total - year * 12 + 1;
  const int last = days_in_month(year, month);
  return Date{days_from_civil(year, month, civil.day < last ? civil.day : last)};
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

}  // namespace poach
