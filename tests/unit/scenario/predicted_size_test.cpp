#include "scenario/predicted_size.hpp"

#include "support/catch.hpp"
#include "support/scenario_text.hpp"

namespace {

using namespace poach;

// Six million companies for a year of months.
std::string country(const std::string& record) {
  return "clock: {tick: month, ticks: 12}\n"
         "record: {" +
         record +
         "}\n"
         "companies: [{name: A, count: 6M, researchers: 100M}]\n";
}

PredictedTable predicted(const std::string& yaml) {
  const auto tables = predicted_tables(support::scenario_of(yaml));
  REQUIRE(tables.size() == 1);
  return tables.front();
}

std::string warnings(const std::string& yaml) {
  Diagnostics diagnostics;
  const config::Node root = config::parse_text("name: test\n" + yaml, "test.yaml", diagnostics);
  REQUIRE(read_scenario(root, "test.yaml", diagnostics));
  REQUIRE_FALSE(diagnostics.has_errors());
  return diagnostics.report();
}

TEST_CASE("Rows follow from the clock, the interval and the companies") {
  CHECK(predicted(country("tables: [companies]")).rows == 13 * 6e6);
  CHECK(predicted(country("tables: [companies], every: 5")).rows == 4 * 6e6);
  CHECK(predicted(country("tables: [companies], companies_top: 99")).rows == 1300);
  CHECK(predicted(country("tables: [size_classes]")).rows == 13 * 33);
  CHECK(predicted(country("tables: [market]")).rows == 13);
  CHECK(predicted(country("tables: [researchers], researchers_sample: 0.01")).rows == 2e6);
  CHECK(predicted("replicates: 3\n" + country("tables: [market]")).rows == 39);
}

TEST_CASE("Moves, offers and flows follow the hazards") {
  const std::string yaml =
      "clock: {tick: unit, ticks: 10}\n"
      "researchers: {unemployed: 1000}\n"
      "market: {search: {random_meetings: {unemployed: 0.5 per tick, employed: 0.1 per tick}}}\n"
      "companies: [{name: A, researchers: 5000, separations: {quits: 0.02 per tick}}]\n"
      "record: {tables: [";
  CHECK(predicted(yaml + "offers]}").rows == Approx(10 * (500 + 500)));
  CHECK(predicted(yaml + "moves]}").rows == Approx(10 * (500 + 500 + 100)));
  CHECK(predicted(yaml + "flows]}").rows == Approx(11 * 2));
}

TEST_CASE("Tables of more than ten million rows are warned of where tables are chosen") {
  const std::string report = warnings(country("tables: [market, companies]"));
  CHECK_THAT(report, contains_text("test.yaml:3:") && contains_text("warning: record.tables") &&
                         contains_text("companies.csv would have about 78 million rows, 12.5 GB") &&
                         contains_text("record.companies_top"));
  CHECK(warnings(country("tables: [market, companies], companies_top: 1000")).empty());
  CHECK_THAT(warnings(country("tables: [researchers]")), contains_text("researchers_sample"));
  CHECK_THAT(warnings("companies: [{name: A, count: 6M, researchers: 9}]\n"),  // weekly for years
             contains_text("test.yaml:1:") && contains_text("companies.csv"));
}

}  // namespace
