#include "compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "compare/output.hpp"
#include "compare/run_pair.hpp"
#include "compare/statistics.hpp"

namespace poach::compare {
namespace {

constexpr std::size_t dates_over_time = 12;

/// How the rows up to a tick become one number.
enum class Reading { state, total, paid };

struct Quantity {
  std::string_view name;
  std::string_view column;
  Reading reading = Reading::state;
  bool over_time = false;  ///< also followed over time
};

constexpr std::array<Quantity, 12> company_quantities = {{
    {"headcount", "headcount", Reading::state, true},
    {"hires", "hires", Reading::total, false},
    {"poached_in", "poached_in", Reading::total, false},
    {"poached_out", "poached_out", Reading::total, true},
    {"counter_offers", "counter_offers", Reading::total, false},
    {"raises", "raises", Reading::total, false},
    {"raise_cost_usd_per_year", "raise_cost_usd_per_year", Reading::total, false},
    {"retention_grants_usd", "retention_grants_usd", Reading::total, false},
    {"payroll_usd_per_year", "payroll_usd_per_year", Reading::state, false},
    {"pay_accumulated_usd", "payroll_usd_per_year", Reading::paid, false},
    {"morale", "morale", Reading::state, false},
    {"leadership_share", "leadership_share", Reading::state, true},
}};
constexpr std::array<Quantity, 3> market_quantities = {{
    {"moves", "moves", Reading::total, false},
    {"pay_median_usd_per_year", "pay_median_usd_per_year", Reading::state, false},
    {"pay_p99_usd_per_year", "pay_p99_usd_per_year", Reading::state, false},
}};

/// One quantity of one run: its column, and the company's number there.
struct Series {
  const Panel& panel;
  const std::vector<double>& column;
  std::size_t company = 0;

  // The value at a time; NaN when missing.
  [[nodiscard]] double at(Reading reading, std::uint64_t replicate, std::size_t time) const {
    if (reading == Reading::state) return column[panel.row(replicate, company, time)];
    double sum = 0.0;
    for (std::size_t t = 0; t <= time; ++t) {
      const double value = column[panel.row(replicate, company, t)];
      if (std::isnan(value)) continue;
      sum += reading == Reading::paid ? value * panel.years()[t] : value;
    }
    return sum;
  }
};

struct SeriesPair {
  Series treatment;
  Series baseline;
};

Effect effect_at(const SeriesPair& pair, Reading reading, std::size_t time) {
  std::vector<double> treated;
  std::vector<double> base;
  std::vector<double> differences;
  for (std::uint64_t k = 0; k < pair.treatment.panel.replicates(); ++k) {
    const double a = pair.treatment.at(reading, k, time);
    const double b = pair.baseline.at(reading, k, time);
    if (std::isnan(a) || std::isnan(b)) continue;
    treated.push_back(a);
    base.push_back(b);
    differences.push_back(a - b);
  }
  const Estimate found = estimate(differences);
  Effect effect;
  effect.treatment_mean = mean(treated);
  effect.baseline_mean = mean(base);
  effect.effect = found.mean;
  effect.replicates = found.count;
  if (found.interval) {
    effect.interval_low = found.interval->low;
    effect.interval_high = found.interval->high;
  }
  return effect;
}

// Up to 12 times after the first, the last among them.
std::vector<std::size_t> evenly_spaced(std::size_t times) {
  std::vector<std::size_t> chosen;
  if (times < 2) return chosen;
  const std::size_t count = std::min(dates_over_time, times - 1);
  for (std::size_t k = 1; k <= count; ++k) chosen.push_back(k * (times - 1) / count);
  return chosen;
}

// Adds the effects of every quantity that both runs record.
void add_effects(const TablePair& tables, std::span<const Quantity> quantities,
                 Comparison& comparison) {
  const Panel& a = tables.treatment.panel;
  const Panel& b = tables.baseline.panel;
  for (const Quantity& quantity : quantities) {
    const auto& [treated, base] = tables;
    if (!treated.table.has(quantity.column) || !base.table.has(quantity.column)) continue;
    const std::vector<double> column_a = treated.table.numbers(quantity.column);
    const std::vector<double> column_b = base.table.numbers(quantity.column);
    for (std::size_t company = 0; company < a.companies().size(); ++company) {
      const std::string& name = a.companies()[company];
      const auto other = b.company(name);
      if (!other) continue;
      const SeriesPair pair{{a, column_a, company}, {b, column_b, *other}};
      const auto add = [&](std::vector<Effect>& effects, std::size_t time) -> Effect& {
        Effect& effect = effects.emplace_back(effect_at(pair, quantity.reading, time));
        effect.quantity = quantity.name;
        effect.company = name;
        return effect;
      };
      add(comparison.whole_run, a.ticks().size() - 1);
      if (!quantity.over_time) continue;
      for (const std::size_t time : evenly_spaced(a.ticks().size())) {
        Effect& effect = add(comparison.over_time, time);
        effect.tick = a.ticks()[time];
        effect.date = a.dates()[time];
      }
    }
  }
}

// The first time at which each replicate's rows differ.
using Partings = std::map<std::uint64_t, std::size_t>;

void find_partings(const TablePair& tables, Partings& partings) {
  const RunTable& a = tables.treatment;
  const RunTable& b = tables.baseline;
  if (a.panel.companies() != b.panel.companies()) return;
  for (const std::string& name : a.table.names()) {
    if (!b.table.has(name)) continue;
    const auto left = a.table.texts(name);
    const auto right = b.table.texts(name);
    for (std::uint64_t k = 0; k < a.panel.replicates(); ++k) {
      for (std::size_t c = 0; c < a.panel.companies().size(); ++c) {
        for (std::size_t t = 0; t < a.panel.ticks().size(); ++t) {
          if (left[a.panel.row(k, c, t)] == right[b.panel.row(k, c, t)]) continue;
          const auto [at, added] = partings.emplace(k, t);
          at->second = std::min(at->second, t);
          break;
        }
      }
    }
  }
}

std::optional<FirstDifference> first_difference(const RunPair& pair) {
  Partings partings;
  if (pair.market) find_partings(*pair.market, partings);
  if (pair.companies) find_partings(*pair.companies, partings);
  if (partings.empty()) return std::nullopt;
  std::size_t first = partings.begin()->second;
  for (const auto& [replicate, time] : partings) first = std::min(first, time);
  const Panel& panel = pair.market ? pair.market->treatment.panel : pair.companies->treatment.panel;
  return FirstDifference{panel.ticks()[first], panel.dates()[first], partings.size()};
}

// Remembers who is in one run only, and who is in both.
void match_companies(const TablePair& tables, Comparison& comparison) {
  const auto& a = tables.treatment.panel.companies();
  const auto& b = tables.baseline.panel.companies();
  const auto say = [&](const std::string& name, const char* run) {
    comparison.remarks.push_back(fmt::format("{} is in the {} only and is left out", name, run));
  };
  for (const std::string& name : a) {
    if (!tables.baseline.panel.company(name)) {
      say(name, "treatment");
    } else {
      comparison.companies.push_back(name);
    }
  }
  for (const std::string& name : b) {
    if (!tables.treatment.panel.company(name)) say(name, "baseline");
  }
}

}  // namespace

Comparison compare_runs(const std::filesystem::path& treatment,
                        const std::filesystem::path& baseline) {
  const RunPair pair = open_pair(treatment, baseline);
  Comparison comparison;
  comparison.treatment = treatment.string();
  comparison.baseline = baseline.string();
  comparison.replicates = pair.replicates;
  comparison.remarks = pair.remarks;
  if (pair.companies) {
    match_companies(*pair.companies, comparison);
    add_effects(*pair.companies, company_quantities, comparison);
  }
  if (pair.market) add_effects(*pair.market, market_quantities, comparison);
  comparison.first_difference = first_difference(pair);
  if (pair.replicates == 1) {
    comparison.remarks.push_back("one replicate has no interval: run both with --replicates 20");
  }
  return comparison;
}

}  // namespace poach::compare
