#include "scenario/timeline.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/scenario_text.hpp"

namespace {

using namespace poach;
using support::reading_problems;
using support::scenario_of;

const std::string base = R"(
clock: {tick: week, start: 2025-01-06, ticks: 20}
teams: [{name: Core, company: A, members: 2}]
companies: [{name: A, researchers: 5, morale: 0.1, pay: {cap: 1M}}, {name: B}]
)";

Timeline timeline_of(const std::string& events) {
  Diagnostics diagnostics;
  Timeline timeline(scenario_of(base + events), diagnostics);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  return timeline;
}

TEST_CASE("Settings last, and the later setting of a parameter holds") {
  const Timeline timeline = timeline_of(R"(
events:
  - {name: late, tick: 8, set: {companies.A.pay.cap: 4M}}
  - {name: early, tick: 3, set: {companies.A.pay.cap: 2M, market.decisions.minimum_raise: 0.1}}
)");
  const auto cap = [&](int tick) { return *timeline.parameters_at(tick).companies[0].pay.cap; };
  CHECK(cap(0) == 1e6);
  CHECK(cap(2) == 1e6);
  CHECK(cap(3) == 2e6);
  CHECK(cap(7) == 2e6);
  CHECK(cap(8) == 4e6);
  CHECK(cap(20) == 4e6);
  CHECK(timeline.parameters_at(20).market.decisions.minimum_raise == 0.1);
  CHECK(timeline.changes_at(3));
  CHECK_FALSE(timeline.changes_at(4));
  CHECK(timeline.ticks_with_changes() == std::vector<std::int64_t>{3, 8});
}

TEST_CASE("A shock fades by half each half-life, on top of whatever is set") {
  const Timeline timeline = timeline_of(R"(
events:
  - {name: news, tick: 2, shock: {companies.A.morale: -0.4, half_life: 4 weeks}}
  - {name: speech, tick: 6, set: {companies.A.morale: 0.3}}
  - {name: lasting, tick: 10, shock: {companies.A.morale: -0.05}}
)");
  const auto morale = [&](int tick) { return timeline.parameters_at(tick).companies[0].morale; };
  CHECK(morale(1) == 0.1);
  CHECK(morale(2) == Approx(0.1 - 0.4));
  CHECK(morale(4) == Approx(0.1 - 0.4 * std::sqrt(0.5)));
  CHECK(morale(6) == Approx(0.3 - 0.4 / 2));
  CHECK(morale(10) == Approx(0.3 - 0.4 / 4 - 0.05));
  CHECK(morale(18) == Approx(0.3 - 0.4 / 16 - 0.05));
  CHECK(timeline.changes_at(5));
}

TEST_CASE("Continuing from an earlier tick gives the parameters of a new start") {
  const Timeline timeline = timeline_of(R"(
events:
  - {name: news, tick: 2, shock: {companies.A.morale: -0.4, half_life: 4 weeks}}
  - {name: speech, tick: 6, set: {companies.A.morale: 0.3, companies.A.pay.cap: 2M}}
  - {name: lasting, tick: 10, shock: {companies.A.morale: -0.05}}
  - {name: later, tick: 10, set: {companies.A.pay.cap: 3M}}
)");
  SettledParameters settled;
  for (int tick = 0; tick <= 20; ++tick) {
    const Parameters on = timeline.parameters_at(tick, settled);
    const Parameters anew = timeline.parameters_at(tick);
    INFO(tick);
    CHECK(on.companies[0].morale == anew.companies[0].morale);
    CHECK(on.companies[0].pay.cap == anew.companies[0].pay.cap);
  }
  CHECK(settled.events == 4);
}

TEST_CASE("An approach on the start date happens in the first tick that is carried out") {
  const Timeline timeline =
      timeline_of("events: [{name: n, at: 2025-01-06, approach: {company: B, team: Core}}]");
  CHECK(timeline.approaches_at(0).empty());
  CHECK(timeline.approaches_at(1).size() == 1);
  CHECK(timeline.approaches_at(2).empty());
}

TEST_CASE("Team approaches come at their tick only") {
  const Timeline timeline = timeline_of(
      "events: [{name: n, at: 2025-01-15, approach: {company: B, team: Core, who: followers}}]");
  CHECK(timeline.approaches_at(1).empty());
  REQUIRE(timeline.approaches_at(2).size() == 1);
  CHECK(timeline.approaches_at(2)[0].who == Addressees::followers);
  CHECK(timeline.approaches_at(3).empty());
}

std::string event(const std::string& rest) { return base + "events: [{name: e, " + rest + "}]"; }

TEST_CASE("Events outside the clock are refused") {
  CHECK_THAT(reading_problems(event("at: 2024-12-30, set: {companies.A.morale: 1}")),
             contains_text("events.e.at") &&
                 contains_text("2024-12-30 is outside the clock, which runs from "
                               "2025-01-06 to 2025-05-26"));
  CHECK_THAT(reading_problems(event("at: 2025-05-27, set: {companies.A.morale: 1}")),
             contains_text("outside the clock"));
  CHECK(reading_problems(event("at: 2025-05-26, set: {companies.A.morale: 1}")).empty());
  CHECK_THAT(reading_problems(event("tick: 21, set: {companies.A.morale: 1}")),
             contains_text("the clock ends before this tick"));
  CHECK_THAT(reading_problems(event("set: {companies.A.morale: 1}")),
             contains_text("either at (a date) or tick"));
  CHECK_THAT(reading_problems(event("tick: 2, at: 2025-02-03, set: {companies.A.morale: 1}")),
             contains_text("either at (a date) or tick"));
  CHECK_THAT(reading_problems("clock: {tick: unit}\ncompanies: [{name: A, researchers: 1}]\n"
                              "events: [{name: e, at: 2025-02-03, set: {companies.A.morale: 1}}]"),
             contains_text("a clock of abstract units has no dates"));
}

TEST_CASE("Unknown paths get a suggestion, and fixed parameters are refused") {
  const std::string unknown = reading_problems(event("tick: 2, set: {companies.A.pay.capp: 1}"));
  CHECK_THAT(unknown, contains_text("test.yaml:6:35:") &&
                          contains_text("events.e.set.companies.A.pay.capp") &&
                          contains_text("did you mean cap?"));
  CHECK_THAT(reading_problems(event("tick: 2, set: {companies.Aa.pay.cap: 1}")),
             contains_text("did you mean A?"));
  CHECK_THAT(reading_problems(event("tick: 2, set: {companies.A.researchers: 9}")),
             contains_text("events.e.set.companies.A.researchers"));
  CHECK_THAT(reading_problems(event("tick: 2, set: {companies.A.separations.quits: 2}")),
             contains_text("events.e.set.companies.A.separations.quits"));
  CHECK_THAT(reading_problems(event("tick: 2, set: [1]")), contains_text("expected a map"));
  CHECK_THAT(reading_problems(event("tick: 2, shock: {companies.A.name: 2}")),
             contains_text("there is no number at this path"));
  CHECK_THAT(reading_problems(event("tick: 2, shock: {companies.A.morale: soon}")),
             contains_text("expected a number"));
  CHECK_THAT(reading_problems(event("tick: 2, shock: {companies.A.morale: 1, half_life: 0 weeks}")),
             contains_text("expected a duration above 0"));
  CHECK_THAT(reading_problems(event("tick: 2, approach: {company: C, team: Core}")),
             contains_text("no company or team named C"));
  CHECK_THAT(reading_problems(event("tick: 2, approach: {company: B, team: Cor}")),
             contains_text("did you mean Core?"));
}

}  // namespace
