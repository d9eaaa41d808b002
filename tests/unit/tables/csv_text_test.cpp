#include "tables/csv_text.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using poach::tables::CsvText;

TEST_CASE("Records of CSV text", "[csv_text]") {
  CsvText text("a,b\n\"x,\n\"\"y\",\n,2");
  CHECK(text.header().size() == 2);
  REQUIRE(text.next());
  CHECK(text.fields()[0] == "x,\n\"y");
  CHECK(text.fields()[1].empty());
  REQUIRE(text.next());
  CHECK(text.fields()[1] == "2");
  CHECK_FALSE(text.next());
  CsvText ragged("a,b\n1\n");
  CHECK_THROWS_AS(ragged.next(), std::logic_error);
}
