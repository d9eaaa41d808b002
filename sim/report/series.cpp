#include "report/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compare/statistics.hpp"

namespace poach::report {

std::vector<double> Series::across(std::size_t time) const {
  std::vector<double> values;
  for (std::uint64_t k = 0; k < replicates_; ++k) {
    if (!std::isnan(at(k, time))) values.push_back(at(k, time));
  }
  return values;
}

Series Series::change() const {
  Series result = *this;
  for (std::uint64_t k = 0; k < replicates_; ++k) {
    for (std::size_t t = 0; t < times_; ++t) result.at(k, t) = at(k, t) - at(k, 0);
  }
  return result;
}

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
  const std::vector<double>& cells = numbers(column);
  Series series(panel_.replicates(), panel_.ticks().size());
  for (std::uint64_t k = 0; k < series.replicates(); ++k) {
    double sum = 0.0;
    for (std::size_t t = 0; t < series.times(); ++t) {
      const double cell = cells[panel_.row(k, company, t)];
      if (!std::isnan(cell)) sum += cell;
      series.at(k, t) = reading == Reading::total ? sum : cell;
    }
  }
  return series;
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
