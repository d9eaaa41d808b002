#include "compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "compare/output.hpp"
#include "compare/quantities.hpp"
#include "compare/run_pair.hpp"
#include "compare/statistics.hpp"

namespace poach::compare {
namespace {

constexpr std::size_t dates_over_time = 12;

struct SeriesPair {
  Series treatment;
  Series baseline;
};

Effect effect_at(const SeriesPair& pair, std::size_t time) {
  std::vector<double> treated;
  std::vector<double> base;
  std::vector<double> differences;
  for (std::uint64_t k = 0; k < pair.treatment.replicates(); ++k) {
    const double a = pair.treatment.at(k, time);
    const double b = pair.baseline.at(k, time);
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

// Adds the effects on one company, or on the market.
void add_effects(const SeriesPair& pair, const Panel& panel, const Quantity& quantity,
                 const std::string& company, Comparison& comparison) {
  const auto add = [&](std::vector<Effect>& effects, std::size_t time) -> Effect& {
    Effect& effect = effects.emplace_back(effect_at(pair, time));
    effect.treatment = comparison.treatment;
    effect.quantity = quantity.name;
    effect.company = company;
    return effect;
  };
  add(comparison.whole_run, panel.ticks().size() - 1);
  if (!quantity.over_time) return;
  for (const std::size_t time : evenly_spaced(panel.ticks().size())) {
    Effect& effect = add(comparison.over_time, time);
    effect.tick = panel.ticks()[time];
    effect.date = panel.dates()[time];
  }
}

// The series of all companies together.
Series sum_over_companies(const RunTable& run, const std::vector<double>& column, Reading reading) {
  Series sum = read_series(run.panel, column, 0, reading);
  for (std::size_t company = 1; company < run.panel.companies().size(); ++company) {
    sum.add(read_series(run.panel, column, company, reading));
  }
  return sum;
}

// Adds the effects on a quantity that both runs record: on each company, and of accounts on all of
// them together.
void add_effects(const TablePair& tables, const Quantity& quantity, Comparison& comparison) {
  const auto& [treated, base] = tables;
  if (!treated.table.has(quantity.column) || !base.table.has(quantity.column)) return;
  const std::vector<double> column_a = treated.table.numbers(quantity.column);
  const std::vector<double> column_b = base.table.numbers(quantity.column);
  for (std::size_t company = 0; company < treated.panel.companies().size(); ++company) {
    const std::string& name = treated.panel.companies()[company];
    const auto other = base.panel.company(name);
    if (!other) continue;
    const SeriesPair pair{read_series(treated.panel, column_a, company, quantity.reading),
                          read_series(base.panel, column_b, *other, quantity.reading)};
    add_effects(pair, treated.panel, quantity, name, comparison);
  }
  if (quantity.table != "accounts") return;
  const SeriesPair all{sum_over_companies(treated, column_a, quantity.reading),
                       sum_over_companies(base, column_b, quantity.reading)};
  add_effects(all, treated.panel, quantity, "", comparison);
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
  if (pair.accounts) find_partings(*pair.accounts, partings);
  if (partings.empty()) return std::nullopt;
  std::size_t first = partings.begin()->second;
  for (const auto& [replicate, time] : partings) first = std::min(first, time);
  const auto& recorded = pair.market      ? pair.market
                         : pair.companies ? pair.companies
                                          : pair.accounts;
  const Panel& panel = recorded->treatment.panel;
  return FirstDifference{panel.ticks()[first], panel.dates()[first], partings.size()};
}

// Remembers the companies of one run only, and those of both.
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
                        const std::filesystem::path& baseline, Dictionaries tables) {
  const RunPair pair = open_pair(treatment, baseline);
  Comparison comparison;
  comparison.treatment = treatment.string();
  comparison.baseline = baseline.string();
  comparison.replicates = pair.replicates;
  comparison.remarks = pair.remarks;
  if (const auto& recorded = pair.companies ? pair.companies : pair.accounts) {
    match_companies(*recorded, comparison);
  }
  for (const Quantity& quantity : compared_quantities(tables)) {
    if (const auto& recorded = pair.table(quantity.table))
      add_effects(*recorded, quantity, comparison);
  }
  comparison.first_difference = first_difference(pair);
  if (pair.replicates == 1) {
    comparison.remarks.push_back("one replicate has no interval: run both with --replicates 20");
  }
  return comparison;
}

}  // namespace poach::compare
