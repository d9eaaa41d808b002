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

// Rows due at regular ticks, with the first and the last tick.
double rows_due(const Scenario& scenario, std::int64_t every) {
  const auto ticks = static_cast<double>(scenario.clock.ticks);
  return 1.0 + std::ceil(ticks / static_cast<double>(every));
}

// Expected offers and job losses in a tick by the hazards.
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

// Ticks at which a table gets rows.
double ticks_due(const Scenario& scenario, RowsDue due) {
  if (due == RowsDue::every) return rows_due(scenario, scenario.record.every);
  if (due == RowsDue::always) return static_cast<double>(scenario.clock.ticks);
  return rows_due(scenario, scenario.record.researchers_every);
}

double companies_shown(const Scenario& scenario, const Sizes& sizes) {
  const auto top = static_cast<double>(scenario.record.companies_top);
  return top > 0.0 ? std::min(top + 1.0, sizes.companies) : sizes.companies;
}

double rows_of(const Scenario& scenario, const TableFacts& table) {
  const Sizes sizes = sizes_of(scenario);
  const Events events = events_of(scenario, sizes);
  const double due = ticks_due(scenario, table.due);
  const double moves = static_cast<double>(scenario.clock.ticks) *
                       std::min(events.offers + events.separations, sizes.people);
  switch (table.row_per) {
    case RowPer::market:
      return due;
    case RowPer::company:
      return due * companies_shown(scenario, sizes);
    case RowPer::size_class:
      return due * std::min(33.0, sizes.companies);
    case RowPer::researcher:
      return due * sizes.people * scenario.record.researchers_sample;
    case RowPer::offer:
      return due * events.offers;
    case RowPer::move:
      return moves;
    case RowPer::flow:
      return std::min(moves, due * sizes.companies * (sizes.companies + 1.0));
  }
  return 0.0;
}

const char* advice_for(RowPer row_per) {
  if (row_per == RowPer::company) {
    return "record.companies_top keeps the largest and one row for the others, size_classes counts "
           "all, record.every records fewer ticks";
  }
  if (row_per == RowPer::researcher) {
    return "record.researchers_sample keeps a share of the people, researchers_every records fewer "
           "ticks";
  }
  return "leave it out of record.tables unless each row is wanted";
}

}  // namespace

std::vector<PredictedTable> predicted_tables(const Scenario& scenario) {
  std::vector<PredictedTable> tables;
  for (const std::string& name : scenario.record.tables) {
    const std::optional<TableName> table = table_named(name);
    if (!table) continue;
    const TableFacts& facts = facts_of(*table);
    const double rows = rows_of(scenario, facts) * static_cast<double>(scenario.replicates);
    tables.push_back({*table, rows, rows * facts.row_bytes});
  }
  return tables;
}

void warn_of_large_tables(const Scenario& scenario, const config::Origins& origins,
                          Diagnostics& diagnostics) {
  auto place = origins.find("record.tables");
  if (place == origins.end()) place = origins.find("name");
  for (const PredictedTable& table : predicted_tables(scenario)) {
    if (table.rows <= many_rows) continue;
    const TableFacts& facts = facts_of(table.table);
    diagnostics.warning(place == origins.end() ? SourcePlace{} : place->second, "record.tables",
                        fmt::format("{}.csv would have about {:.0f} million rows, {:.1f} GB",
                                    facts.name, table.rows / 1e6, table.bytes / 1e9),
                        advice_for(facts.row_per));
  }
}

}  // namespace poach
