// Parameters after events pass the checks of the scenario.

#include <chrono>

#include "support/catch.hpp"
#include "support/scenario_text.hpp"

namespace {

using namespace poach;
using support::reading_problems;

const std::string base = R"(
clock: {tick: week, start: 2025-01-06, ticks: 20}
teams: [{name: Core, company: A, members: 2}]
researchers: {fields: {x: 1}}
companies:
  - {name: A, researchers: 5, morale: 0.1, pay: {cap: 1M, exceptional_cap: 2M}}
  - {name: B, researchers: 5}
market:
  decisions: {utility: log, unemployment_income: 50k}
  search: {random_meetings: {arrival: poisson}}
)";

std::string event(const std::string& rest) {
  return base + "events:\n  - {name: e, tick: 3, " + rest + "}\n";
}

struct Case {
  std::string change;
  std::string reason;
};

TEST_CASE("Values that a scenario refuses are refused from an event, at its place") {
  const std::vector<Case> cases = {
      {"companies.A.hiring.targeting.companies: {Nobody: 5}", "no company named Nobody"},
      {"companies.A.hiring.targeting.companies.Nobody: 5", "no company named Nobody"},
      {"companies.A.hiring.targeting: {teams: {Cor: 1}}", "did you mean Core?"},
      {"companies.A.hiring.targeting.fields: {zz: 1}", "no field named zz"},
      {"companies.A.productivity.fields: {zz: 1}", "no field named zz"},
      {"companies.A.separations.quits: 1.5 per tick", "above 1"},
      {"companies.A.pay.exceptional_cap: 0.5M", "is below the cap"},
      {"companies.A.pay.cap: 3M", "companies.A.pay.exceptional_cap: is below the cap"},
      {"companies.A.pay.cap: none", "companies.A.pay.exceptional_cap: there is no cap to exceed"},
      {"market.decisions.unemployment_income: 0", "log utility needs an income above 0"},
      {"market.search.random_meetings: {employed: 1M per year}", "meetings a tick"},
  };
  for (const Case& c : cases) {
    INFO(c.change);
    CHECK_THAT(reading_problems(event("set: {" + c.change + "}")),
               contains_text("test.yaml:13:") && contains_text("events.e.set.") &&
                   contains_text(c.reason));
  }
  CHECK(reading_problems(event("set: {companies.A.pay.cap: 1.5M}")).empty());
  CHECK_THAT(reading_problems("clock: {tick: unit}\ncompanies: [{name: A, researchers: 5}]\n"
                              "events: [{name: e, tick: 3, set: {companies.A.separations.quits: "
                              "5 per year}}]"),
             contains_text("no years"));
}

TEST_CASE("Combined shocks out of range are refused at the shock") {
  CHECK_THAT(reading_problems(event("shock: {companies.A.pay.cap: 2M}")),
             contains_text("test.yaml:13:") &&
                 contains_text("events.e.shock.companies.A.pay.cap: at tick 3: "
                               "companies.A.pay.exceptional_cap: is below the cap"));
  CHECK_THAT(reading_problems(event("shock: {market.decisions.unemployment_income: -50k}")),
             contains_text("log utility"));
  // The first shock has faded before the second comes.
  CHECK(reading_problems(event("shock: {companies.A.pay.cap: 0.9M, half_life: 1 week}") +
                         "  - {name: f, tick: 19, set: {companies.A.pay.exceptional_cap: 1.1M}}")
            .empty());
  CHECK_THAT(reading_problems(event("shock: {companies.A.pay.cap: 0.9M}") +
                              "  - {name: f, tick: 19, set: {companies.A.pay.exceptional_cap: "
                              "1.1M}}"),
             contains_text("events.f.set.companies.A.pay.exceptional_cap"));
}

TEST_CASE("A shock needs a number, and one that events may change") {
  for (const std::string path :
       {"companies.A.pay.median", "companies.A.sizes.exponent", "companies.A.founders.attachment",
        "companies.A.pay.posted.value", "market.bidding.step", "dynamics.attachment.ceiling",
        "market.decisions.taste"}) {
    INFO(path);
    CHECK_THAT(reading_problems(event("shock: {" + path + ": 0.5}")),
               contains_text("is fixed once the market runs"));
  }
  CHECK_THAT(reading_problems(event("shock: {companies.B.pay.cap: 1M}")),
             contains_text("events.e.shock.companies.B.pay.cap") &&
                 contains_text("no number to shift at tick 3"));
  CHECK(reading_problems(event("set: {companies.B.pay.cap: 1M}, shock: {companies.B.pay.cap: 1M}"))
            .empty());
}

TEST_CASE("Every part of an event is used or refused") {
  CHECK_THAT(reading_problems(event("shock: {half_life: 3 weeks}")),
             contains_text("nothing is shifted"));
  CHECK_THAT(reading_problems(event("set: {companies.A.morale: 1, 'companies[\"A\"].morale': 2}")),
             contains_text("the same path is given twice"));
  CHECK_THAT(reading_problems(event("set: {'companies[0].morale': 2}")),
             contains_text("there is no '0'") && contains_text("name it, as in A"));
  CHECK_THAT(reading_problems(event("approach: {company: C, team: Core}")),
             contains_text("test.yaml:13:"));
}

TEST_CASE("Events take time in proportion to their number") {
  const auto seconds = [](int count, bool of_companies) {
    std::string text = "companies:\n";
    for (int k = 0; k < (of_companies ? count : 1); ++k) {
      text += "  - {name: c" + std::to_string(k) + ", researchers: 1}\n";
    }
    text += "events:\n";
    for (int k = 0; k < count; ++k) {
      text += "  - {name: e" + std::to_string(k) + ", tick: " + std::to_string(1 + k % 9) +
              ", shock: {companies.c" + std::to_string(of_companies ? k : 0) +
              ".morale: 0.0001, half_life: 3 weeks}}\n";
    }
    const auto started = std::chrono::steady_clock::now();
    CHECK(reading_problems(text).empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  };
  for (const bool of_companies : {false, true}) {
    CAPTURE(of_companies);
    // Sixteen times the time would be in proportion to the square.
    CHECK(seconds(4000, of_companies) < 9.0 * seconds(1000, of_companies) + 0.2);
  }
}

}  // namespace
