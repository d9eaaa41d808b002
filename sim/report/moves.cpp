#include "report/moves.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/math.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::report {

std::size_t LogBins::of(double value) const {
  if (!(value > low)) return 0;
  const double bin = poach::log(value / low) / poach::log(factor) * static_cast<double>(per_factor);
  return std::min(static_cast<std::size_t>(bin + 1e-9), count - 1);
}

double LogBins::edge(std::size_t bin) const {
  return low * poach::pow(factor, static_cast<double>(bin) / static_cast<double>(per_factor));
}

Moves::Moves(const std::filesystem::path& file, std::uint64_t replicates)
    : replicates_(replicates) {
  Diagnostics diagnostics;
  tables::CsvReader reader(file, diagnostics);
  const auto position = [&](std::string_view name) {
    const auto found = reader.column(name);
    if (!found && !diagnostics.has_errors()) {
      diagnostics.error({file.string(), 1, 0}, std::string(name), "there is no such column");
    }
    return found.value_or(0);
  };
  const Columns columns{position("run_id"),
                        position("tick"),
                        position("date"),
                        position("from_company"),
                        position("to_company"),
                        position("pay_before_usd_per_year"),
                        position("pay_after_usd_per_year")};
  while (!diagnostics.has_errors() && reader.next()) add(columns, reader.fields());
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
}

void Moves::add(const Columns& columns, std::span<const std::string_view> row) {
  const std::int64_t tick = tables::parse_integer(row[columns.tick]).value_or(0);
  const auto after = tables::parse_number(row[columns.after]);
  const auto before = tables::parse_number(row[columns.before]);
  const std::string from(row[columns.from]);
  const std::string to(row[columns.to]);
  if (from.empty()) {
    ++from_unemployment_;
  } else {
    ++flows_[{from, to}];
  }
  if (!after) return;
  prices_[to].push_back(*after);
  ++by_tick_[tick][price_bins.of(*after)];
  if (from.empty() || !before) return;
  if (*before > 0.0) multiples_[to].push_back(*after / *before);
  if (highest_.size() == most_priced && *after <= highest_.back().after) return;
  const std::string when =
      row[columns.date].empty() ? "tick " + std::to_string(tick) : std::string(row[columns.date]);
  keep_highest(
      {tables::parse_integer(row[columns.run_id]).value_or(0), when, from, to, *before, *after});
}

std::vector<std::string> Moves::busiest(std::size_t most) const {
  std::map<std::string, double> ends;
  for (const auto& [pair, count] : flows_) {
    ends[pair.first] += count;
    ends[pair.second] += count;
  }
  for (const auto& [company, prices] : prices_) ends.emplace(company, 0.0);
  std::vector<std::pair<double, std::string>> sizes;
  for (const auto& [name, count] : ends) sizes.emplace_back(count, name);
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sizes.size() > most) sizes.resize(most);
  std::vector<std::string> names;
  for (const auto& [count, name] : sizes) names.push_back(name);
  return names;
}

void Moves::keep_highest(PricedMove move) {
  const auto place =
      std::upper_bound(highest_.begin(), highest_.end(), move,
                       [](const PricedMove& a, const PricedMove& b) { return a.after > b.after; });
  highest_.insert(place, std::move(move));
  if (highest_.size() > most_priced) highest_.pop_back();
}

}  // namespace poach::report
