#include "check/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/math.hpp"
#include "base/parallel.hpp"
#include "check/oracle_models.hpp"
#include "theory/job_ladder.hpp"
#include "theory/job_network.hpp"
#include "world/build.hpp"
#include "world/traits.hpp"
#include "world/world.hpp"

namespace poach::check {
namespace {

double separation_of(const Scenario& s) {
  return probability_per_tick(s.base.companies.front().separations.job_loss,
                              s.clock.years_per_tick());
}

// Chance of at least one offer in a tick.
double finding_of(const Scenario& s) {
  const RandomMeetingSpec& m = s.base.market.search.random_meetings;
  const double dt = s.clock.years_per_tick();
  return m.arrival == Arrival::poisson ? -expm1(-rate_per_tick(m.unemployed, dt))
                                       : probability_per_tick(m.unemployed, dt);
}

double lake(const Scenario& s) {
  return theory::lake_unemployment(separation_of(s), finding_of(s));
}

double ladder_unemployment(const Scenario& s) { return ladder_of(s).unemployment(); }

double mean_earned_wage(const Scenario& s) {
  const CompanySpec& company = s.base.companies.front();
  return ladder_of(s).mean_posted(evenly_spaced(company.pay.posted, company.count));
}

double mean_auction_wage(const Scenario& s) {
  const CompanySpec& company = s.base.companies.front();
  theory::AuctionWages wages{.unemployment_income =
                                 s.base.market.decisions.unemployment_income.base};
  if (s.base.market.decisions.foresight) {
    const double dt = s.clock.years_per_tick();
    wages.premium = rate_per_tick(s.base.market.search.random_meetings.employed, dt) /
                    (s.base.dynamics.production.discount_rate * dt +
                     rate_per_tick(company.separations.job_loss, dt));
  }
  return theory::mean_auction_wage(ladder_of(s),
                                   evenly_spaced(company.productivity.level, company.count), wages);
}

std::vector<std::pair<std::size_t, std::size_t>> ties_of(CopyShape shape, std::size_t people) {
  std::vector<std::pair<std::size_t, std::size_t>> ties;
  for (std::size_t b = 1; b < people; ++b) {
    const bool next = shape == CopyShape::path || shape == CopyShape::cycle;
    if (next) ties.emplace_back(b - 1, b);
    if (shape == CopyShape::star) ties.emplace_back(0, b);
    for (std::size_t a = 0; shape == CopyShape::complete && a < b; ++a) ties.emplace_back(a, b);
  }
  if (shape == CopyShape::link && people > 1) ties.emplace_back(0, 1);
  if (shape == CopyShape::cycle && people > 2) ties.emplace_back(people - 1, 0);
  return ties;
}

double job_network_unemployment(const Scenario& s) {
  const auto people = static_cast<std::size_t>(s.network.copy_size);
  const theory::JobNetwork network(
      people, ties_of(s.network.shape, people),
      {.arrival = probability_per_tick(s.base.market.search.random_meetings.employed,
                                       s.clock.years_per_tick()),
       .breakup = separation_of(s)});
  double sum = 0.0;
  for (std::size_t k = 0; k < people; ++k) sum += network.unemployment(k);
  return sum / static_cast<double>(people);
}

double labor_flow_unemployment(const Scenario& s) {
  const HiringSpec& hiring = s.base.companies.front().hiring;
  const auto neighbours = static_cast<double>(s.base.company_graph.neighbours);
  const double some_open = 1.0 - pow(1.0 - hiring.open_probability, neighbours);
  return theory::lake_unemployment(separation_of(s), hiring.hire_probability * some_open);
}

// The total gain of the best allocation.
double best_output(const Market& market) {
  const theory::TransportationProblem problem = transportation_of(market);
  const long people = static_cast<long>(market.fixed.population.size());
  const long seats = std::accumulate(problem.seats.begin(), problem.seats.end(), 0L);
  const double income = market.state.parameters.market.decisions.unemployment_income.base;
  // Gains are over the income without a job, which everyone placed earns too.
  return static_cast<double>(theory::best_total(problem)) * gain_unit +
         income * static_cast<double>(std::min(people, seats));
}

double lowest_wage_bill(const Market& market) {
  const theory::TransportationProblem problem = transportation_of(market);
  const std::vector<long> prices = theory::lowest_competitive_prices(problem);
  const double income = market.state.parameters.market.decisions.unemployment_income.base;
  const long over = std::accumulate(prices.begin(), prices.end(), 0L);
  return static_cast<double>(over) * gain_unit + income * static_cast<double>(prices.size());
}

struct Oracle {
  std::string_view name;
  const char* source;
  std::span<const Assumption> (*assumptions)();
  double (*of_settings)(const Scenario&);
  double (*of_draws)(const Market&);
};

constexpr const char* bm = "Burdett and Mortensen 1998, on a finite list of wages";
constexpr const char* pvr = "Postel-Vinay and Robin 2002, on a finite list of companies";

constexpr std::array<Oracle, 9> oracles = {{
    {"assignment.best_output", "Shapley and Shubik 1971; minimum-cost flow", one_tick_assumptions,
     nullptr, best_output},
    {"assignment.lowest_wage_bill", "Demange, Gale and Sotomayor 1986; minimum-cost flow",
     one_tick_assumptions, nullptr, lowest_wage_bill},
    {"burdett_mortensen.mean_earned_wage", bm, posted_assumptions, mean_earned_wage, nullptr},
    {"burdett_mortensen.unemployment_rate", bm, posted_assumptions, ladder_unemployment, nullptr},
    {"calvo_armengol_jackson.unemployment_rate", "Calvo-Armengol and Jackson 2004, exact chain",
     job_network_assumptions, job_network_unemployment, nullptr},
    {"labor_flow_network.unemployment_rate", "Lopez, Guerrero and Axtell: l / (l + h psi)",
     labor_flow_assumptions, labor_flow_unemployment, nullptr},
    {"lake.unemployment_rate", "d / (d + l0)", lake_assumptions, lake, nullptr},
    {"postel_vinay_robin.mean_wage", pvr, auction_assumptions, mean_auction_wage, nullptr},
    {"postel_vinay_robin.unemployment_rate", pvr, auction_assumptions, ladder_unemployment,
     nullptr},
}};

const Oracle& find(std::string_view name) {
  const auto found = std::find_if(oracles.begin(), oracles.end(),
                                  [&](const Oracle& oracle) { return oracle.name == name; });
  if (found == oracles.end()) throw InputError(fmt::format("error: there is no oracle {}", name));
  return *found;
}

}  // namespace

theory::AuctionLadder ladder_of(const Scenario& s) {
  const RandomMeetingSpec& m = s.base.market.search.random_meetings;
  const double dt = s.clock.years_per_tick();
  theory::TickChances chances;
  chances.separation = separation_of(s);
  if (m.arrival == Arrival::poisson) {
    chances.arrival = theory::OfferArrival::poisson;
    chances.unemployed = rate_per_tick(m.unemployed, dt);
    chances.employed = rate_per_tick(m.employed, dt);
  } else {
    const double searches = m.arrival == Arrival::exclusive ? 1.0 - chances.separation : 1.0;
    chances.unemployed = probability_per_tick(m.unemployed, dt);
    chances.employed = probability_per_tick(m.employed, dt) / searches;
  }
  if (m.own_company == OwnMeeting::nothing) chances.own = theory::OwnOffer::nothing;
  return {static_cast<std::size_t>(s.base.companies.front().count), chances};
}

std::vector<double> evenly_spaced(const Distribution& distribution, std::int64_t count) {
  std::vector<double> amounts;
  for (std::int64_t k = 0; k < count; ++k) {
    amounts.push_back(
        distribution.quantile((static_cast<double>(k) + 0.5) / static_cast<double>(count)));
  }
  return amounts;
}

theory::TransportationProblem transportation_of(const Market& market) {
  const double income = market.state.parameters.market.decisions.unemployment_income.base;
  theory::TransportationProblem problem;
  for (const CompanyId c : market.fixed.companies.ids()) {
    const CompanySpec& spec = market.spec_of(c);
    std::vector<long>& row = problem.gain.emplace_back();
    for (const ResearcherId r : market.fixed.population.ids()) {
      const double product =
          market.state.companies.level[c] * spec.productivity.factor * match_of(market, r, c);
      row.push_back(std::lround((product - income) / gain_unit));
    }
    problem.seats.push_back(static_cast<long>(spec.hiring.seats.value_or(0.0)));
  }
  return problem;
}

std::vector<std::string> oracle_names() {
  std::vector<std::string> names;
  for (const Oracle& oracle : oracles) names.emplace_back(oracle.name);
  return names;
}

std::string oracle_source(std::string_view oracle) { return find(oracle).source; }

std::optional<BrokenAssumption> broken_assumption(std::string_view oracle,
                                                  const Scenario& scenario) {
  return first_broken(find(oracle).assumptions(), scenario);
}

std::vector<double> oracle_values(std::string_view name, const Scenario& scenario,
                                  std::uint64_t replicates) {
  const Oracle& oracle = find(name);
  if (const auto broken = first_broken(oracle.assumptions(), scenario)) {
    throw InputError(
        fmt::format("error: {} assumes {} ({})", name, broken->assumed, broken->setting));
  }
  if (oracle.of_settings != nullptr) return {oracle.of_settings(scenario)};
  std::vector<double> values;
  const Workers alone(1);
  for (std::uint64_t k = 0; k < replicates; ++k) {
    Diagnostics diagnostics;
    const Seed first{static_cast<std::uint64_t>(scenario.seed)};
    const auto world = build_world(scenario, replicate_seed(first, k), alone, diagnostics);
    if (!world) throw InputError(std::move(diagnostics));
    values.push_back(oracle.of_draws(*world));
  }
  return values;
}

}  // namespace poach::check
