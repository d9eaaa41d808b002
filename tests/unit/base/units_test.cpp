#include "base/units.hpp"

#include <clocale>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "base/error.hpp"
#include "support/catch.hpp"

using namespace poach;

TEST_CASE("numbers are read as people write them") {
  CHECK(parse_number("40M") == 40e6);
  CHECK(parse_number("0.5M") == 500000.0);
  CHECK(parse_number("2.5k") == 2500.0);
  CHECK(parse_number("1B") == 1e9);
  CHECK(parse_number("12 %") == 0.12);
  CHECK(parse_number("12%") == 0.12);
  CHECK(parse_number("-5M") == -5e6);
  CHECK(parse_number("1_000_000") == 1e6);
  CHECK(parse_number("1e6") == 1e6);
  CHECK(parse_number("1e+6") == 1e6);
  CHECK(parse_number("1.5e-3") == 0.0015);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("+3") == 3.0);
  CHECK(parse_number(" 7 ") == 7.0);
  CHECK(std::signbit(*parse_number("-0")));
}

TEST_CASE("suffixes round once") {
  // 0.1 % as 0.1 / 100 and 4.35M as 4.35 * 1e6 are an ulp away from these.
  CHECK(parse_number("0.3 %") == 0.003);
  CHECK(parse_number("0.7%") == 0.007);
  CHECK(parse_number("4.35M") == 4350000.0);
  CHECK(parse_number("1.1k") == 1100.0);
}

TEST_CASE("other text is no number") {
  for (const char* text : {"",
                           " ",
                           "nan",
                           "NaN",
                           "inf",
                           "-inf",
                           "infinity",
                           "0x10",
                           "5M USD",
                           "5 M M",
                           "1e",
                           "1e+-3",
                           "--5",
                           "+-5",
                           "-",
                           ".",
                           "%",
                           "M",
                           "1,000",
                           "_1",
                           "1_",
                           "1__0",
                           "1_.5",
                           "5m",
                           "1e400",
                           "1e99999999999",
                           "1e-99999999999",
                           "1.2.3",
                           "4 2",
                           "soon",
                           "-e5",
                           "1e2e3"}) {
    INFO("text '" << text << "'");
    CHECK_FALSE(parse_number(text).has_value());
  }
}

TEST_CASE("numbers do not depend on the locale") {
  const char* previous = std::setlocale(LC_ALL, nullptr);
  const std::string kept = previous == nullptr ? "C" : previous;
  // Locales with a decimal comma; where none is installed the check still holds.
  if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) std::setlocale(LC_ALL, "fr_FR.UTF-8");
  CHECK(parse_number("0.5") == 0.5);
  CHECK(format_number(0.5) == "0.5");
  std::setlocale(LC_ALL, kept.c_str());
}

TEST_CASE("printed numbers read back to the same bits") {
  CHECK(format_number(40e6) == "40000000");
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(0.0) == "0");
  CHECK(format_number(1e300) == "1e+300");
  CHECK(format_number(-2.5) == "-2.5");
  std::mt19937_64 bits(7);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t word = bits();
    double value = 0.0;
    std::memcpy(&value, &word, sizeof value);
    if (!std::isfinite(value)) continue;
    const auto again = parse_number(format_number(value));
    INFO(format_number(value));
    REQUIRE(again.has_value());
    REQUIRE(std::memcmp(&*again, &value, sizeof value) == 0);
  }
}

TEST_CASE("hazards") {
  CHECK(parse_hazard("0.20 per year") == Hazard{0.2, Hazard::Per::year});
  CHECK(parse_hazard("12 % per year") == Hazard{0.12, Hazard::Per::year});
  CHECK(parse_hazard("0.02 per tick") == Hazard{0.02, Hazard::Per::tick});
  CHECK(parse_hazard("0") == Hazard{});
  for (const char* text : {"0.2", "per year", "0.2 per", "0.2 per day", "0.2 year", "soon per year",
                           "0.2 per year please"}) {
    INFO("text '" << text << "'");
    CHECK_FALSE(parse_hazard(text).has_value());
  }
  CHECK(to_string(Hazard{0.2, Hazard::Per::year}) == "0.2 per year");
  CHECK(to_string(Hazard{0.02, Hazard::Per::tick}) == "0.02 per tick");
  const double week = 7.0 / 365.25;
  CHECK(probability_per_tick({0.2, Hazard::Per::year}, week) ==
        Approx(1.0 - std::exp(-0.2 * week)).epsilon(1e-12));
  CHECK(probability_per_tick({1e-12, Hazard::Per::year}, week) == Approx(1e-12 * week));
  CHECK(probability_per_tick({0.02, Hazard::Per::tick}, week) == 0.02);
  CHECK(rate_per_tick({0.2, Hazard::Per::year}, week) == 0.2 * week);
  CHECK(rate_per_tick({0.02, Hazard::Per::tick}, week) == 0.02);
}

TEST_CASE("durations") {
  CHECK(parse_duration("26 weeks") == Duration{26, Duration::Unit::weeks});
  CHECK(parse_duration("10 years") == Duration{10, Duration::Unit::years});
  CHECK(parse_duration("1 month") == Duration{1, Duration::Unit::months});
  CHECK(parse_duration("3 ticks") == Duration{3, Duration::Unit::ticks});
  CHECK(parse_duration("0.5 days") == Duration{0.5, Duration::Unit::days});
  CHECK(parse_duration("2k weeks") == Duration{2000, Duration::Unit::weeks});
  for (const char* text : {"26", "weeks", "26weeks", "26 week s", "26 fortnights", "soon"}) {
    INFO("text '" << text << "'");
    CHECK_FALSE(parse_duration(text).has_value());
  }
  CHECK(to_string(Duration{26, Duration::Unit::weeks}) == "26 weeks");
  CHECK(to_string(Duration{1, Duration::Unit::years}) == "1 year");
  const double week = 7.0 / 365.25;
  CHECK(years({26, Duration::Unit::weeks}, week) == Approx(26 * week));
  CHECK(years({365.25, Duration::Unit::days}, week) == Approx(1.0));
  CHECK(years({18, Duration::Unit::months}, week) == 1.5);
  CHECK(years({4, Duration::Unit::years}, week) == 4.0);
  CHECK(years({3, Duration::Unit::ticks}, week) == 3 * week);
  CHECK(ticks({26, Duration::Unit::weeks}, week) == Approx(26.0));
  CHECK(ticks({3, Duration::Unit::ticks}, week) == 3.0);
  CHECK(ticks({1, Duration::Unit::years}, 1.0 / 12.0) == Approx(12.0));
}

TEST_CASE("dates exist in the calendar") {
  CHECK(Date{}.days_since_1970() == 0);
  CHECK(to_string(Date{}) == "1970-01-01");
  CHECK(Date::parse("2025-06-30")->days_since_1970() == 20269);
  CHECK(Date::parse("2000-02-29")->days_since_1970() == 11016);
  CHECK(Date::parse("1969-12-31")->days_since_1970() == -1);
  for (const char* text :
       {"2025-02-30", "2025-13-01", "2025-00-10", "2025-06-31", "1900-02-29", "2025-6-30",
        "2025-06-30 ", "2025/06/30", "30-06-2025", "20250630", "+025-06-30", ""}) {
    INFO("text '" << text << "'");
    CHECK_FALSE(Date::parse(text).has_value());
  }
  CHECK_THROWS_AS(Date::of(2025, 2, 30), InputError);
  CHECK(Date::of(2025, 1, 6) < Date::of(2025, 1, 7));
  CHECK(Date::of(2025, 3, 1).year() == 2025);
  CHECK(Date::of(2025, 3, 1).month() == 3);
  CHECK(Date::of(2025, 3, 1).day() == 1);
}

TEST_CASE("every day of eight centuries survives a round trip") {
  Date day = Date::of(1600, 1, 1);
  const Date last = Date::of(2400, 12, 31);
  std::string before;
  for (; day <= last; day = day.plus_days(1)) {
    const std::string text = to_string(day);
    REQUIRE(before < text);
    REQUIRE(Date::parse(text) == day);
    before = text;
  }
}

TEST_CASE("months keep the day or clamp it") {
  CHECK(to_string(Date::of(2025, 1, 31).plus_months(1)) == "2025-02-28");
  CHECK(to_string(Date::of(2024, 1, 31).plus_months(1)) == "2024-02-29");
  CHECK(to_string(Date::of(2025, 1, 31).plus_months(2)) == "2025-03-31");
  CHECK(to_string(Date::of(2025, 11, 15).plus_months(3)) == "2026-02-15");
  CHECK(to_string(Date::of(2025, 1, 15).plus_months(-1)) == "2024-12-15");
  CHECK(to_string(Date::of(2025, 3, 31).plus_months(-13)) == "2024-02-29");
  CHECK(Date::of(2025, 1, 31).plus_months(0) == Date::of(2025, 1, 31));
}

TEST_CASE("whole ticks round to the nearest and end at forever") {
  CHECK(whole_ticks(0.0) == 0);
  CHECK(whole_ticks(0.49) == 0);
  CHECK(whole_ticks(0.5) == 1);
  CHECK(whole_ticks(51.6) == 52);
  CHECK(whole_ticks(-3.0) == 0);
  CHECK(whole_ticks(999'999'999.0) == 999'999'999);
  for (const double endless : {1e9, 2147483648.0, 1e18, 1e300, std::nan("")}) {
    CHECK(whole_ticks(endless) == forever);
  }
}
