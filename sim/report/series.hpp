#pragma once
// Time series over replicates: the data of a band on a chart.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compare/panel.hpp"
#include "compare/series.hpp"
#include "report/page.hpp"
#include "tables/read_table.hpp"

namespace poach::report {

/// The 10th, 50th and 90th percentile of the replicates at each time shown.
struct Bands {
  std::vector<double> low;
  std::vector<double> middle;
  std::vector<double> high;
};

using compare::Reading;
using compare::Series;

/// A recorded table with a row per tick, and per company where it has them.
class TimeTable {
 public:
  /// Throws InputError.
  TimeTable(const std::filesystem::path& file, std::uint64_t replicates);

  [[nodiscard]] bool has(std::string_view column) const { return table_.has(column); }
  [[nodiscard]] const compare::Panel& panel() const { return panel_; }
  /// A column of a company (of the market: the first). Throws InputError without such a column.
  [[nodiscard]] Series series(std::string_view column, std::size_t company, Reading reading) const;
  /// The number of a company, or nothing.
  [[nodiscard]] std::optional<std::size_t> company(std::string_view name) const;

 private:
  // Parsed at first use: there may be tens of thousands of companies.
  [[nodiscard]] const std::vector<double>& numbers(std::string_view column) const;

  tables::ReadTable table_;
  compare::Panel panel_;
  mutable std::map<std::string, std::vector<double>, std::less<>> numbers_;
};

/// Charts show at most this many times, tables this many.
inline constexpr std::size_t most_times = 160;
inline constexpr std::size_t most_table_times = 13;

/// Evenly spaced positions 0 to `times` - 1, both among them, at most `most`.
[[nodiscard]] std::vector<std::size_t> spaced_times(std::size_t times, std::size_t most);
/// Dates of a panel's times, or its ticks.
[[nodiscard]] Json time_axis(const compare::Panel& panel, const std::vector<std::size_t>& times);
/// A date, or `tick 12`.
[[nodiscard]] std::string time_label(const compare::Panel& panel, std::size_t time);

[[nodiscard]] Bands bands(const Series& series, const std::vector<std::size_t>& times);
/// Adds low, middle and high to a chart's series.
void put_bands(Json& into, const Bands& bands);

}  // namespace poach::report
