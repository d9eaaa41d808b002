// Settings that keep tables small in large markets: the largest companies, size classes, panels.

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "support/catch.hpp"
#include "unit/record/recorded_run.hpp"

namespace {

using namespace poach;
using tests::RecordedRun;

// The cells of a column by line, for rows that hold no quotes.
std::vector<std::string> column_of(TableName table, const std::string& text,
                                   std::string_view name) {
  const auto& columns = recorded_tables()[index_of(table)].dictionary.columns;
  std::size_t wanted = 0;
  while (columns.at(wanted).name != name) ++wanted;
  std::vector<std::string> cells;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream rest(line);
    std::string cell;
    for (std::size_t k = 0; k <= wanted; ++k) std::getline(rest, cell, ',');
    cells.push_back(cell);
  }
  return cells;
}

// Five companies that win people from each other and lose some.
std::string five_companies(const std::string& record) {
  return R"(
clock: {tick: unit, ticks: 4}
researchers: {unemployed: 30, skill_log_sd: 0.4}
market:
  bidding: {rule: ascending}
  search: {random_meetings: {unemployed: 0.6 per tick, employed: 0.4 per tick}}
  decisions: {pay_cuts: true}
companies:
  - {name: A, researchers: 30, productivity: {level: 100}, separations: {quits: 0.2 per tick}}
  - {name: B, researchers: 10, productivity: {level: 200}}
  - {name: C, researchers: 70, productivity: {level: 300}, separations: {quits: 0.1 per tick}}
  - {name: D, researchers: 70, productivity: {level: 150}, counter_offers: {probability: 1}}
  - {name: E, researchers: 20, productivity: {level: 400}}
record: {tables: [companies, size_classes], )" +
         record + "}\n";
}

std::string companies_of(const std::string& record) {
  RecordedRun run(five_companies(record));
  run.finish();
  return run.rows_of(TableName::companies);
}

// Sum of a column by tick.
std::map<std::string, double> sums(const std::string& text, std::string_view name) {
  const auto ticks = column_of(TableName::companies, text, "tick");
  const auto values = column_of(TableName::companies, text, name);
  std::map<std::string, double> total;
  for (std::size_t k = 0; k < ticks.size(); ++k) total[ticks[k]] += std::stod(values[k]);
  return total;
}

TEST_CASE("The largest companies keep their rows, and the others make one row") {
  const std::string all = companies_of("every: 2");
  const std::string top = companies_of("every: 2, companies_top: 2");
  const auto names = column_of(TableName::companies, top, "company");
  REQUIRE(names.size() == 9);  // ticks 0, 2 and 4
  CHECK(names[0] == "C");
  CHECK(names[1] == "D");
  CHECK(names[2] == other_companies);
  CHECK(column_of(TableName::companies, top, "headcount")[2] == "60");
  for (const std::string_view column :
       {"headcount", "hires", "poached_in", "poached_out", "separations", "counter_offers",
        "raises", "raise_cost_usd_per_year", "payroll_usd_per_year", "output_usd_per_year", "skill",
        "research_capital", "leadership_share"}) {
    INFO(column);
    const auto expected = sums(all, column);
    for (const auto& [tick, sum] : sums(top, column)) {
      CHECK(sum == Approx(expected.at(tick)).epsilon(1e-12));
    }
  }
  CHECK(sums(top, "hires").at("4") > 0.0);  // or the comparison above would say little
}

TEST_CASE("Among companies of one size the first in order keeps its row") {
  const std::string top = companies_of("every: 9, companies_top: 1");
  CHECK(column_of(TableName::companies, top, "company")[0] == "C");
}

TEST_CASE("As many rows as companies, or no limit, give every company and no others") {
  const std::string all = companies_of("every: 2");
  CHECK(companies_of("every: 2, companies_top: 5") == all);
  CHECK(companies_of("every: 2, companies_top: 0") == all);
}

TEST_CASE("Size classes double in width and count every company") {
  RecordedRun run(R"(
clock: {tick: unit, ticks: 1}
record: {tables: [size_classes]}
companies:
  - {name: Empty, count: 2}
  - {name: One, researchers: 1, pay: {median: 10}}
  - {name: Two, researchers: 2, pay: {median: 10}}
  - {name: Three, researchers: 3, pay: {median: 10}}
  - {name: Seven, researchers: 7, pay: {median: 30}}
  - {name: Eight, researchers: 8, pay: {median: 10}}
)");
  const std::string text = run.rows_of(TableName::size_classes);
  constexpr TableName table = TableName::size_classes;
  using Cells = std::vector<std::string>;
  CHECK(column_of(table, text, "smallest_headcount") == Cells{"0", "1", "2", "4", "8"});
  CHECK(column_of(table, text, "largest_headcount") == Cells{"0", "1", "3", "7", "15"});
  CHECK(column_of(table, text, "companies") == Cells{"2", "1", "2", "1", "1"});
  CHECK(column_of(table, text, "headcount") == Cells{"0", "1", "5", "7", "8"});
  CHECK(column_of(table, text, "payroll_usd_per_year") == Cells{"0", "10", "50", "210", "80"});
  CHECK(column_of(table, text, "pay_mean_usd_per_year")[0].empty());
}

// The members of a panel of 2,000 people at each of its rows.
std::map<std::string, std::set<std::string>> panel(const std::string& share) {
  RecordedRun run(R"(
clock: {tick: unit, ticks: 4}
researchers: {unemployed: 500}
record: {tables: [researchers], researchers_every: 2, researchers_sample: )" +
                  share + R"(}
companies: [{name: A, researchers: 1500, pay: {median: 9}, separations: {quits: 0.3 per tick}}]
)");
  run.finish();
  const std::string text = run.rows_of(TableName::researchers);
  const auto ticks = column_of(TableName::researchers, text, "tick");
  const auto names = column_of(TableName::researchers, text, "researcher");
  std::map<std::string, std::set<std::string>> people;
  for (std::size_t k = 0; k < ticks.size(); ++k) people[ticks[k]].insert(names[k]);
  return people;
}

TEST_CASE("A panel follows the same people, and a larger one holds a smaller one") {
  const auto some = panel("0.3");
  REQUIRE(some.size() == 3);
  CHECK(some.at("0") == some.at("2"));
  CHECK(some.at("0") == some.at("4"));
  // A share wrong by a fifth would be 5.9 standard deviations off.
  const auto count = static_cast<double>(some.at("0").size());
  CHECK(std::abs(support::z_score(count, 2000, 0.3)) < 4);
  const auto fewer = panel("0.1");
  CHECK_FALSE(fewer.at("0").empty());
  for (const std::string& name : fewer.at("0")) CHECK(some.at("0").contains(name));
  CHECK(panel("1").at("4").size() == 2000);
  CHECK(panel("0").empty());
}

}  // namespace
