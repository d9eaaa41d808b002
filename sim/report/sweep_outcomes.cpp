#include "report/sweep_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "base/error.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::report {
namespace {

constexpr std::size_t most_companies = 12;
constexpr std::size_t most_errors = 10;

constexpr std::array company_outcomes = {"poached_out", "poached_in", "headcount",
                                         "leadership_share", "payroll_usd_per_year"};
constexpr std::array market_outcomes = {"moves", "pay_median_usd_per_year", "pay_p99_usd_per_year",
                                        "unemployment_rate"};

using compare::Quantity;
using compare::Reading;

std::vector<Quantity> quantities(compare::Dictionaries tables, const char* table,
                                 std::span<const char* const> columns) {
  std::vector<Quantity> result;
  for (const char* column : columns) result.push_back(compare::quantity_of(tables, table, column));
  return result;
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

/// One number per run and column: the result of the rows so far.
struct Tally {
  std::int64_t tick = -1;
  std::vector<double> values;
};

// The tallies of a table by company and run.
using Tallies = std::map<std::pair<std::string, std::string>, Tally>;

Tallies tally(const std::filesystem::path& file, const std::vector<Quantity>& quantities) {
  Tallies tallies;
  read_rows(file, [&](const tables::CsvReader& reader) {
    Tally& tally = tallies[{cell(reader, "company"), cell(reader, "run_id")}];
    const std::int64_t tick = tables::parse_integer(cell(reader, "tick")).value_or(0);
    if (tally.values.empty()) tally.values.resize(quantities.size(), 0.0);
    for (std::size_t q = 0; q < quantities.size(); ++q) {
      const auto number = tables::parse_number(cell(reader, quantities[q].column));
      if (quantities[q].reading == Reading::total) {
        tally.values[q] += number.value_or(0.0);
      } else if (tick >= tally.tick) {
        tally.values[q] = number.value_or(std::numeric_limits<double>::quiet_NaN());
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

void add_outcomes(SweepData& sweep, const Tallies& tallies, const std::vector<Quantity>& quantities,
                  const std::string& company) {
  for (std::size_t q = 0; q < quantities.size(); ++q) {
    std::vector<std::vector<double>> by_point;
    bool any = false;
    for (const SweepPoint& point : sweep.points) {
      std::vector<double>& values = by_point.emplace_back();
      for (const std::string& run : point.runs) {
        const auto found = tallies.find({company, run});
        if (found == tallies.end() || std::isnan(found->second.values[q])) continue;
        values.push_back(found->second.values[q]);
        any = true;
      }
    }
    if (!any) continue;
    const Quantity& quantity = quantities[q];
    const std::string title =
        fmt::format("{}: {}", company.empty() ? "market" : company, quantity.title_of_run());
    sweep.outcomes.push_back({title, quantity.unit, company});
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
std::vector<std::string> followed(const Tallies& tallies, const std::vector<Quantity>& quantities,
                                  const SweepData& sweep) {
  const auto headcount = std::find_if(quantities.begin(), quantities.end(),
                                      [](const Quantity& q) { return q.column == "headcount"; });
  const auto at = static_cast<std::size_t>(headcount - quantities.begin());
  std::map<std::string, double> staff;
  for (const auto& [key, tally] : tallies) staff[key.first] += tally.values[at];
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

SweepData read_sweep(const CollectedTables& collected, compare::Dictionaries tables) {
  SweepData sweep;
  read_runs(collected.file_of("runs"), sweep);
  const auto of_companies = quantities(tables, "companies", company_outcomes);
  const Tallies companies = tally(collected.file_of("companies"), of_companies);
  sweep.companies = followed(companies, of_companies, sweep);
  for (const std::string& name : sweep.companies) {
    add_outcomes(sweep, companies, of_companies, name);
  }
  const auto of_market = quantities(tables, "market", market_outcomes);
  add_outcomes(sweep, tally(collected.file_of("market"), of_market), of_market, "");
  return sweep;
}

}  // namespace poach::report
