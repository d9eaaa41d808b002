#include "tables/read_table.hpp"

#include <cmath>

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::tables;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

TEST_CASE("A CSV file by column", "[tables][read_table]") {
  const TemporaryDirectory directory;
  const ReadTable table =
      read_csv(put(directory / "a.csv", "name,pay,note\nAda,1.5,\n\"B,ob\",,x\n,-2e3,\n"));
  CHECK(table.rows() == 3);
  CHECK(table.names() == std::vector<std::string>{"name", "pay", "note"});
  CHECK(table.has("pay"));
  CHECK_FALSE(table.has("Pay"));
  CHECK(table.texts("name") == std::vector<std::string_view>{"Ada", "B,ob", ""});
  CHECK(table.text("note", 1) == "x");
  const std::vector<double> pay = table.numbers("pay");
  REQUIRE(pay.size() == 3);
  CHECK(pay[0] == 1.5);
  CHECK(std::isnan(pay[1]));
  CHECK(pay[2] == -2000);
  CHECK_THROWS_AS(table.text("note", 3), std::out_of_range);
}

TEST_CASE("A table without rows has its columns", "[tables][read_table]") {
  const TemporaryDirectory directory;
  const ReadTable table = read_csv(put(directory / "a.csv", "a,b\n"));
  CHECK(table.rows() == 0);
  CHECK(table.numbers("b").empty());
}

TEST_CASE("Cells that are not numbers and unknown columns are named", "[tables][read_table]") {
  const TemporaryDirectory directory;
  const auto path = put(directory / "a.csv", "pay\n1\nmany\n3\nNaN\n");
  const ReadTable table = read_csv(path);
  const std::string file = path.string();
  CHECK(message_of<InputError>([&] { (void)table.numbers("pay"); }) ==
        file + ":3:1: error: pay: \"many\" is not a number\n" + file +
            ":5:1: error: pay: \"NaN\" is not a number\n");
  CHECK(message_of<InputError>([&] { (void)table.texts("pai"); }) ==
        file + ":1:1: error: there is no column pai; did you mean pay?\n");
}

TEST_CASE("A malformed file is refused with every problem", "[tables][read_table]") {
  const TemporaryDirectory directory;
  const auto path = put(directory / "a.csv", "a,b\n1\n1,2\n3\n");
  CHECK(message_of<InputError>([&] { (void)read_csv(path); }) ==
        path.string() + ":2:1: error: this record has 1 fields, and the header has 2\n" +
            path.string() + ":4:1: error: this record has 1 fields, and the header has 2\n");
}
