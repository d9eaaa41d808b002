#pragma once
// A column of a recorded table over time, replicate by replicate.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "compare/panel.hpp"

namespace poach::compare {

/// How the rows of a column become a number at a tick.
enum class Reading {
  state,       ///< the cell
  total,       ///< the sum of the cells so far; missing ones count nothing
  accumulated  ///< likewise, each cell times the years since the row before: of a yearly rate
};

/// One column of a company or the market: values by replicate and time; NaN where one is missing.
class Series {
 public:
  Series(std::uint64_t replicates, std::size_t times)
      : replicates_(replicates), times_(times), values_(replicates * times) {}
  [[nodiscard]] double& at(std::uint64_t replicate, std::size_t time) {
    return values_[replicate * times_ + time];
  }
  [[nodiscard]] double at(std::uint64_t replicate, std::size_t time) const {
    return values_[replicate * times_ + time];
  }
  /// The values of all replicates that have one.
  [[nodiscard]] std::vector<double> across(std::size_t time) const;
  [[nodiscard]] std::vector<double> first() const { return across(0); }
  [[nodiscard]] std::vector<double> last() const { return across(times_ - 1); }
  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  [[nodiscard]] std::size_t times() const { return times_; }
  /// Adds the values of a series of the same replicates and times.
  void add(const Series& other);
  /// Each replicate's values less its first.
  [[nodiscard]] Series change() const;

 private:
  std::uint64_t replicates_;
  std::size_t times_;
  std::vector<double> values_;
};

/// A column of a company (of the market: the first) with the cells in the rows of a panel.
[[nodiscard]] Series read_series(const Panel& panel, const std::vector<double>& cells,
                                 std::size_t company, Reading reading);

}  // namespace poach::compare
