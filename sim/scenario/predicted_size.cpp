#include "scenario/predicted_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace poach {
namespace {

struct Sizes {
  double people = 0.0;
  double companies = 0.0;
};

Sizes sizes_of(const Scenario& scenario) {
  Sizes sizes{static_cast<double>(scenario.researchers.unemployed), 0.0};
  for (const CompanySpec& company : scenario.base.companies) {
    sizes.people += static_cast<double>(company.researchers);
    sizes.companies += static_cast<double>(company.count);
  }
  return sizes;
}

// Rows due every so many ticks, with the first and the last tick.
double rows_due(const Scenario& scenario, std::int64_t every) {
  const auto ticks = static_cast<double>(scenario.clock.ticks);
  return 1.0 + std::ceil(ticks / static_cast<double>(every));
}

// Offers and job losses in a tick, as the hazards have it.
struct Events {
  double offers = 0.0;
  double separations = 0.0;
};

Events events_of(const Scenario& scenario, const Sizes& sizes) {
  const double years = scenario.clock.years_per_tick();
  const SearchSpec& search = scenario.base.market.search;
  const auto unemployed = static_cast<double>(scenario.researchers.unemployed);
  Events events;
  events.offers =
      rate_per_tick(search.random_meetings.unemployed, years) * unemployed +
      rate_per_tick(search.random_meetings.employed, years) * (sizes.people - unemployed);
  if (search.everyone_meets) events.offers = sizes.people * sizes.companies;
  const bool calendar = scenario.clock.tick != TickLength::unit;
  const double weeks = calendar ? years * 52.0 : 1.0;
  for (const CompanySpec& company : scenario.base.companies) {
    events.offers +=
        company.hiring.approaches_per_week * weeks * static_cast<double>(company.count);
    const SeparationSpec& s = company.separations;
    events.separations += (rate_per_tick(s.quits, years) + rate_per_tick(s.job_loss, years) +
                           rate_per_tick(s.exits, years)) *
                          static_cast<double>(company.researchers);
  }
  return events;
}

// Usual bytes of a row, from tables of the shipped scenarios.
double row_bytes(const std::string& table) {
  if (table == "market") return 210.0;
  if (table == "companies") return 160.0;
  if (table == "flows") return 70.0;
  if (table == "moves") return 230.0;
  if (table == "offers") return 130.0;
  if (table == "size_classes") return 90.0;
  return 100.0;
}

double rows_of(const Scenario& scenario, const std::string& table) {
  const Sizes sizes = sizes_of(scenario);
  const RecordSpec& record = scenario.record;
  const double due = rows_due(scenario, record.every);
  if (table == "market") return due;
  if (table == "size_classes") return due * std::min(33.0, sizes.companies);
  if (table == "companies") {
    const auto top = static_cast<double>(record.companies_top);
    return due * (top > 0.0 ? std::min(top + 1.0, sizes.companies) : sizes.companies);
  }
  if (table == "researchers") {
    return rows_due(scenario, record.researchers_every) * sizes.people * record.researchers_sample;
  }
  const Events events = events_of(scenario, sizes);
  const auto ticks = static_cast<double>(scenario.clock.ticks);
  if (table == "offers") return ticks * events.offers;
  const double moves = ticks * std::min(events.offers + events.separations, sizes.people);
  if (table == "moves") return moves;
  return std::min(moves, due * sizes.companies * (sizes.companies + 1.0));  // flows
}

const char* advice_for(const std::string& table) {
  if (table == "companies") {
    return "record.companies_top keeps the largest and one row for the others, size_classes "
           "counts all, record.every thins out";
  }
  if (table == "researchers") {
    return "record.researchers_sample keeps a share of the people, researchers_every thins out";
  }
  return "leave it out of record.tables unless each row is wanted";
}

}  // namespace

std::vector<PredictedTable> predicted_tables(const Scenario& scenario) {
  std::vector<PredictedTable> tables;
  for (const std::string& name : scenario.record.tables) {
    const double rows = rows_of(scenario, name) * static_cast<double>(scenario.replicates);
    tables.push_back({name, rows, rows * row_bytes(name)});
  }
  return tables;
}

void warn_of_large_tables(const Scenario& scenario, const config::Origins& origins,
                          Diagnostics& diagnostics) {
  auto place = origins.find("record.tables");
  if (place == origins.end()) place = origins.find("name");
  for (const PredictedTable& table : predicted_tables(scenario)) {
    if (table.rows <= many_rows) continue;
    diagnostics.warning(place == origins.end() ? SourcePlace{} : place->second, "record.tables",
                        fmt::format("{}.csv would have about {:.0f} million rows, {:.1f} GB",
                                    table.name, table.rows / 1e6, table.bytes / 1e9),
                        advice_for(table.name));
  }
}

}  // namespace poach
