#include "report/series.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compare/statistics.hpp"

namespace poach::report {

TimeTable::TimeTable(const std::filesystem::path& file, std::uint64_t replicates)
    : table_(tables::read_csv(file)), panel_(table_, replicates, file.string()) {}

const std::vector<double>& TimeTable::numbers(std::string_view column) const {
  auto found = numbers_.find(column);
  if (found == numbers_.end()) {
    found = numbers_.emplace(std::string(column), table_.numbers(column)).first;
  }
  return found->second;
}

Series TimeTable::series(std::string_view column, std::size_t company, Reading reading) const {
  return compare::read_series(panel_, numbers(column), company, reading);
}

std::optional<std::size_t> TimeTable::company(std::string_view name) const {
  return panel_.company(name);
}

std::vector<std::size_t> spaced_times(std::size_t times, std::size_t most) {
  std::vector<std::size_t> chosen;
  const std::size_t count = std::min(times, most);
  for (std::size_t k = 0; k < count; ++k) {
    chosen.push_back(count == 1 ? times - 1 : k * (times - 1) / (count - 1));
  }
  return chosen;
}

Json time_axis(const compare::Panel& panel, const std::vector<std::size_t>& times) {
  Json axis = Json::array();
  for (const std::size_t t : times) {
    if (panel.dates()[t].empty()) {
      axis.push_back(panel.ticks()[t]);
    } else {
      axis.push_back(panel.dates()[t]);
    }
  }
  return axis;
}

std::string time_label(const compare::Panel& panel, std::size_t time) {
  const std::string& date = panel.dates()[time];
  return date.empty() ? fmt::format("tick {}", panel.ticks()[time]) : date;
}

Bands bands(const Series& series, const std::vector<std::size_t>& times) {
  Bands result;
  for (const std::size_t t : times) {
    const std::vector<double> values = series.across(t);
    result.low.push_back(compare::quantile(values, 0.1));
    result.middle.push_back(compare::quantile(values, 0.5));
    result.high.push_back(compare::quantile(values, 0.9));
  }
  return result;
}

void put_bands(Json& into, const Bands& bands) {
  into["low"] = chart_numbers(bands.low);
  into["middle"] = chart_numbers(bands.middle);
  into["high"] = chart_numbers(bands.high);
}

}  // namespace poach::report
