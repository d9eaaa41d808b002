#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>

#include "phases/booking.hpp"
#include "support/catch.hpp"
#include "unit/record/recorded_run.hpp"
#include "world/invariants.hpp"

namespace {

using namespace poach;
using tests::RecordedRun;

// One person at A with 600 USD of unvested equity, whom B hires in tick 2 and buys out by half.
// A tick is a year.
std::string bought_out(int every) {
  return R"(
clock: {tick: unit, ticks: 4}
record: {tables: [market, accounts], every: )" +
         std::to_string(every) + R"(}
teams: [{name: Core, company: A, members: 1}]
companies:
  - name: A
    researchers: 1
    pay: {median: 100}
    productivity: {level: 300}
    retention: {budget: 600, grant_multiple: 6, vesting: 6 ticks}
  - {name: B, productivity: {level: 2000}, contract: {buyout: 0.5, length: 100 ticks}, pay: {cap: 900}}
events:
  - {name: raid, tick: 2, approach: {company: B, team: Core, who: members}}
)";
}

double number(const std::string& cell) { return cell.empty() ? 0.0 : std::stod(cell); }

// The cells of a row of accounts.csv or market.csv, by the names of the columns.
std::map<std::string, std::string> row_of(TableName table, const std::string& rows,
                                          std::size_t line) {
  std::istringstream in(rows);
  std::string text;
  for (std::size_t k = 0; k <= line; ++k) REQUIRE(std::getline(in, text));
  std::map<std::string, std::string> cells;
  std::istringstream parts(text + ",");
  for (const auto& column : recorded_tables()[index_of(table)].dictionary.columns) {
    REQUIRE(std::getline(parts, cells[column.name], ','));
  }
  return cells;
}

TEST_CASE("A grant is a promise, vesting and buyouts are money, and profit is what is left") {
  RecordedRun run(bought_out(1));
  run.finish();
  const TableTexts taken = run.take();
  const std::string& rows = taken[index_of(TableName::accounts)].text;
  // Rows come in pairs, A and B, from tick 0.
  auto a = row_of(TableName::accounts, rows, 2);
  CHECK(a["tick"] == "1");
  CHECK(a["company"] == "A");
  CHECK(a["kind"] == "A");
  CHECK(a["output_usd"] == "300");
  CHECK(a["pay_usd"] == "100");
  CHECK(a["granted_usd"] == "600");
  CHECK(a["vested_usd"] == "0");
  CHECK(a["profit_usd"] == "200");
  a = row_of(TableName::accounts, rows, 4);
  auto b = row_of(TableName::accounts, rows, 5);
  CHECK(a["tick"] == "2");
  CHECK(a["forfeited_usd"] == "600");
  CHECK(a["profit_usd"] == "0");
  CHECK(b["buyouts_usd"] == "300");
  CHECK(b["output_usd"] == "2000");
  CHECK(number(b["profit_usd"]) == 2000 - 300 - number(b["pay_usd"]));
  const auto market = row_of(TableName::market, taken[index_of(TableName::market)].text, 2);
  CHECK(number(market.at("received_usd")) == 300 + number(b["pay_usd"]));
  CHECK(number(market.at("surplus_usd")) == number(b["pay_usd"]) - 1);
}

TEST_CASE("Rows every few ticks hold the sums of all ticks since the last") {
  RecordedRun fine(bought_out(1));
  RecordedRun coarse(bought_out(3));
  fine.finish();
  coarse.finish();
  const auto total = [](const std::string& rows, const std::string& column) {
    double sum = 0.0;
    const auto lines = static_cast<std::size_t>(std::count(rows.begin(), rows.end(), '\n'));
    for (std::size_t line = 0; line < lines; ++line) {
      sum += number(row_of(TableName::accounts, rows, line)[column]);
    }
    return sum;
  };
  const std::string every_tick = fine.rows_of(TableName::accounts);
  const std::string every_third = coarse.rows_of(TableName::accounts);
  for (const char* column : {"output_usd", "pay_usd", "buyouts_usd", "forfeited_usd"}) {
    CHECK(total(every_third, column) == total(every_tick, column));
    CHECK(total(every_tick, column) > 0.0);
  }
}

TEST_CASE("The accounts of companies change neither market.csv nor the state") {
  const std::string text = bought_out(2);
  RecordedRun both(text);
  RecordedRun market(std::string(text).replace(text.find(", accounts"), 10, ""));
  market.market.world.tick.wants.accounts = false;
  both.finish();
  market.finish();
  CHECK(both.rows_of(TableName::market) == market.rows_of(TableName::market));
  CHECK(state_hash(both.market.world.state) == state_hash(market.market.world.state));
  CHECK(market.market.world.tick.accounts.companies.size() == 0);
}

TEST_CASE("A payment that only one side booked is found") {
  RecordedRun run(bought_out(1));
  run.advance();
  World& world = run.market.world;
  CHECK(broken_accounts(world, world.tick).empty());
  world.tick.accounts.companies[CompanyId{1}].of(Account::buyouts).add(300.0);
  REQUIRE(broken_accounts(world, world.tick).size() == 1);
  CHECK(broken_accounts(world, world.tick)[0] ==
        "companies paid 400 USD to people, who received 100");
}

TEST_CASE("Amounts are rounded to millionths, and amounts of billions are left alone") {
  CHECK(rounded_amount(1.0) == 1.0);
  CHECK(rounded_amount(0.1) != 0.1);
  CHECK(rounded_amount(0.1) == Approx(0.1).margin(0x1p-21));
  CHECK(rounded_amount(-123456.7) * 0x1p20 == std::floor(-123456.7 * 0x1p20 + 0.5));
  CHECK(rounded_amount(0x1.123456789abcdp40) == 0x1.123456789abcdp40);
  CHECK(rounded_amount(0.0) == 0.0);
}

}  // namespace
