#pragma once
// A recorded table as numbers by replicate, company and time.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tables/read_table.hpp"

namespace poach::compare {

/// Replicates x companies x ticks, without gaps. A table without companies has one, unnamed.
class Panel {
 public:
  /// Arranges a table that has columns run_id, tick, date and perhaps company. Throws InputError,
  /// naming `file`, when a row is missing or there twice.
  Panel(const tables::ReadTable& table, std::uint64_t replicates, const std::string& file);

  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  /// In the order in which they first occur.
  [[nodiscard]] const std::vector<std::string>& companies() const { return companies_; }
  /// The position of a company among them, or nothing.
  [[nodiscard]] std::optional<std::size_t> company(std::string_view name) const;
  [[nodiscard]] const std::vector<std::int64_t>& ticks() const { return ticks_; }
  [[nodiscard]] const std::vector<std::string>& dates() const { return dates_; }
  /// Years from the row before to each row, by the dates, or by the ticks without dates (a tick of
  /// an abstract clock counts as a year); 0 for the first.
  [[nodiscard]] const std::vector<double>& years() const { return years_; }
  /// The row of the table that holds a cell.
  [[nodiscard]] std::size_t row(std::uint64_t replicate, std::size_t company,
                                std::size_t time) const {
    return rows_[(replicate * companies_.size() + company) * ticks_.size() + time];
  }

 private:
  void find_axes(const tables::ReadTable& table);
  void find_years();

  std::uint64_t replicates_;
  std::vector<std::string> companies_;
  std::vector<std::int64_t> ticks_;
  std::vector<std::string> dates_;
  std::vector<double> years_;
  std::map<std::int64_t, std::size_t> time_of_;
  std::map<std::string, std::size_t, std::less<>> company_of_;
  std::vector<std::size_t> rows_;
};

}  // namespace poach::compare
