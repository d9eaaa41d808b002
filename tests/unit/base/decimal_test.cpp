#include "base/decimal.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace poach;

TEST_CASE("decimals are rounded to the nearest double") {
  CHECK(parse_decimal("0") == 0.0);
  CHECK(parse_decimal("12") == 12.0);
  CHECK(parse_decimal("-12.5") == -12.5);
  CHECK(parse_decimal("1.") == 1.0);
  CHECK(parse_decimal(".5") == 0.5);
  CHECK(parse_decimal("1e3") == 1000.0);
  CHECK(parse_decimal("1E+3") == 1000.0);
  CHECK(parse_decimal("25e-2") == 0.25);
  CHECK(parse_decimal("0.1") == 0.1);
  CHECK(std::signbit(*parse_decimal("-0")));
  // Halfway between two doubles, a digit less, and a digit more: to even, down, up.
  CHECK(parse_decimal("9007199254740993") == 9007199254740992.0);
  CHECK(parse_decimal("9007199254740992.9999999999999999999") == 9007199254740992.0);
  CHECK(parse_decimal("9007199254740993.0000000000000000001") == 9007199254740994.0);
  CHECK(parse_decimal("0.1" + std::string(800, '0') + "1") == 0.1);
}

TEST_CASE("decimals stop at the ends of the doubles") {
  using Limits = std::numeric_limits<double>;
  CHECK(parse_decimal("1.7976931348623157e308") == Limits::max());
  CHECK(parse_decimal("5e-324") == Limits::denorm_min());
  CHECK(parse_decimal("2.5e-324") == Limits::denorm_min());
  CHECK(parse_decimal("0e-999") == 0.0);
  CHECK(parse_decimal("0.000e5") == 0.0);
  for (const char* text : {"1e309", "-1e309", "1.7976931348623159e308", "1e99999999999999999999",
                           "2e-324", "-1e-400", "1e-99999999999999999999", "0.001e-400"}) {
    INFO(text);
    CHECK_FALSE(parse_decimal(text));
  }
}

TEST_CASE("other text is no decimal") {
  for (const char* text : {"",    " ",    "-",        ".",   "+1",     "--1",   " 1",    "1 ",
                           "1e",  "1e+",  "e5",       "1d5", "1,5",    "1_000", "0x10",  "1f",
                           "inf", "-inf", "infinity", "nan", "nan(1)", "NaN",   "1e5.0", "1.2.3"}) {
    INFO(text);
    CHECK_FALSE(parse_decimal(text));
  }
}
