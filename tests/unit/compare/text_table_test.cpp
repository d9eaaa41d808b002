#include "compare/text_table.hpp"

#include <cmath>
#include <stdexcept>

#include "support/catch.hpp"

using namespace poach::compare;

TEST_CASE("Short numbers", "[compare][text_table]") {
  CHECK(short_number(0.0909090909) == "0.0909091");
  CHECK(short_number(1234.5) == "1234.5");
  CHECK(short_number(-45678) == "-45.678k");
  CHECK(short_number(1234567, 4) == "1.235M");
  CHECK(short_number(7.5e10, 4) == "75B");
  CHECK(short_number(std::nan("")) == "-");
}

TEST_CASE("Columns line up by characters", "[compare][text_table]") {
  TextTable table({"name", "value"}, 1);
  CHECK(table.print().empty());
  table.add({"Zürich", "1"});
  table.add({"A", "100.5"});
  CHECK(table.print() ==
        "name    value\n"
        "Zürich      1\n"
        "A       100.5\n");
  CHECK_THROWS_AS(table.add({"too few"}), std::logic_error);
}
