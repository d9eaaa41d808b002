#include "compare/series.hpp"

#include <cmath>

namespace poach::compare {

std::vector<double> Series::across(std::size_t time) const {
  std::vector<double> values;
  for (std::uint64_t k = 0; k < replicates_; ++k) {
    if (!std::isnan(at(k, time))) values.push_back(at(k, time));
  }
  return values;
}

void Series::add(const Series& other) {
  for (std::size_t k = 0; k < values_.size(); ++k) values_[k] += other.values_[k];
}

Series Series::change() const {
  Series result = *this;
  for (std::uint64_t k = 0; k < replicates_; ++k) {
    for (std::size_t t = 0; t < times_; ++t) result.at(k, t) = at(k, t) - at(k, 0);
  }
  return result;
}

Series read_series(const Panel& panel, const std::vector<double>& cells, std::size_t company,
                   Reading reading) {
  Series series(panel.replicates(), panel.ticks().size());
  for (std::uint64_t k = 0; k < series.replicates(); ++k) {
    double sum = 0.0;
    for (std::size_t t = 0; t < series.times(); ++t) {
      const double cell = cells[panel.row(k, company, t)];
      const double years = reading == Reading::accumulated ? panel.years()[t] : 1.0;
      if (!std::isnan(cell)) sum += cell * years;
      series.at(k, t) = reading == Reading::state ? cell : sum;
    }
  }
  return series;
}

}  // namespace poach::compare
