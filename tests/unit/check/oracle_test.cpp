#include "check/oracle.hpp"

#include <cmath>

#include "base/error.hpp"
#include "check/check.hpp"
#include "check/expectation.hpp"
#include "config/load.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"

using namespace poach;
using namespace poach::check;

namespace {

LoadedScenario theory(const std::string& name, const std::vector<std::string>& overrides = {}) {
  Diagnostics diagnostics;
  auto loaded = load_scenario(support::source_file("scenarios/theory/" + name + ".yaml"), overrides,
                              diagnostics);
  INFO(diagnostics.report());
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

double value(const std::string& oracle, const std::string& scenario,
             const std::vector<std::string>& overrides = {}) {
  const auto values = oracle_values(oracle, theory(scenario, overrides).scenario, 1);
  REQUIRE(values.size() == 1);
  return values.front();
}

std::string refusal(const std::string& scenario, const std::vector<std::string>& overrides) {
  const LoadedScenario loaded = theory(scenario, overrides);
  Diagnostics diagnostics;
  check_expectations(loaded.scenario, loaded.origins, diagnostics);
  return diagnostics.report();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Closed forms follow from the scenario's own settings", "[check][oracle]") {
  CHECK(value("lake.unemployment_rate", "lake") == Approx(0.0625).epsilon(1e-14));
  CHECK(value("lake.unemployment_rate", "lake",
              {"companies.Employer.separations.job_loss=0.3 per tick"}) == Approx(0.5));
  CHECK(value("burdett_mortensen.mean_earned_wage", "burdett_mortensen") ==
        Approx(0.87352513).margin(5e-9));
  CHECK(value("postel_vinay_robin.mean_wage", "postel_vinay_robin") ==
        Approx(1.39410133).margin(5e-9));
  CHECK(value("postel_vinay_robin.mean_wage", "postel_vinay_robin_foresight") ==
        Approx(1.13864381).margin(5e-9));
  // In the order of a tick, separation and then an offer: l1 (1 - d) instead of l1.
  CHECK(value("postel_vinay_robin.mean_wage", "postel_vinay_robin",
              {"market.search.random_meetings.arrival=at_most_one"}) ==
        Approx(value("postel_vinay_robin.mean_wage", "postel_vinay_robin",
                     {"market.search.random_meetings.employed=0.0784 per tick"})));
  CHECK(value("calvo_armengol_jackson.unemployment_rate", "calvo_armengol_jackson_link") ==
        Approx(0.07856903).margin(5e-9));
  CHECK(value("calvo_armengol_jackson.unemployment_rate", "calvo_armengol_jackson_cycle") ==
        Approx(0.05677767).margin(5e-9));
  CHECK(value("labor_flow_network.unemployment_rate", "labor_flow_network") ==
        Approx(0.02 / (0.02 + 0.5 * (1.0 - 0.7 * 0.7 * 0.7 * 0.7))));
}

TEST_CASE("Auctions of one tick have an exact value for each replicate", "[check][oracle]") {
  const Scenario game = theory("assignment_game").scenario;
  const auto best = oracle_values("assignment.best_output", game, 3);
  REQUIRE(best.size() == 3);
  CHECK(best[0] != best[1]);
  const auto paid = oracle_values("assignment.lowest_wage_bill", game, 1);
  CHECK(paid.front() > 40.0);
  CHECK(paid.front() < best.front());
  // A market in which every match is the same: everyone makes 1000, the short side earns it all.
  const std::vector<std::string> alike = {"companies.Companies.productivity.match=1",
                                          "researchers.unemployed=39"};
  CHECK(value("assignment.best_output", "assignment_game", alike) == Approx(39000.0));
  CHECK(value("assignment.lowest_wage_bill", "assignment_game", alike) == Approx(39000.0));
}

TEST_CASE("An oracle is refused where its assumptions do not hold", "[check][oracle]") {
  CHECK(refusal("postel_vinay_robin", {}).empty());
  const std::string text =
      refusal("postel_vinay_robin_foresight", {"market.search.random_meetings.arrival=poisson"});
  CHECK(contains(text, "postel_vinay_robin_foresight.yaml:"));
  CHECK(contains(text,
                 "expect.mean wage.oracle: postel_vinay_robin.mean_wage assumes "
                 "exclusive meetings where there is foresight"));
  CHECK(contains(text, "market.search.random_meetings"));
  CHECK(
      contains(refusal("postel_vinay_robin", {"companies.Companies.counter_offers.probability=0"}),
               "counter-offers always"));
  CHECK(contains(
      refusal("postel_vinay_robin", {"companies.Companies.counter_offers.to.tenure.at_least=1"}),
      "counter-offers always"));
  CHECK(contains(refusal("burdett_mortensen",
                         {"market.decisions.surprise={share: 0.1, loss: 1, hazard: 0.1 per tick}"}),
                 "only pay counts"));
  CHECK(contains(refusal("calvo_armengol_jackson_link", {"dynamics.separation=before_search"}),
                 "separation after hiring"));
  CHECK(contains(refusal("lake", {"expect.unemployment rate.oracle=lake.unemployment"}),
                 "did you mean lake.unemployment_rate?"));
  CHECK_THROWS_AS(oracle_values("lake.unemployment_rate",
                                theory("lake", {"market.search.everyone_meets=true"}).scenario, 1),
                  InputError);
}

TEST_CASE("Replicates are judged by their own exact values", "[check][oracle]") {
  const Scenario game = theory("assignment_game").scenario;
  const auto best = oracle_values("assignment.best_output", game, 4);
  ExpectationSpec e;
  e.name = "claim";
  e.oracle = "assignment.best_output";
  std::vector<Observation> observed;
  for (const double value : best) observed.push_back({value - 1.0, 1});
  observed[0].value = best[0] - 1.5;
  observed[1].value = best[1] - 0.5;
  const CheckRow row = judge_by_oracle(e, game, observed);
  CHECK(*row.simulated == Approx(*row.expected_low - 1.0));
  CHECK(*row.standard_error == Approx(std::sqrt(0.5 / 3.0 / 4.0)));
  CHECK(row.source == oracle_source("assignment.best_output"));
}
