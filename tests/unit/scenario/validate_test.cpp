#include "scenario/validate.hpp"

#include "support/catch.hpp"
#include "support/scenario_text.hpp"

namespace {

using namespace poach;
using support::reading_problems;

// The problems at line 2 or 3 of a scenario of two companies.
std::string of_company(const std::string& fields) {
  return reading_problems("companies:\n  - {name: A, researchers: 5, " + fields +
                          "}\n  - {name: B, researchers: 5}");
}
std::string of_market(const std::string& line) {
  return reading_problems(line + "\ncompanies: [{name: A, researchers: 5}, {name: B}]");
}

struct Case {
  std::string text;
  std::string place;  // file:line:column and path
  std::string reason;
};

TEST_CASE("Contradictions about a company are reported at their place") {
  const std::vector<Case> cases = {
      {"pay: {median: 9, p90: 8}", "test.yaml:3:53: error: companies.A.pay.p90",
       "below the median"},
      {"pay: {exceptional_cap: 9}", "companies.A.pay.exceptional_cap", "no cap to exceed"},
      {"pay: {cap: 9, exceptional_cap: 8}", "companies.A.pay.exceptional_cap", "below the cap"},
      {"hiring: {targeting: {companies: {Bb: 1}}}", "companies.A.hiring.targeting",
       "no company named Bb"},
      {"hiring: {targeting: {teams: {T: 1}}}", "companies.A.hiring.targeting", "no team named T"},
      {"hiring: {targeting: {fields: {x: 1}}}", "companies.A.hiring.targeting", "no field named x"},
      {"productivity: {fields: {x: 1}}", "companies.A.productivity.fields", "no field named x"},
      {"separations: {quits: 1.5 per tick}", "companies.A.separations.quits", "above 1"},
      {"founders: 6", "companies.A.founders", "more founders than researchers"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const std::string problems = of_company(c.text);
    CHECK_THAT(problems,
               contains_text(c.place) && contains_text(c.reason) && contains_text("test.yaml:3:"));
  }
  CHECK(of_company("founders: 5").empty());
}

// Lines 2 to 4: fields, a team, and a company with a policy; then an event.
std::string of_filter(const std::string& policy, const std::string& set = "{}") {
  return reading_problems(
      "researchers: {fields: {vision: 1, language: 1}}\n"
      "teams: [{name: Core, company: A, members: 2}]\n"
      "companies: [{name: A, researchers: 5, " +
      policy + "}]\nevents: [{name: e, tick: 2, set: " + set + "}]\n");
}

TEST_CASE("Names in people filters are known, or refused at their place") {
  for (const char* fine :
       {"counter_offers: {to: {team: [Core, '']}}", "retention: {to: {field: vision}}",
        "hiring: {targeting: {to: {field: {not: [vision, language]}}}}",
        "pay: {cap: 1, exceptional_cap: 2, exceptional_share: 1, exceptional_to: {team: Core}}"}) {
    CHECK(of_filter(fine).empty());
  }
  CHECK(of_filter("counter_offers: {to: {team: Cor}}") ==
        "test.yaml:4:60: error: companies.A.counter_offers.to.team: there is no team named Cor; "
        "did you mean Core?\n");
  CHECK(of_filter("hiring: {targeting: {to: {field: [vision, visio]}}}") ==
        "test.yaml:4:64: error: companies.A.hiring.targeting.to.field: there is no field named "
        "visio; did you mean vision?\n");
  CHECK_THAT(of_filter("retention: {to: {field: {not: x}}}"),
             contains_text("companies.A.retention.to.field: there is no field named x"));
  CHECK_THAT(of_filter("pay: {exceptional_to: {team: x}}"),
             contains_text("companies.A.pay.exceptional_to.team: there is no team named x"));
  // Events too.
  CHECK(of_filter("morale: 0", "{companies.A.counter_offers.to.team: Cor}") ==
        "test.yaml:5:35: error: events.e.set.companies.A.counter_offers.to.team: at tick 2: there "
        "is no "
        "team named Cor; "
        "did you mean Core?\n");
  CHECK_THAT(of_filter("morale: 0", "{companies.A.counter_offers.to: {skil: 3}}"),
             contains_text("people are not chosen by skil; did you mean skill?"));
}

TEST_CASE("Choosing among the exceptional where there are none is warned of") {
  const auto warning = [](const std::string& pay) {
    Diagnostics diagnostics;
    const config::Node root =
        config::parse_text("name: x\ncompanies: [{name: A, researchers: 5, pay: {" + pay + "}}]",
                           "test.yaml", diagnostics);
    REQUIRE(read_scenario(root, "test.yaml", diagnostics).has_value());
    return diagnostics.report();
  };
  CHECK_THAT(warning("cap: 1, exceptional_cap: 2, exceptional_to: {skill: 1}"),
             contains_text("test.yaml:2:") &&
                 contains_text(
                     "warning: companies.A.pay.exceptional_to: nobody may be paid above the cap"));
  CHECK(warning("cap: 1, exceptional_cap: 2, exceptional_share: 1, exceptional_to: {skill: 1}")
            .empty());
}

TEST_CASE("Contradictions about the market are reported at their place") {
  const std::vector<Case> cases = {
      {"teams: [{name: T, company: C, members: 1}]", "teams.T.company", "no company named C"},
      {"teams: [{name: T, company: A, members: 6}]", "companies.A.researchers",
       "its teams have 6 members, but it has 5 researchers"},
      {"teams: [{name: ' T', company: A, members: 1}]", "teams", "with a space"},
      {"network: {kind: file}", "network.kind", "no file is given"},
      {"network: {file: x.csv}", "network.file", "kind is not file"},
      {"network: {kind: file, file: none.csv}", "network.file", "there is no file"},
      {"company_graph: {no_poach: [{name: P, companies: [A, Z]}]}", "company_graph.no_poach.P",
       "no company named Z"},
      {"company_graph: {no_poach: [{name: P, companies: [A]}]}", "company_graph.no_poach.P",
       "needs two companies"},
      {"market: {search: {pass_on: anyone}}", "market.search.pass_on", "no network"},
      {"market: {search: {random_meetings: {employed: 2 per tick}}}",
       "market.search.random_meetings.employed", "above 1"},
      {"market: {decisions: {unemployment_income: 0}}", "market.decisions.unemployment_income",
       "above 0"},
      {"market: {decisions: {foresight: true}}", "market.decisions.foresight", "linear utility"},
      {"clock: {tick: month, ticks: 1M}", "clock.ticks", "year 9999"},
      {"record: {tables: [moves, movess]}", "record.tables", "did you mean moves?"},
      {"expect: [{name: e, column: moves}]", "expect.e", "nothing to compare with"},
      {"expect: [{name: e, value: 1}]", "expect.e", "no column is given"},
      {"expect: [{name: e, column: moves, value: 1, at_least: 0}]", "expect.e",
       "both a value and a band"},
      {"expect: [{name: e, column: moves, at_least: 0, tolerance: 1}]", "expect.e",
       "a tolerance needs a value"},
      {"expect: [{name: e, column: moves, value: 1, oracle: lake.unemployment_rate}]", "expect.e",
       "gives both a value and an oracle"},
      {"expect: [{name: e, column: moves, statistic: ratio, value: 1}]", "expect.e",
       "a ratio needs divided_by"},
      {"expect: [{name: e, column: moves, less_than: f}]", "expect.e.less_than",
       "no expectation named f"},
      {"expect: [{name: e, column: moves, less_than: e}]", "expect.e.less_than",
       "nothing is less than itself"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const std::string problems = of_market(c.text);
    CHECK_THAT(problems, contains_text(c.place) && contains_text(c.reason));
    // The line of what is at fault; for teams that are too large that is the company's.
    CHECK_THAT(problems, contains_text("test.yaml:2:") || contains_text("test.yaml:3:36: error"));
  }
}

TEST_CASE("Names, keys and sizes") {
  CHECK_THAT(reading_problems("companies: []"), contains_text("at least one company"));
  CHECK_THAT(reading_problems("companies: [{name: A}]"),
             contains_text("nobody works in this market"));
  CHECK_THAT(reading_problems("companies: [{name: A, researchers: 1}, {name: B, key: A}]"),
             contains_text("has the same key as"));
  CHECK_THAT(reading_problems("companies: [{name: '', researchers: 1}]"), contains_text("name"));
  CHECK_THAT(
      reading_problems("companies: [{name: A, researchers: 3B}, {name: B, researchers: 3B}]"),
      contains_text("more than 4 billion people"));
}

TEST_CASE("No company has the name of the row for the companies beyond the largest") {
  const std::string companies =
      "companies: [{name: A, researchers: 1}, {name: other companies, researchers: 1}]";
  CHECK(reading_problems(companies).empty());
  CHECK_THAT(reading_problems("record: {companies_top: 1}\n" + companies),
             contains_text("test.yaml:3:") && contains_text("beyond record.companies_top"));
}

TEST_CASE("Abstract units have no years") {
  CHECK_THAT(reading_problems("clock: {tick: unit}\ncompanies: [{name: A, researchers: 1, "
                              "separations: {quits: 0.1 per year}}]"),
             contains_text("test.yaml:3:") && contains_text("write it per tick"));
}

TEST_CASE("All contradictions are reported in one pass") {
  const std::string problems = reading_problems(
      "record: {tables: [a, b]}\n"
      "companies: [{name: A, researchers: 1, founders: 2, pay: {median: 9, p90: 8}}]");
  CHECK(std::count(problems.begin(), problems.end(), '\n') >= 4);
}

}  // namespace

namespace {

TEST_CASE("Companies that a count makes meet no other name") {
  const auto problems = [](const std::string& name, int count) {
    return poach::support::reading_problems("companies: [{name: B, researchers: 5, count: " +
                                            std::to_string(count) + "}, {name: " + name + "}]");
  };
  CHECK_THAT(problems("B 2", 3), contains_text("companies.B 2.name") &&
                                     contains_text("one of the 3 companies of the kind B"));
  CHECK(problems("B 4", 3).empty());
  CHECK(problems("B 02", 3).empty());
  CHECK(problems("B 1", 1).empty());
  CHECK_THAT(problems("unemployed", 1), contains_text("this name stands for people without a job"));
}

TEST_CASE("Names that look the same are refused beside each other") {
  const auto problems = [](const std::string& a, const std::string& b) {
    return poach::support::reading_problems("companies: [{name: \"" + a +
                                            "\", researchers: 5}, {name: \"" + b + "\"}]");
  };
  CHECK_THAT(problems("Z\\u00fcrich", "Zu\\u0308rich"),
             contains_text("looks the same as another name") && contains_text("U+0075 U+0308"));
  CHECK_THAT(problems("A B", "A\\u00a0B"), contains_text("U+00A0"));
  CHECK(problems("Zurich", "Z\\u00fcrich").empty());
}

TEST_CASE("Edges of companies are reported at their place") {
  CHECK_THAT(
      poach::support::reading_problems("company_graph:\n  kind: edges\n  edges: [A -- Bb, A - B]\n"
                                       "companies: [{name: A, researchers: 5}, {name: B}]"),
      contains_text("test.yaml:4:") && contains_text("there is no company named Bb") &&
          contains_text("'A - B' does not name two companies"));
}

}  // namespace

namespace {

TEST_CASE("Given values without effect get a warning") {
  const auto warnings = [](const std::string& text) {
    poach::Diagnostics diagnostics;
    const auto root = poach::config::parse_text("name: s\n" + text, "w.yaml", diagnostics);
    (void)poach::read_scenario(root, "w.yaml", diagnostics);
    return diagnostics.report();
  };
  const std::string two = "companies: [{name: A, researchers: 5}, {name: B}]\n";
  CHECK_THAT(warnings(two + "network: {kind: small_world, vertices: 9}"),
             contains_text("w.yaml:3:") && contains_text("warning: network.vertices"));
  CHECK_THAT(warnings(two + "network: {kind: erdos_renyi, teams: {group_size: 9}}"),
             contains_text("warning: network.teams"));
  CHECK_THAT(warnings(two + "company_graph: {kind: ring, edges: [A -- B]}"),
             contains_text("warning: company_graph.edges"));
  CHECK_THAT(warnings(two + "events: [{name: e, tick: 2}]"),
             contains_text("this event does nothing"));
  CHECK_THAT(warnings("companies: [{name: A, hiring: {approach_cost: 5k}}, {name: B}]\n"),
             contains_text("warning: companies.A.hiring.approach_cost"));
  CHECK_THAT(warnings(two + "market: {decisions: {surprise: {loss: 1}}}"),
             contains_text("warning: market.decisions.surprise.loss"));
  CHECK(warnings(two + "network: {kind: small_world, mean_degree: 2}").empty());
  // Defaults, which stand in resolved scenarios.
  CHECK(
      warnings(two + "network: {kind: none, vertices: none, mean_degree: 8, sha256: ''}").empty());
}

TEST_CASE("Jobs that disappoint need a loss, a hazard and no foresight") {
  const auto of = [](const std::string& surprise, const std::string& more = "") {
    return of_market("market: {decisions: {surprise: {" + surprise + "}" + more + "}}");
  };
  CHECK(of("share: 0.2, loss: 1, hazard: 0.5 per tick").empty());
  for (const char* missing :
       {"share: 0.2", "share: 0.2, loss: 1", "share: 0.2, hazard: 1 per year"}) {
    INFO(missing);
    CHECK_THAT(of(missing), contains_text("market.decisions.surprise") &&
                                contains_text("need a loss and a hazard"));
  }
  CHECK_THAT(of("share: 1.2, loss: 1, hazard: 0.5 per tick"),
             contains_text("market.decisions.surprise.share"));
  CHECK_THAT(of("share: 0.2, loss: 1, hazard: 1.5 per tick"),
             contains_text("market.decisions.surprise.hazard") && contains_text("above 1"));
  CHECK_THAT(of("share: 0.2, loss: 1, hazard: 0.5 per tick",
                ", foresight: true, utility: linear, pay_cuts: true}, bidding: {rule: ascending"),
             contains_text("no jobs that disappoint"));
}

TEST_CASE("The cost of an approach is not negative") {
  CHECK(of_company("hiring: {approach_cost: 5k, approaches_per_week: 2}").empty());
  CHECK_THAT(of_company("hiring: {approach_cost: -1}"),
             contains_text("companies.A.hiring.approach_cost"));
}

}  // namespace
