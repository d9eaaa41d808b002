#include "check/expectation.hpp"

#include <cmath>

#include "base/error.hpp"
#include "config/load.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::check;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace {

// Fewer columns than moves.csv has, in another order: columns are found by name.
const std::string moves =
    "run_id,date,tick,from_company,to_company,pay_before_usd_per_year,pay_after_usd_per_year,"
    "team_leader\n"
    "0,2025-01-13,1,Apple,Meta,100,300,true\n"
    "0,2025-01-20,2,,Meta,,50,false\n"
    "0,2025-01-27,3,Meta,Apple,200,1000000,false\n"
    "0,2025-02-03,4,Apple,\"Ltd, \"\"Q\"\"\",100,120,false\n";

ExpectationSpec spec(Statistic statistic, const std::string& column,
                     const std::string& where = "") {
  ExpectationSpec e;
  e.name = "claim";
  e.table = "moves";
  e.statistic = statistic;
  e.column = column;
  Diagnostics diagnostics;
  if (!where.empty()) e.where = config::parse_text(where, "w.yaml", diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return e;
}

double value(const ExpectationSpec& e) { return observe(e, moves).value.value(); }
double count(const std::string& where) { return value(spec(Statistic::count, "", where)); }

}  // namespace

TEST_CASE("Every statistic by hand", "[check][expectation]") {
  const std::string before = "pay_before_usd_per_year";
  CHECK(value(spec(Statistic::sum, before)) == 400);
  CHECK(value(spec(Statistic::mean, before)) == Approx(400.0 / 3));
  CHECK(value(spec(Statistic::last, before)) == 100);
  CHECK(value(spec(Statistic::growth, "pay_after_usd_per_year")) == Approx(120.0 / 300 - 1));
  CHECK(value(spec(Statistic::median, "pay_after_usd_per_year")) == 210);
  CHECK(value(spec(Statistic::minimum, "pay_after_usd_per_year")) == 50);
  CHECK(value(spec(Statistic::maximum, before)) == 200);
  CHECK(value(spec(Statistic::count, "")) == 4);
  CHECK(value(spec(Statistic::mean, "team_leader")) == 0.25);
  ExpectationSpec ratio = spec(Statistic::ratio, "pay_after_usd_per_year");
  ratio.divided_by = before;
  CHECK(value(ratio) == Approx(1000470.0 / 400));
  ExpectationSpec slope = spec(Statistic::rank_slope, "pay_after_usd_per_year");
  slope.first_rank = 2;
  slope.last_rank = 3;
  CHECK(value(slope) == Approx(std::log(2.5 / 1.5) / std::log(300.0 / 120)));
}

TEST_CASE("Filters", "[check][expectation]") {
  CHECK(count("from_company: Apple") == 2);
  CHECK(count("from_company: [Apple, Meta]") == 3);
  CHECK(count("from_company: ''") == 1);
  CHECK(count("from_company:") == 1);
  CHECK(count("from_company: {not: ''}") == 3);
  CHECK(count("from_company: {not: [Apple, '']}") == 1);
  CHECK(count("to_company: 'Ltd, \"Q\"'") == 1);
  CHECK(count("team_leader: true") == 1);
  CHECK(count("team_leader: {not: true}") == 3);
  CHECK(count("pay_after_usd_per_year: 1M") == 1);
  CHECK(count("pay_after_usd_per_year: {at_least: 120, at_most: 0.5M}") == 2);
  CHECK(count("pay_before_usd_per_year: {at_most: 1M}") == 3);  // missing ones do not count
  CHECK(count("pay_before_usd_per_year: {not: 100}") == 2);     // here they do
  CHECK(count("{from_company: Apple, to_company: Meta}") == 1);
  CHECK(count("date: {at_least: 2025-01-20}") == 3);
  CHECK(count("date: 2025-01-20") == 1);
}

TEST_CASE("A window includes both its ends", "[check][expectation]") {
  ExpectationSpec e = spec(Statistic::count, "");
  e.from = Date::of(2025, 1, 20);
  CHECK(value(e) == 3);
  e.until = Date::of(2025, 1, 27);
  CHECK(value(e) == 2);
  e.statistic = Statistic::last;
  e.column = "pay_after_usd_per_year";
  CHECK(value(e) == 1e6);
}

TEST_CASE("Replicates without rows", "[check][expectation]") {
  const std::string none = "from_company: Nobody";
  const std::string pay = "pay_after_usd_per_year";
  CHECK(value(spec(Statistic::sum, pay, none)) == 0);
  CHECK(value(spec(Statistic::count, pay, none)) == 0);
  for (const Statistic s : {Statistic::mean, Statistic::last, Statistic::median, Statistic::minimum,
                            Statistic::maximum}) {
    CHECK_FALSE(observe(spec(s, pay, none), moves).value.has_value());
  }
  ExpectationSpec ratio = spec(Statistic::ratio, pay, none);
  ratio.divided_by = pay;
  CHECK_FALSE(observe(ratio, moves).value.has_value());
  CHECK(observe(ratio, moves).rows == 0);
}

TEST_CASE("A table file holds several replicates", "[check][expectation]") {
  const TemporaryDirectory directory;
  const auto file = put(directory / "moves.csv",
                        "run_id,date,tick,pay_after_usd_per_year\n0,,1,10\n2,,1,7\n2,,1,8\n");
  const auto found = observe_file(spec(Statistic::sum, "pay_after_usd_per_year"), file, 3);
  REQUIRE(found.size() == 3);
  CHECK(found[0].value == 10);
  CHECK(found[1].value == 0);
  CHECK(found[2].value == 15);
  CHECK_THROWS_AS(observe_file(spec(Statistic::sum, "skill"), file, 3), InputError);
}

TEST_CASE("A cell that is no number is refused", "[check][expectation]") {
  const std::string table = "run_id,date,tick,skill\n0,,1,many\n";
  CHECK(message_of<InputError>([&] { (void)observe(spec(Statistic::sum, "skill"), table); }) ==
        "error: 'many' is no number");
}

namespace {

const std::string market_text =
    "name: s\nclock: {tick: week, start: 2025-01-06, ticks: 10}\n"
    "companies:\n"
    "  - {name: Apple, researchers: 5}\n"
    "  - {name: Firms, researchers: 5, count: 3}\n"
    "expect:\n";

// What check_expectations says about the `expect:` items of a scenario.
std::string complaints(const std::string& expectations) {
  Diagnostics diagnostics;
  const config::Node root = config::parse_text(market_text + expectations, "s.yaml", diagnostics);
  const auto loaded = read_scenario(root, "s.yaml", diagnostics);
  INFO(diagnostics.report());
  REQUIRE(loaded.has_value());
  check_expectations(loaded->scenario, loaded->origins, diagnostics);
  return diagnostics.report();
}

}  // namespace

TEST_CASE("Expectations without a mistake", "[check][expectation]") {
  CHECK(complaints("  - {name: a, table: moves, statistic: count, value: 1, "
                   "where: {from_company: [Apple, Firms 3, ''], channel: rival}}\n"
                   "  - {name: b, column: moves, at_least: 1, from: 2025-02-01}\n")
            .empty());
}

TEST_CASE("Mistakes in expectations, each with its place", "[check][expectation]") {
  CHECK(complaints("  - {name: a, table: move, column: skill, value: 1}\n") ==
        "s.yaml:7:22: error: expect.a.table: there is no table move; did you mean moves?\n");
  CHECK(complaints("  - {name: a, column: pay_medium_usd_per_year, value: 1}\n") ==
        "s.yaml:7:23: error: expect.a.column: the table market has no column "
        "pay_medium_usd_per_year; did you mean pay_median_usd_per_year?\n");
  CHECK(complaints("  - {name: a, table: flows, column: xyzzy, value: 1}\n")
            .find("there are run_id, tick, date, from_company") != std::string::npos);
  CHECK(complaints("  - {name: a, table: moves, column: channel, value: 1}\n")
            .find("channel holds no numbers") != std::string::npos);
  const std::string filters = complaints(
      "  - {name: a, table: moves, statistic: count, value: 1, where: {to_company: Aple, "
      "skill: many, teem: x, from_company: Firms 4, tick: {under: 3}}}\n");
  for (const char* part : {"expect.a.where.to_company: no to_company is ever named Aple; did you "
                           "mean Apple?",
                           "expect.a.where.skill: 'many' is no value of skill, which holds numbers",
                           "no column teem; did you mean team?", "ever named Firms 4",
                           "expect.a.where.tick.under: unknown condition"}) {
    CAPTURE(filters);
    CHECK(filters.find(part) != std::string::npos);
  }
  CHECK(complaints("  - {name: a, column: moves, value: 1, from: 2026-01-01}\n") ==
        "s.yaml:7:46: error: expect.a.from: is after the end of the run, 2025-03-17\n");
}
