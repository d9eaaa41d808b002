#include "scenario/load.hpp"

#include "support/catch.hpp"
#include "support/scenario_text.hpp"
#include "support/temporary_directory.hpp"

namespace {

using namespace poach;
using support::put;
using support::scenario_of;
using support::TemporaryDirectory;

TEST_CASE("Companies are put in the order of their keys, which default to names") {
  const Scenario s = scenario_of(R"(
companies: [{name: Zed, key: a}, {name: Beta, researchers: 1}, {name: Alpha, key: Zz}, {name: Gamma}]
)");
  REQUIRE(s.base.companies.size() == 4);
  CHECK(s.base.companies[0].name == "Beta");
  CHECK(s.base.companies[0].key == "Beta");
  CHECK(s.base.companies[1].name == "Gamma");
  CHECK(s.base.companies[2].name == "Alpha");
  CHECK(s.base.companies[2].key == "Zz");
  CHECK(s.base.companies[3].name == "Zed");
}

TEST_CASE("File names are relative to the file that gives them") {
  const TemporaryDirectory place;
  std::filesystem::create_directories(place / "base");
  put(place / "base" / "ties.csv", "source,target\n0,1\n");
  put(place / "people.csv", "company\nA\nA\n");
  put(place / "base" / "base.yaml",
      "name: base\ncompanies: [{name: A, researchers: 2}]\n"
      "network: {kind: file, file: ties.csv}\n");
  put(place / "child.yaml",
      "extends: base/base.yaml\nname: child\nresearchers: {file: people.csv}\n");
  Diagnostics diagnostics;
  const auto loaded = load_scenario(place / "child.yaml", {}, diagnostics);
  INFO(diagnostics.report());
  REQUIRE(loaded);
  CHECK(loaded->scenario.network.file == (place / "base" / "ties.csv").string());
  CHECK(loaded->scenario.researchers.file == (place / "people.csv").string());
  CHECK(loaded->scenario.name == "child");
  CHECK(loaded->files.size() == 2);
}

TEST_CASE("Overrides change single values and are checked like them") {
  const TemporaryDirectory place;
  const auto file = put(place / "s.yaml", "name: s\ncompanies: [{name: A, researchers: 2}]\n");
  Diagnostics fine;
  const auto loaded =
      load_scenario(file, {"companies.A.researchers=9", "clock.ticks=3", "seed=5"}, fine);
  REQUIRE(loaded);
  CHECK(loaded->scenario.base.companies[0].researchers == 9);
  CHECK(loaded->scenario.clock.ticks == 3);
  CHECK(loaded->scenario.seed == 5);
  Diagnostics unknown;
  CHECK_FALSE(load_scenario(file, {"clock.tics=3"}, unknown));
  CHECK_THAT(unknown.report(), contains_text("clock.tics") && contains_text("did you mean tick?"));
  Diagnostics contradiction;
  CHECK_FALSE(load_scenario(file, {"companies.A.founders=5"}, contradiction));
  CHECK_THAT(contradiction.report(), contains_text("more founders than researchers"));
}

TEST_CASE("Files that are not there or hold nothing are errors") {
  const TemporaryDirectory place;
  Diagnostics missing;
  CHECK_FALSE(load_scenario(place / "none.yaml", {}, missing));
  CHECK_THAT(missing.report(), contains_text("none.yaml"));
  Diagnostics empty;
  CHECK_FALSE(load_scenario(put(place / "empty.yaml", "\n"), {}, empty));
  CHECK_THAT(empty.report(), contains_text("the file holds no scenario"));
}

}  // namespace
