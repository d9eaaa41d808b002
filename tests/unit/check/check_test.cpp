#include "check/check.hpp"

#include <fmt/format.h>

#include <cmath>

#include "config/load.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::check;
using poach::support::content;
using poach::support::TemporaryDirectory;

namespace {

std::vector<Observation> observations(const std::vector<double>& values) {
  std::vector<Observation> result;
  for (const double value : values) result.push_back({value, 1});
  return result;
}

ExpectationSpec expecting(double value) {
  ExpectationSpec e;
  e.name = "claim";
  e.value = value;
  return e;
}

// Mean 10, standard error sqrt(2 / 3 / 3 * 1.5) = 1 / sqrt(3).
const std::vector<double> around_ten = {9, 10, 11};
const double error_of_ten = 1.0 / std::sqrt(3.0);

}  // namespace

TEST_CASE("A value is met within four standard errors", "[check][check]") {
  const auto found = observations(around_ten);
  const CheckRow met = judge(expecting(10 + 3.99 * error_of_ten), found);
  CHECK(met.verdict == Verdict::met);
  CHECK(*met.z == Approx(-3.99));
  CHECK(*met.standard_error == Approx(error_of_ten));
  CHECK(met.replicates == 3);
  CHECK(judge(expecting(10 + 4.01 * error_of_ten), found).verdict == Verdict::missed);
  CHECK(judge(expecting(10 - 4.01 * error_of_ten), found).verdict == Verdict::missed);
}

TEST_CASE("Without spread a value must be equal", "[check][check]") {
  const auto found = observations({0.1, 0.1, 0.1});
  CHECK(judge(expecting(0.1), found).verdict == Verdict::met);
  CHECK(judge(expecting(0.1 * (1 + 1e-13)), found).verdict == Verdict::met);
  CHECK(judge(expecting(0.1 * (1 + 1e-11)), found).verdict == Verdict::missed);
  CHECK_FALSE(judge(expecting(0.1), found).z.has_value());
  CHECK(judge(expecting(0.1), observations({0.1})).verdict == Verdict::met);
  CHECK(judge(expecting(0.2), observations({0.1})).verdict == Verdict::missed);
}

TEST_CASE("A tolerance replaces z", "[check][check]") {
  ExpectationSpec e = expecting(12);
  e.tolerance = 2.0;
  CHECK(judge(e, observations(around_ten)).verdict == Verdict::met);
  e.tolerance = 1.99;
  const CheckRow row = judge(e, observations(around_ten));
  CHECK(row.verdict == Verdict::missed);
  CHECK(row.expected_low == 12 - 1.99);
  CHECK(row.expected_high == 12 + 1.99);
}

TEST_CASE("Bands hold the mean", "[check][check]") {
  ExpectationSpec e;
  e.name = "band";
  e.at_least = 10;
  CHECK(judge(e, observations(around_ten)).verdict == Verdict::met);
  e.at_most = 10;
  CHECK(judge(e, observations(around_ten)).verdict == Verdict::met);
  e.at_most = 9.9;
  e.at_least = 9;
  CHECK(judge(e, observations(around_ten)).verdict == Verdict::missed);
  e.at_most = 12;
  e.at_least = 10.1;
  CHECK(judge(e, observations(around_ten)).verdict == Verdict::missed);
  CHECK(judge(e, observations(around_ten)).expected == "10.1 to 12");
}

TEST_CASE("Known misses do not fail, and say when they are met", "[check][check]") {
  ExpectationSpec e = expecting(20);
  e.known_miss = "too few friends";
  const CheckRow miss = judge(e, observations(around_ten));
  CHECK(miss.verdict == Verdict::known_miss);
  CHECK(miss.remark == "known: too few friends");
  e.value = 10;
  const CheckRow met = judge(e, observations(around_ten));
  CHECK(met.verdict == Verdict::met);
  CHECK(met.remark == "no longer a known miss: remove known_miss");
  CHECK_FALSE(has_failed(std::vector{miss, met}));
  e.known_miss.clear();
  e.value = 20;
  CHECK(has_failed(std::vector{met, judge(e, observations(around_ten))}));
}

TEST_CASE("Replicates without a value are left out, and it is said", "[check][check]") {
  std::vector<Observation> found = observations(around_ten);
  found.push_back({std::nullopt, 0});
  const CheckRow row = judge(expecting(10), found);
  CHECK(row.verdict == Verdict::met);
  CHECK(row.replicates == 3);
  CHECK(row.remark == "1 of 4 replicates have no value");
  CHECK(judge(expecting(0), std::vector<Observation>(2)).verdict == Verdict::missed);
}

TEST_CASE("An order is judged by paired differences", "[check][check]") {
  ExpectationSpec e;
  e.name = "fewer";
  e.less_than = "more";
  // The levels overlap; the differences -1, -2, -3 do not reach 0 at 90 % ... 95 %: mean -2,
  // standard error 1 / sqrt(3), t = 4.303: -2 + 2.484 > 0.
  const auto low = observations({1, 5, 9});
  CHECK(judge(e, differences(low, observations({2, 7, 12}))).verdict == Verdict::missed);
  const CheckRow sure = judge(e, differences(low, observations({3, 7, 11.1})));
  CHECK(sure.verdict == Verdict::met);
  CHECK(sure.expected == "below more");
  CHECK(judge(e, differences(observations({3, 7, 11.1}), low)).verdict == Verdict::missed);
  CHECK(judge(e, differences(low, low)).verdict == Verdict::missed);
}

namespace {

Scenario scenario_of(const std::string& expectations) {
  Diagnostics diagnostics;
  const config::Node root = config::parse_text(
      "name: s\nclock: {tick: week, ticks: 10}\ncompanies:\n"
      "  - {name: Plain, researchers: 30, productivity: {level: 400k}, pay: {median: 200k}}\n"
      "  - {name: Rich, researchers: 20, productivity: {level: 600k}, pay: {median: 250k}}\n"
      "market: {search: {random_meetings: {employed: 20 per year}}, decisions: {taste: 0.5}}\n"
      "expect:\n" +
          expectations,
      "s.yaml", diagnostics);
  const auto loaded = read_scenario(root, "s.yaml", diagnostics);
  INFO(diagnostics.report());
  REQUIRE(loaded.has_value());
  return loaded->scenario;
}

}  // namespace

TEST_CASE("A check records the tables it needs and no more", "[check][check]") {
  const Scenario end = prepare_for_check(
      scenario_of("  - {name: a, column: employed, statistic: last, value: 50, replicates: 3}\n"
                  "  - {name: b, column: pay_mean_usd_per_year, statistic: last, at_least: 1}\n"));
  CHECK(end.record.tables == std::vector<std::string>{"market"});
  CHECK(end.replicates == 20);
  CHECK(end.record.every == 10);
  // Counts since the last row need every row, even in the last one.
  CHECK(prepare_for_check(scenario_of("  - {name: a, column: moves, statistic: last, value: 1}\n"))
            .record.every == 1);
  CHECK(
      prepare_for_check(scenario_of("  - {name: a, column: employed, value: 1}\n")).record.every ==
      1);
}

TEST_CASE("Every table that has rows now and then is thinned for a check, size classes too",
          "[check][check]") {
  for (const TableFacts& facts : table_facts) {
    INFO(facts.name);
    const Scenario prepared = prepare_for_check(scenario_of(
        fmt::format("  - {{name: a, table: {}, statistic: count, at_least: 1}}\n", facts.name)));
    CHECK((prepared.record.every == 1) == (facts.due == RowsDue::every));
  }
  const auto rows = check_scenario(
      scenario_of("  - {name: a, table: size_classes, column: headcount, statistic: sum, "
                  "where: {tick: 0}, value: 50, replicates: 2}\n"),
      1);
  CHECK(rows.front().verdict == Verdict::met);
}

TEST_CASE("A scenario is run and judged", "[check][check]") {
  const auto rows = check_scenario(
      scenario_of(
          "  - {name: everyone, column: employed, statistic: last, value: 50, replicates: 2}\n"
          "  - {name: wrong, column: employed, statistic: last, value: 51, replicates: 5}\n"
          "  - {name: moves, column: moves, statistic: sum, at_least: 1, replicates: 4}\n"
          "  - {name: counted, table: moves, statistic: count, at_least: 1, replicates: 4}\n"
          "  - {name: late, column: moves, statistic: sum, from: 2025-02-10, less_than: moves}\n"),
      1);
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].scenario == "s");
  CHECK(rows[0].verdict == Verdict::met);
  CHECK(rows[0].replicates == 2);
  CHECK(rows[1].verdict == Verdict::missed);
  CHECK(rows[1].replicates == 5);
  CHECK(rows[2].verdict == Verdict::met);
  CHECK(rows[2].simulated == rows[3].simulated);  // two tables, one truth
  CHECK(rows[4].verdict == Verdict::met);
  CHECK(rows[4].replicates == 4);  // as many as both have
  CHECK(*rows[4].simulated < 0);
  const std::string text = print_check(rows);
  CHECK(text.find("expectation") < text.find("everyone"));
  CHECK(text.find("missed") != std::string::npos);
}

TEST_CASE("check.csv", "[check][check]") {
  ExpectationSpec e = expecting(10);
  e.quantity = "tens, counted";
  e.source = "theory";
  CheckRow row = judge(e, observations({9, 11}));
  row.scenario = "s";
  const TemporaryDirectory directory;
  write_check(tables::OutputDirectory(directory.path()), std::vector{row});
  const std::string text = content(directory / "check.csv");
  CHECK(text.starts_with(
      "scenario,name,quantity,statistic,expected_low,expected_high,simulated,standard_error,"
      "interval_low,interval_high,z,replicates,verdict,oracle,source,known_miss\n"
      "s,claim,\"tens, counted\",mean,10,10,10,1,"));
  CHECK(text.ends_with(",0,2,met,,theory,\n"));
  CHECK(content(directory / "datapackage.json").find("\"path\": \"check.csv\"") !=
        std::string::npos);
}
