#include "report/sweep_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::report {
namespace {

constexpr std::size_t most_companies = 12;
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
    auto file = tables / (name + ".csv" + suffix);
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

void note_failure(SweepData& sweep, Failure failure) {
  for (Failure& known : sweep.failures) {
    if (known.error != failure.error) continue;
    ++known.runs;
    return;
  }
  if (sweep.failures.size() < most_errors) sweep.failures.push_back(std::move(failure));
}

void read_runs(const std::filesystem::path& file, SweepData& sweep) {
  constexpr std::array<std::string_view, 7> known = {"run_id", "point", "replicate", "seed",
                                                     "status", "error", "state_hash"};
  std::map<std::int64_t, SweepPoint> points;
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
    if (status == "done") {
      point.runs.push_back(cell(reader, "run_id"));
      point.replicates.push_back(tables::parse_integer(cell(reader, "replicate")).value_or(0));
    }
    if (status == "failed") {
      note_failure(sweep, {cell(reader, "error"), 1, cell(reader, "run_id"), number});
    }
  });
  for (auto& [number, point] : points) sweep.points.push_back(std::move(point));
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

bool is_named(const std::string& company, const std::vector<std::string>& parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [&](const std::string& path) {
    return path.find("companies." + company + ".") != std::string::npos ||
           path.find("companies[\"" + company + "\"]") != std::string::npos;
  });
}

// Companies that a parameter names, then by headcount at the end.
template <std::size_t N>
std::vector<std::string> followed(const Tallies<N>& tallies, const SweepData& sweep) {
  std::map<std::string, double> staff;
  for (const auto& [key, tally] : tallies) staff[key.first] += tally.values[2];
  std::vector<std::pair<double, std::string>> sizes;
  for (const auto& [name, people] : staff) sizes.emplace_back(people, name);
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::stable_partition(sizes.begin(), sizes.end(),
                        [&](const auto& size) { return is_named(size.second, sweep.parameters); });
  if (sizes.size() > most_companies) sizes.resize(most_companies);
  std::vector<std::string> names;
  for (const auto& [people, name] : sizes) names.push_back(name);
  return names;
}

// Whether every point has all of its values from the same replicates.
bool is_balanced(const SweepData& sweep, std::size_t outcome) {
  const SweepPoint& first = sweep.points.front();
  return std::all_of(sweep.points.begin(), sweep.points.end(), [&](const SweepPoint& point) {
    return point.replicates == first.replicates &&
           point.outcomes[outcome].size() == point.runs.size();
  });
}

}  // namespace

std::vector<compare::Estimate> point_estimates(const SweepData& sweep, std::size_t outcome) {
  std::vector<compare::Estimate> result;
  for (const SweepPoint& point : sweep.points)
    result.push_back(compare::estimate(point.outcomes[outcome]));
  if (sweep.points.size() < 2 || !is_balanced(sweep, outcome)) return result;
  std::vector<double> shared(sweep.points.front().runs.size());
  for (const SweepPoint& point : sweep.points) {
    for (std::size_t k = 0; k < shared.size(); ++k) {
      shared[k] += point.outcomes[outcome][k] / static_cast<double>(sweep.points.size());
    }
  }
  const double level = compare::mean(shared);
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    std::vector<double> values = sweep.points[p].outcomes[outcome];
    for (std::size_t k = 0; k < values.size(); ++k) values[k] += level - shared[k];
    result[p] = compare::estimate(values);
  }
  return result;
}

std::filesystem::path runs_file(const std::filesystem::path& tables) {
  return file_of(tables, "runs");
}

SweepData read_sweep(const std::filesystem::path& tables) {
  SweepData sweep;
  read_runs(runs_file(tables), sweep);
  const auto companies = tally(file_of(tables, "companies"), company_measures);
  sweep.companies = followed<company_measures.size()>(companies, sweep);
  for (const std::string& name : sweep.companies) {
    add_outcomes(sweep, companies, company_measures, name);
  }
  const auto market = tally(file_of(tables, "market"), market_measures);
  add_outcomes(sweep, market, market_measures, "");
  return sweep;
}

}  // namespace poach::report
