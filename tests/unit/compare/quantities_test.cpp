#include "compare/quantities.hpp"

#include <cmath>
#include <limits>
#include <set>

#include "record/tables.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::compare;
using poach::support::put;
using poach::support::TemporaryDirectory;

TEST_CASE("The dictionaries say how a column is read and named", "[compare][quantities]") {
  const auto tables = table_dictionaries();
  const Quantity lost = quantity_of(tables, "companies", "poached_out");
  CHECK(lost.reading == Reading::total);
  CHECK(lost.title_of_run() == "people lost to rivals");
  CHECK(lost.unit == "people");
  CHECK(lost.is_count);
  const Quantity share = quantity_of(tables, "companies", "leadership_share");
  CHECK(share.reading == Reading::state);
  CHECK(share.title_of_run() == "share of research capital at the end");
  CHECK(share.unit == "share");
  CHECK_FALSE(share.is_count);
  CHECK(quantity_of(tables, "companies", "raise_cost_usd_per_year").unit == "USD per year");
  CHECK_THROWS_AS(quantity_of(tables, "companies", "moves"), std::logic_error);
  CHECK_THROWS_AS(quantity_of(tables, "nothing", "moves"), std::logic_error);
}

TEST_CASE("The quantities of comparisons have names, titles and units of their own",
          "[compare][quantities]") {
  std::set<std::string> names;
  std::set<std::string> titles;
  for (const Quantity& quantity : compared_quantities(table_dictionaries())) {
    INFO(quantity.name);
    CHECK(names.insert(quantity.name).second);
    CHECK_FALSE(quantity.title.empty());
    CHECK(titles.insert(quantity.table + quantity.title_of_run()).second);
    CHECK_FALSE(quantity.unit.empty());
    if (quantity.name != "pay_accumulated_usd") continue;
    CHECK(quantity.column == "payroll_usd_per_year");
    CHECK(quantity.reading == Reading::accumulated);
    CHECK(quantity.title_of_run() == "pay over the whole run");
    CHECK(quantity.unit == "USD");
  }
  CHECK(names.count("pay_accumulated_usd") == 1);
}

TEST_CASE("A series is a cell, a sum, or a sum of a rate over time", "[compare][quantities]") {
  const TemporaryDirectory directory;
  // Half a Julian year and a whole one; a missing cell adds nothing.
  const auto file = put(directory / "market.csv",
                        "run_id,tick,date,x\n0,0,2025-01-01,4\n0,1,2025-07-02,\n"
                        "0,2,2026-01-01,6\n0,3,2027-01-01,8\n");
  const tables::ReadTable table = tables::read_csv(file);
  const Panel panel(table, 1, "market.csv");
  const auto cells = table.numbers("x");
  const Series state = read_series(panel, cells, 0, Reading::state);
  CHECK(state.at(0, 0) == 4);
  CHECK(std::isnan(state.at(0, 1)));
  CHECK(state.change().at(0, 3) == 4);
  CHECK(state.across(1).empty());
  CHECK(state.last() == std::vector<double>{8});
  const Series total = read_series(panel, cells, 0, Reading::total);
  CHECK(total.at(0, 1) == 4);
  CHECK(total.at(0, 3) == 18);
  const Series accumulated = read_series(panel, cells, 0, Reading::accumulated);
  CHECK(accumulated.at(0, 0) == 0);
  CHECK(accumulated.at(0, 3) == Approx(6 * panel.years()[2] + 8 * panel.years()[3]).epsilon(1e-15));
}
