#include "record/recorder.hpp"

#include <sstream>

#include "support/catch.hpp"
#include "unit/record/recorded_run.hpp"

namespace {

using namespace poach;
using tests::RecordedRun;

using Line = std::vector<std::string>;

// Cells of rows that hold no quotes.
std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    Line cells(1);
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    lines.push_back(cells);
  }
  return lines;
}

std::string cell(TableName table, const Line& line, std::string_view name) {
  const auto& columns = recorded_tables()[index_of(table)].dictionary.columns;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    if (columns[k].name == name) return line.at(k);
  }
  FAIL("no column " << name);
  return {};
}

// A team of four at A that B approaches in weeks 1 and 2, and that always accepts.
std::string raided(const std::string& noncompete, const std::string& who) {
  return R"(
clock: {tick: week, start: 2025-01-06, ticks: 6}
teams: [{name: Core, company: A, members: 4}]
record: {tables: [moves, companies]}
companies:
  - {name: A, researchers: 5, pay: {median: 100}, productivity: {level: 100}, noncompete: {)" +
         noncompete + R"(}}
  - {name: B, productivity: {level: 900}}
events:
  - {name: first, tick: 1, approach: {company: B, team: Core, who: )" +
         who + R"(}}
  - {name: second, tick: 2, approach: {company: B, team: Core, who: members}}
)";
}

TEST_CASE("Rows come at the recorded ticks and at the end, and cover the ticks since the last") {
  RecordedRun run(R"(
clock: {tick: unit, ticks: 5}
researchers: {unemployed: 40}
record: {tables: [market, companies], every: 2}
market: {bidding: {rule: posted}, search: {random_meetings: {unemployed: 0.5 per tick}}}
companies: [{name: A, pay: {posted: 9}, separations: {quits: 0.3 per tick}}]
)");
  std::vector<std::uint64_t> hires = {0, 0, 0, 0, 0, 0};
  while (run.market.world.state.tick < 5) {
    run.advance();
    hires[static_cast<std::size_t>(run.market.world.state.tick)] =
        run.market.world.tick.log.started.size();
  }
  const auto taken = run.take();
  const auto market = lines_of(taken[0].text);
  REQUIRE(market.size() == 4);
  CHECK(taken[0].rows == 4);
  const auto companies = lines_of(taken[1].text);
  REQUIRE(companies.size() == 4);
  const std::vector<std::string> ticks = {"0", "2", "4", "5"};
  const std::vector<std::uint64_t> sums = {0, hires[1] + hires[2], hires[3] + hires[4], hires[5]};
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK(cell(TableName::market, market[k], "run_id") == "7");
    CHECK(cell(TableName::market, market[k], "tick") == ticks[k]);
    CHECK(cell(TableName::market, market[k], "date").empty());  // abstract units have no dates
    CHECK(cell(TableName::market, market[k], "moves") == std::to_string(sums[k]));
    CHECK(cell(TableName::companies, companies[k], "hires") == std::to_string(sums[k]));
  }
  CHECK(cell(TableName::market, market[0], "pay_median_usd_per_year").empty());
  CHECK(cell(TableName::market, market[0], "unemployment_rate") == "1");
}

TEST_CASE("A move is recorded when the job starts, with the ticks waited") {
  RecordedRun run(raided("share: 1, shortest: 3 weeks, longest: 3 weeks", "leader"));
  run.advance();
  auto rows = run.take();
  CHECK(rows[3].text.empty());
  const auto companies = lines_of(rows[1].text);
  REQUIRE(companies.size() == 4);
  CHECK(cell(TableName::companies, companies[2], "poached_out") == "1");
  CHECK(cell(TableName::companies, companies[3], "signed_not_started") == "1");
  CHECK(cell(TableName::companies, companies[3], "hires") == "0");
  run.advance();
  run.advance();
  run.advance();
  const auto moves = lines_of(run.rows_of(TableName::moves));
  REQUIRE(moves.size() == 1);
  CHECK(cell(TableName::moves, moves[0], "tick") == "4");
  CHECK(cell(TableName::moves, moves[0], "date") == "2025-02-03");
  CHECK(cell(TableName::moves, moves[0], "researcher") == "A/1");
  CHECK(cell(TableName::moves, moves[0], "from_company") == "A");
  CHECK(cell(TableName::moves, moves[0], "to_company") == "B");
  CHECK(cell(TableName::moves, moves[0], "channel") == "news");
  CHECK(cell(TableName::moves, moves[0], "ticks_waited") == "3");
  CHECK(cell(TableName::moves, moves[0], "team_leader") == "true");
  CHECK(cell(TableName::moves, moves[0], "leader_left") == "false");
}

TEST_CASE("A member's move shows whether the leader has left the company") {
  RecordedRun after(raided("share: 0", "leader"));
  after.advance();
  (void)after.take();
  after.advance();
  auto moves = lines_of(after.rows_of(TableName::moves));
  REQUIRE(moves.size() == 3);
  for (const Line& move : moves) {
    CHECK(cell(TableName::moves, move, "team") == "Core");
    CHECK(cell(TableName::moves, move, "team_leader") == "false");
    CHECK(cell(TableName::moves, move, "leader_left") == "true");
    CHECK(cell(TableName::moves, move, "ticks_waited") == "0");
  }
  RecordedRun before(raided("share: 0", "followers"));
  before.advance();
  moves = lines_of(before.rows_of(TableName::moves));
  REQUIRE(moves.size() == 3);
  for (const Line& move : moves) CHECK(cell(TableName::moves, move, "leader_left") == "false");
}

TEST_CASE("Tables that are not recorded have no rows, and the others are the same") {
  const std::string text = raided("share: 0", "members");
  RecordedRun both(text);
  RecordedRun one(std::string(text).replace(text.find("[moves, companies]"), 18, "[moves]"));
  both.finish();
  one.finish();
  const auto all = both.take();
  const auto some = one.take();
  CHECK(all[3].text == some[3].text);
  CHECK_FALSE(all[1].text.empty());
  for (const std::size_t t : {0U, 1U, 2U, 4U, 5U}) CHECK(some[t].rows == 0);
  CHECK(both.take()[3].text.empty());  // taking empties
}

TEST_CASE("People are recorded at their own interval and at the end") {
  RecordedRun run(R"(
clock: {tick: unit, ticks: 5}
researchers: {unemployed: 1}
record: {tables: [researchers], researchers_every: 3}
companies: [{name: A, researchers: 1, pay: {median: 100}}]
)");
  run.finish();
  const auto lines = lines_of(run.rows_of(TableName::researchers));
  REQUIRE(lines.size() == 6);
  CHECK(cell(TableName::researchers, lines[2], "tick") == "3");
  CHECK(cell(TableName::researchers, lines[4], "tick") == "5");
  CHECK(cell(TableName::researchers, lines[2], "tenure_ticks") == "3");
  CHECK(cell(TableName::researchers, lines[3], "researcher") == "unemployed/1");
  CHECK(cell(TableName::researchers, lines[3], "pay_usd_per_year").empty());
  CHECK(cell(TableName::researchers, lines[3], "tenure_ticks").empty());
}

TEST_CASE("Rows are due at whole multiples and at the last tick, never in the burn-in") {
  RecordPlan plan;
  plan.every = 4;
  const ReplicateRecorder recorder(plan, 0);
  CHECK(recorder.is_due(0, 10));
  CHECK(recorder.is_due(8, 10));
  CHECK(recorder.is_due(10, 10));
  CHECK_FALSE(recorder.is_due(9, 10));
  CHECK_FALSE(recorder.is_due(-4, 10));
}

TEST_CASE("Every table stands in its place, under its own name") {
  for (std::size_t t = 0; t < table_count; ++t) {
    const RecordedTable& table = recorded_tables()[t];
    INFO(table.dictionary.name);
    CHECK(index_of(table.name) == t);
    CHECK(table.dictionary.name == facts_of(table.name).name);
    CHECK(table_named(table.dictionary.name) == table.name);
    CHECK(table.dictionary.file == table.dictionary.name + ".csv");
  }
}

TEST_CASE("Columns say what they count, as their meaning and the table's rows do") {
  for (const RecordedTable& table : recorded_tables()) {
    const RowsDue due = facts_of(table.name).due;
    for (const tables::ColumnDictionary& column : table.dictionary.columns) {
      INFO(table.dictionary.name << " " << column.name);
      const bool counts = column.kind == tables::Kind::since_last_row;
      CHECK((column.kind == tables::Kind::event) == (due == RowsDue::always));
      if (counts) CHECK(due == RowsDue::every);
      if (column.meaning.find("since the last row") != std::string::npos) CHECK(counts);
      if (counts) CHECK_FALSE(column.title.empty());
    }
  }
}

TEST_CASE("Every table explains every column it writes") {
  for (const tables::TableDictionary& table : table_dictionaries()) {
    INFO(table.name);
    CHECK_FALSE(table.one_row_per.empty());
    CHECK_FALSE(table.primary_key.empty());
    for (const auto& column : table.columns) CHECK_FALSE(column.meaning.empty());
  }
}

}  // namespace
