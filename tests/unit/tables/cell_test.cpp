#include "tables/cell.hpp"

#include <bit>
#include <limits>

#include "support/catch.hpp"

using namespace poach;
using namespace poach::tables;

namespace {

template <class T>
std::string cell(const T& value) {
  std::string out;
  append_cell(out, value);
  return out;
}

}  // namespace

TEST_CASE("Numbers are the shortest text that reads back as the same double", "[tables][cell]") {
  CHECK(cell(0.1) == "0.1");
  CHECK(cell(1.0 / 3) == "0.3333333333333333");
  CHECK(cell(-2.5) == "-2.5");
  CHECK(cell(1e6) == "1000000");
  CHECK(cell(-1e6) == "-1000000");
  CHECK(cell(999999999999999.0) == "999999999999999");
  CHECK(cell(1e14) == "100000000000000");
  CHECK(cell(1e15) == "1e+15");
  CHECK(cell(1e300) == "1e+300");
  CHECK(cell(5e-324) == "5e-324");
  CHECK(cell(0.0) == "0");
  CHECK(cell(-0.0) == "0");
}

TEST_CASE("Numbers that are not finite are missing", "[tables][cell]") {
  using limits = std::numeric_limits<double>;
  CHECK(cell(limits::quiet_NaN()).empty());
  CHECK(cell(limits::infinity()).empty());
  CHECK(cell(-limits::infinity()).empty());
  CHECK(cell(std::optional<double>{}).empty());
  CHECK(cell(std::optional<double>{2}) == "2");
}

TEST_CASE("Any finite double survives the round trip", "[tables][cell]") {
  std::uint64_t bits = 1;
  for (int i = 0; i < 20'000; ++i) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    const auto value = std::bit_cast<double>(bits);
    if (!(std::abs(value) <= std::numeric_limits<double>::max())) continue;
    const std::optional<double> back = parse_number(cell(value));
    REQUIRE(back.has_value());
    REQUIRE(std::bit_cast<std::uint64_t>(*back) == bits);
  }
}

TEST_CASE("Whole numbers, booleans, ids and dates", "[tables][cell]") {
  CHECK(cell(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(cell(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(cell(std::uint32_t{4294967295U}) == "4294967295");
  CHECK(cell(std::int32_t{-5}) == "-5");
  CHECK(cell(true) == "true");
  CHECK(cell(false) == "false");
  CHECK(cell(ResearcherId{12}) == "12");
  CHECK(cell(OptionalId<CompanyId>{}).empty());
  CHECK(cell(OptionalId<CompanyId>{CompanyId{3}}) == "3");
  CHECK(cell(DateText{"2025-06-30"}) == "2025-06-30");
  CHECK(CellType<OptionalId<CompanyId>>::value == Type::integer);
  CHECK(CellType<std::optional<double>>::value == Type::number);
  CHECK(CellType<bool>::value == Type::boolean);
  CHECK(to_string(CellType<DateText>::value) == "date");
}

TEST_CASE("Text is quoted only where it must be and never altered", "[tables][cell]") {
  CHECK(cell(std::string("Google DeepMind")) == "Google DeepMind");
  CHECK(cell(std::string("L'Or\xC3\xA9"
                         "al")) ==
        "L'Or\xC3\xA9"
        "al");
  CHECK(cell(std::string("")).empty());
  CHECK(cell(std::string("a,b")) == "\"a,b\"");
  CHECK(cell(std::string("a\nb")) == "\"a\nb\"");
  CHECK(cell(std::string("a\rb")) == "\"a\rb\"");
  CHECK(cell(std::string("say \"hi\"")) == "\"say \"\"hi\"\"\"");
  CHECK(cell(std::string("\"")) == "\"\"\"\"");
  CHECK(cell(std::string("=1+1")) == "\"=1+1\"");
  CHECK(cell(std::string("@x")) == "\"@x\"");
  CHECK(cell(std::string("1=1")) == "1=1");
}

TEST_CASE("Numbers are parsed whole or not at all", "[tables][cell]") {
  CHECK(parse_number("1e3") == 1000.0);
  CHECK(parse_number("-.5") == -0.5);
  for (const char* text :
       {"", " 1", "1 ", "1,5", "+1", "nan", "inf", "1e999", "0x10", "1.2.3", "NA"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
  CHECK(parse_integer("-12") == -12);
  for (const char* text : {"", "1.0", "9223372036854775808", "1e3", " 1", "+1"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}
