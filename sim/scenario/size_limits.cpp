#include "scenario/size_limits.hpp"

#include <fmt/format.h>

#include <utility>

namespace poach {
namespace {

constexpr double most_people = 4e9;
constexpr double most_companies = 1e9;
constexpr std::size_t most_groups = 60000;
// The most people in a complete graph that is repeated: two hundred million ties.
constexpr std::int64_t largest_complete_copy = 20000;
// A tick with more meetings than this on average is too long: e^-rate is no longer a number that a
// Poisson draw could start from, and 1000 meetings a person and tick are the most there can be.
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

// The entry that gives the most people.
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

}  // namespace

double least_memory(const Scenario& scenario) {
  constexpr double bytes_per_person = 24.0;   // employer, pay, best losing bid, joined
  constexpr double bytes_per_tie = 8.0;       // one entry at each end
  constexpr double bytes_per_company = 10.0;  // level, group
  const bool ties = scenario.network.kind == NetworkKind::small_world ||
                    scenario.network.kind == NetworkKind::erdos_renyi ||
                    scenario.network.kind == NetworkKind::configuration;
  const double per_person =
      bytes_per_person + (ties ? bytes_per_tie * scenario.network.mean_degree / 2.0 : 0.0);
  return per_person * people_of(scenario) + bytes_per_company * companies_of(scenario);
}

std::string gigabytes(double bytes) {
  const double amount = bytes * 1e-9;
  return amount < 10.0 ? fmt::format("{:.1f} GB", amount) : fmt::format("{:.0f} GB", amount);
}

void check_meeting_rates(const Scenario& scenario, const ReportAt& report) {
  const RandomMeetingSpec& meetings = scenario.base.market.search.random_meetings;
  if (meetings.arrival != Arrival::poisson) return;
  const double dt = scenario.clock.years_per_tick();
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
    report({"companies"}, "more than 60,000 entries", {});
  }
  const NetworkSpec& network = scenario.network;
  if (network.kind == NetworkKind::copies && network.shape == CopyShape::complete &&
      network.copy_size > largest_complete_copy) {
    report({"network", "copy_size"},
           fmt::format("a complete graph may have at most {} people", largest_complete_copy), {});
  }
  check_meeting_rates(scenario, report);
}

}  // namespace poach
