#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/temporary_directory.hpp"
#include "unit/facade/market.hpp"

namespace {

using namespace poach_api;
using poach::tests::busy;
using poach::tests::busy_market;

TEST_CASE("A scenario says what it is") {
  const Scenario scenario = busy({"seed=7", "title=A busy market"});
  CHECK(scenario.name() == "busy");
  CHECK(scenario.title() == "A busy market");
  CHECK(scenario.seed() == 7);
  CHECK(scenario.replicates() == 1);
  CHECK(scenario.ticks() == 12);
  CHECK(scenario.burn_in() == 0);
  CHECK(scenario.years_per_tick() == Approx(7 / 365.25));
  CHECK(scenario.date_of(1) == "2025-01-13");
  CHECK(scenario.recorded_tables() ==
        std::vector<std::string>{"market", "companies", "moves", "offers"});
  CHECK(Scenario::from_text(poach::tests::plain_market).date_of(1).empty());
}

TEST_CASE("A printed scenario reads back as the same scenario") {
  const Scenario scenario = busy();
  const std::string printed = scenario.print();
  CHECK_THAT(printed, contains_text("contagion:"));
  CHECK(Scenario::from_text(printed).print() == printed);
}

TEST_CASE("Every problem comes as data, with its place") {
  const auto problems =
      validate_text("companies: [{name: A, researchers: many}]\nclok: {}\nname: x\n");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].severity == Severity::error);
  CHECK(problems[0].file == "text");
  CHECK(problems[0].line == 1);
  CHECK(problems[0].column == 36);
  CHECK(problems[0].path == "companies.A.researchers");
  CHECK_FALSE(problems[0].reason.empty());
  CHECK(problems[1].line == 2);
  CHECK_THAT(problems[1].suggestion, contains_text("clock"));
  CHECK_THAT(to_string(problems[1]), contains_text("text:2:1: error: "));
  CHECK(validate_text(busy_market).empty());
}

TEST_CASE("A wrong scenario is refused with all its problems") {
  try {
    (void)Scenario::from_text("companies: [{name: A, researchers: many}]\nclok: {}\nname: x\n");
    FAIL("it was taken");
  } catch (const InputError& error) {
    CHECK(error.problems().size() == 2);
    CHECK_THAT(error.what(), contains_text("text:2:1: error: "));
  }
  CHECK_THROWS_AS(Scenario::load("no such file.yaml"), InputError);
  CHECK_THROWS_AS(busy({"companies.Z.pay.cap=1"}), InputError);
}

TEST_CASE("Files of a text are looked for in its folder") {
  const poach::support::TemporaryDirectory folder;
  const auto problems = validate_text(
      "name: x\nnetwork: {kind: file, file: ties.csv}\ncompanies: [{name: A, researchers: 2}]", {},
      folder.path());
  REQUIRE(problems.size() == 1);
  CHECK_THAT(to_string(problems[0]), contains_text((folder.path() / "ties.csv").string()));
}

}  // namespace
