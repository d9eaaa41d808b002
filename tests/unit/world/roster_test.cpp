#include "world/roster.hpp"

#include <algorithm>

#include "base/checksum.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"

namespace {

using namespace poach;
using support::Market;
using support::problems_of;
using support::TemporaryDirectory;

class RosterFile {
 public:
  explicit RosterFile(const std::string& text) { support::put(place_ / "people.csv", text); }
  [[nodiscard]] std::string scenario(const std::string& more = "",
                                     const std::string& a = "") const {
    return "clock: {tick: unit, ticks: 100}\nresearchers: {fields: {x: 1, y: 1}, file: " +
           (place_ / "people.csv").string() + more + "}\ncompanies: [{name: A, researchers: 99" +
           a + "}, {name: B}]";
  }

 private:
  TemporaryDirectory place_;
};

TEST_CASE("A roster gives people, company by company, in the order of the file") {
  const RosterFile file(
      "name,company,skill,field,pay,tenure_years,unvested\n"
      "Ann,A,2.5,y,900,7,40\n"
      "Bob,,1.5,x,,,\n"
      "Cy,B,,,300,,\n"
      "Di,A,0.5,x,,,\n");
  Market market(file.scenario("", ", pay: {median: 77}"));
  const ResearcherTable& people = market.world.state.researchers;
  CHECK(market.world.fixed.population.size() == 4);
  const ResearcherId ann = market.person("A", 0);
  CHECK(people.skill[ann] == 2.5F);
  CHECK(people.field[ann] == 1);
  CHECK(people.pay[ann] == 900);
  CHECK(people.joined[ann] == -7);
  CHECK(people.unvested[ann] == 40);
  CHECK(people.vests_until[ann] == 4);
  CHECK(people.pay[market.person("A", 1)] == 77);  // drawn as for anyone
  CHECK(people.skill[market.person("B")] == 1);
  CHECK(market.world.state.is_unemployed(market.person("unemployed")));
  CHECK(people.skill[market.person("unemployed")] == 1.5F);
}

TEST_CASE("Every problem of a roster is reported with its line") {
  const RosterFile file("company,skill,field\nA,-1,x\nC,1,x\nB,1,z\nA,many,x\n");
  const std::string problems = problems_of(file.scenario());
  CHECK_THAT(problems,
             contains_text("people.csv:2:") && contains_text("expected a number of at least 0"));
  CHECK_THAT(problems, contains_text("people.csv:3:") && contains_text("no company named C"));
  CHECK_THAT(problems, contains_text("people.csv:4:") && contains_text("no field named z"));
  CHECK_THAT(problems, contains_text("people.csv:5:"));
  CHECK_THAT(problems_of(RosterFile("company,skil\nA,1\n").scenario()),
             contains_text("unknown roster column") && contains_text("did you mean skill?"));
  CHECK_THAT(problems_of(RosterFile("skill\n1\n").scenario()),
             contains_text("a roster needs the column company"));
}

TEST_CASE("Problems of a roster of nothing but mistakes are reported up to a limit") {
  std::string text = "company,skill\n";
  for (int line = 0; line < 5000; ++line) text += std::string(200, 'Q') + ",minus\n";
  const std::string problems = problems_of(RosterFile(text).scenario());
  CHECK(std::count(problems.begin(), problems.end(), '\n') <= 102);
  CHECK_THAT(problems, contains_text("reading stopped after 100 problems"));
  CHECK(problems.find(std::string(61, 'Q')) == std::string::npos);
}

TEST_CASE("A roster other than the one the scenario means is refused") {
  const std::string text = "company,skill\nA,1\n";
  const RosterFile file(text);
  CHECK(problems_of(file.scenario(", sha256: " + sha256_hex(text))).empty());
  CHECK_THAT(
      problems_of(file.scenario(", sha256: " + sha256_hex("something else"))),
      contains_text("researchers.sha256") && contains_text("not the one the scenario means"));
}

TEST_CASE("Pay from a roster falls to worth at the contract's end like any other") {
  const RosterFile file("company,pay\nA,900\n");
  Market market(file.scenario("",
                              ", productivity: {level: 500}, contract: {length: 2 ticks}, "
                              "financing: {horizon: 2 ticks}"));
  market.partial_tick({shocks, planning, production});
  CHECK(market.world.state.researchers.pay[market.person("A")] == 900);
  market.partial_tick({shocks, planning, production});
  CHECK(market.world.state.researchers.pay[market.person("A")] == 500);
}

}  // namespace

namespace {

TEST_CASE("A roster without a person is refused") {
  for (const std::string rows : {"", "\n\n"}) {
    const RosterFile file("company,skill\n" + rows);
    CHECK_THAT(problems_of(file.scenario()), contains_text("nobody works in this market"));
  }
}

TEST_CASE("Rosters as spreadsheets write them get a hint") {
  CHECK_THAT(problems_of(RosterFile("company;skill\nA;1\n").scenario()),
             contains_text("put commas between the columns"));
  CHECK_THAT(problems_of(RosterFile("company,skill\nA,\"0,5\"\n").scenario()),
             contains_text("did you mean 0.5?"));
}

TEST_CASE("A name that only looks like a company's gets a hint") {
  const RosterFile file("company\nZu\xCC\x88rich\n");
  std::string text = file.scenario();
  text.replace(text.find("name: B"), 7, "name: Z\xC3\xBCrich");
  CHECK_THAT(problems_of(text), contains_text("did you mean") && contains_text("U+0075 U+0308"));
}

}  // namespace
