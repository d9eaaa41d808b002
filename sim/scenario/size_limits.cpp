#include "scenario/size_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/math.hpp"

namespace poach {
namespace {

constexpr double most_people = 4e9;
constexpr double most_companies = 1e9;
constexpr std::size_t most_groups = 60000;
// The largest number of people in a repeated complete graph: two hundred million ties.
constexpr std::int64_t largest_complete_copy = 20000;
// A tick with more meetings than this on average is too long: e^-rate would be too small for a
// Poisson draw to start from, and a person has at most 1000 meetings a tick.
constexpr double most_meetings = 500.0;

double people_of(const Scenario& scenario) {
  auto people = static_cast<double>(scenario.researchers.unemployed);
  for (const CompanySpec& company : scenario.base.companies) {
    people += static_cast<double>(company.researchers);
  }
  return people;
}

double companies_of(const Scenario& scenario) {
  double companies = 0.0;
  for (const CompanySpec& company : scenario.base.companies) {
    companies += static_cast<double>(company.count);
  }
  return companies;
}

// The path of the largest number of people.
config::Path largest_entry(const Scenario& scenario) {
  config::Path path = {"researchers", "unemployed"};
  std::int64_t most = scenario.researchers.unemployed;
  for (const CompanySpec& company : scenario.base.companies) {
    if (company.researchers <= most) continue;
    most = company.researchers;
    path = {"companies", company.name, "researchers"};
  }
  return path;
}

void check_people(const Scenario& scenario, const ReportAt& report) {
  const double people = people_of(scenario);
  if (people > most_people) {
    report(
        largest_entry(scenario),
        fmt::format("{:.0f} are more than 4 billion people, the most a market can have; they would "
                    "take at least {} of memory",
                    people, gigabytes(least_memory(scenario))),
        {});
  }
  if (people == 0.0 && scenario.researchers.file.empty()) {
    report({"companies"}, "nobody works in this market",
           "give researchers of a company, or researchers.unemployed");
  }
}

// The mean of floor(scale * u^(-1 / tail)) over uniform u, not above `most`.
double mean_of_heavy_tail(double scale, double tail, std::int64_t most) {
  double mean = 0.0;
  for (std::int64_t k = 1; k <= most; ++k) {
    mean += std::min(1.0, pow(scale / static_cast<double>(k), tail));
  }
  return mean;
}

// A person leads teams and ties their members pairwise, repeats among them. Half of the number:
// places of a team may stay empty, and some go to the same person twice.
double ties_of_teams(const TeamNetworkSpec& teams) {
  const double led =
      mean_of_heavy_tail(teams.activity_scale, teams.activity_tail, teams.most_teams);
  double pairs = 0.0;
  for (std::int64_t size = 2; size <= teams.largest_team; ++size) {
    const auto members = static_cast<double>(size);
    pairs += (members - 1.0) * std::min(1.0, pow(teams.size_scale / members, teams.size_tail));
  }
  return 0.5 * (1.0 - teams.isolated_share) * led * pairs;
}

double ties_of_copies(CopyShape shape, double people) {
  switch (shape) {
    case CopyShape::empty:
      return 0.0;
    case CopyShape::cycle:
      return 1.0;
    case CopyShape::complete:
      return (people - 1.0) / 2.0;
    case CopyShape::link:
    case CopyShape::path:
    case CopyShape::star:
      break;
  }
  return (people - 1.0) / people;
}

// Ties for each person while the graph is built, repeats among them.
double ties_per_person(const NetworkSpec& network) {
  switch (network.kind) {
    case NetworkKind::none:
    case NetworkKind::file:
      return 0.0;
    case NetworkKind::teams:
      return ties_of_teams(network.teams);
    case NetworkKind::copies:
      return ties_of_copies(network.shape, static_cast<double>(network.copy_size));
    case NetworkKind::small_world:
    case NetworkKind::configuration:
    case NetworkKind::erdos_renyi:
      break;
  }
  return network.mean_degree / 2.0;
}

}  // namespace

double least_memory(const Scenario& scenario) {
  constexpr double bytes_per_person = 24.0;   // employer, pay, best losing bid, joined
  constexpr double bytes_per_tie = 8.0;       // one entry at each end
  constexpr double bytes_per_company = 10.0;  // level, group
  const double people = people_of(scenario);
  const double companies = companies_of(scenario);
  double ties = people * ties_per_person(scenario.network);
  for (const TeamSpec& team : scenario.teams) {
    const auto members = static_cast<double>(team.members);
    ties += team.tie_probability * members * (members - 1.0) / 2.0;
  }
  const CompanyGraphSpec& graph = scenario.base.company_graph;
  const bool drawn = graph.kind == CompanyGraphKind::ring || graph.kind == CompanyGraphKind::random;
  if (drawn) ties += companies * static_cast<double>(graph.neighbours / 2);
  return bytes_per_person * people + bytes_per_company * companies + bytes_per_tie * ties;
}

std::string gigabytes(double bytes) {
  const double amount = bytes * 1e-9;
  return amount < 10.0 ? fmt::format("{:.1f} GB", amount) : fmt::format("{:.0f} GB", amount);
}

void check_meeting_rates(const MarketSpec& market, const ClockSpec& clock, const ReportAt& report) {
  const RandomMeetingSpec& meetings = market.search.random_meetings;
  if (meetings.arrival != Arrival::poisson) return;
  const double dt = clock.years_per_tick();
  for (const auto& [name, hazard] :
       {std::pair("employed", meetings.employed), std::pair("unemployed", meetings.unemployed)}) {
    if (rate_per_tick(hazard, dt) <= most_meetings) continue;
    report({"market", "search", "random_meetings", name},
           fmt::format("{} are more than {:.0f} meetings a tick", to_string(hazard), most_meetings),
           "use shorter ticks");
  }
}

void check_size_limits(const Scenario& scenario, const ReportAt& report) {
  check_people(scenario, report);
  if (companies_of(scenario) > most_companies) {
    report({"companies"}, "more than a billion companies", {});
  }
  if (scenario.base.companies.size() > most_groups) {
    report({"companies"}, "more than 60,000 kinds of companies", {});
  }
  const NetworkSpec& network = scenario.network;
  if (network.kind == NetworkKind::copies && network.shape == CopyShape::complete &&
      network.copy_size > largest_complete_copy) {
    report({"network", "copy_size"},
           fmt::format("a complete graph may have at most {} people", largest_complete_copy), {});
  }
}

}  // namespace poach
