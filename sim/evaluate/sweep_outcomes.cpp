#include "sweep_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "poach/base/error.hpp"
#include "poach/tables/cell.hpp"
#include "poach/tables/csv_reader.hpp"

namespace poach::evaluate {
namespace {

constexpr std::size_t most_companies = 8;
constexpr std::size_t most_errors = 10;

struct Measure {
  const char* title;
  const char* unit;
  const char* column;
  bool is_total;
};
constexpr std::array<Measure, 5> company_measures = {
    {{"people lost to rivals", "people", "poached_out", true},
     {"people won from rivals", "people", "poached_in", true},
     {"headcount at the end", "people", "headcount", false},
     {"share of research capital at the end", "share", "leadership_share", false},
     {"payroll at the end", "USD per year", "payroll_usd_per_year", false}}};
constexpr std::array<Measure, 4> market_measures = {
    {{"moves", "moves", "moves", true},
     {"median pay at the end", "USD per year", "pay_median_usd_per_year", false},
     {"99th percentile of pay at the end", "USD per year", "pay_p99_usd_per_year", false},
     {"unemployment rate at the end", "share", "unemployment_rate", false}}};

std::filesystem::path file_of(const std::filesystem::path& tables, const std::string& name) {
  std::error_code ignored;
  for (const char* suffix : {"", ".gz", ".zst"}) {
    const auto file = tables / (name + ".csv" + suffix);
    if (std::filesystem::exists(file, ignored)) return file;
  }
  return {};
}

// Calls `take` with the header and each row; nothing when there is no such file.
template <class Take>
bool read_rows(const std::filesystem::path& file, Take take) {
  if (file.empty()) return false;
  Diagnostics diagnostics;
  tables::CsvReader reader(file, diagnostics);
  while (!diagnostics.has_errors() && reader.next()) take(reader);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  return true;
}

std::string cell(const tables::CsvReader& reader, std::string_view column) {
  const auto position = reader.column(column);
  return position ? std::string(reader.fields()[*position]) : std::string{};
}

/// One number per run and column: what the rows say so far.
struct Tally {
  std::int64_t tick = -1;
  std::vector<double> values;
};

// The tallies of a table by company and run.
template <std::size_t N>
using Tallies = std::map<std::pair<std::string, std::string>, Tally>;

template <std::size_t N>
Tallies<N> tally(const std::filesystem::path& file, const std::array<Measure, N>& measures) {
  Tallies<N> tallies;
  read_rows(file, [&](const tables::CsvReader& reader) {
    Tally& tally = tallies[{cell(reader, "company"), cell(reader, "run_id")}];
    const std::int64_t tick = tables::parse_integer(cell(reader, "tick")).value_or(0);
    if (tally.values.empty()) tally.values.resize(N, 0.0);
    for (std::size_t m = 0; m < N; ++m) {
      const auto number = tables::parse_number(cell(reader, measures[m].column));
      if (measures[m].is_total) {
        tally.values[m] += number.value_or(0.0);
      } else if (tick >= tally.tick) {
        tally.values[m] = number.value_or(std::numeric_limits<double>::quiet_NaN());
      }
    }
    tally.tick = std::max(tally.tick, tick);
  });
  return tallies;
}

void read_runs(const std::filesystem::path& file, SweepData& sweep) {
  constexpr std::array<std::string_view, 7> known = {"run_id", "point", "replicate", "seed",
                                                     "status", "error", "state_hash"};
  std::map<std::int64_t, SweepPoint> points;
  std::set<std::string> errors;
  read_rows(file, [&](const tables::CsvReader& reader) {
    if (sweep.parameters.empty()) {
      for (const std::string& name : reader.header()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
          sweep.parameters.push_back(name);
        }
      }
    }
    const std::int64_t number = tables::parse_integer(cell(reader, "point")).value_or(0);
    SweepPoint& point = points[number];
    point.point = number;
    if (point.values.empty()) {
      for (const std::string& name : sweep.parameters) point.values.push_back(cell(reader, name));
    }
    const std::string status = cell(reader, "status");
    ++sweep.statuses[status];
    if (status == "done") point.runs.push_back(cell(reader, "run_id"));
    if (status == "failed" && errors.size() < most_errors) errors.insert(cell(reader, "error"));
  });
  for (auto& [number, point] : points) sweep.points.push_back(std::move(point));
  sweep.errors.assign(errors.begin(), errors.end());
}

template <std::size_t N>
void add_outcomes(SweepData& sweep, const Tallies<N>& tallies,
                  const std::array<Measure, N>& measures, const std::string& company) {
  for (std::size_t m = 0; m < N; ++m) {
    std::vector<std::vector<double>> by_point;
    bool any = false;
    for (const SweepPoint& point : sweep.points) {
      std::vector<double>& values = by_point.emplace_back();
      for (const std::string& run : point.runs) {
        const auto found = tallies.find({company, run});
        if (found == tallies.end() || std::isnan(found->second.values[m])) continue;
        values.push_back(found->second.values[m]);
        any = true;
      }
    }
    if (!any) continue;
    const std::string title = company.empty() ? fmt::format("market: {}", measures[m].title)
                                              : fmt::format("{}: {}", company, measures[m].title);
    sweep.outcomes.push_back(
        {title, measures[m].unit, measures[m].column, company, measures[m].is_total});
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
      sweep.points[p].outcomes.push_back(std::move(by_point[p]));
    }
  }
}

// Companies by mean headcount at the end.
template <std::size_t N>
std::vector<std::string> largest(const Tallies<N>& tallies) {
  std::map<std::string, double> staff;
  for (const auto& [key, tally] : tallies) staff[key.first] += tally.values[2];
  std::vector<std::pair<double, std::string>> sizes;
  for (const auto& [name, people] : staff) sizes.emplace_back(people, name);
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sizes.size() > most_companies) sizes.resize(most_companies);
  std::vector<std::string> names;
  for (const auto& [people, name] : sizes) names.push_back(name);
  return names;
}

}  // namespace

SweepData read_sweep(const std::filesystem::path& tables) {
  SweepData sweep;
  read_runs(file_of(tables, "runs"), sweep);
  const auto companies = tally(file_of(tables, "companies"), company_measures);
  sweep.companies = largest<company_measures.size()>(companies);
  for (const std::string& name : sweep.companies) {
    add_outcomes(sweep, companies, company_measures, name);
  }
  const auto market = tally(file_of(tables, "market"), market_measures);
  add_outcomes(sweep, market, market_measures, "");
  return sweep;
}

}  // namespace poach::evaluate
