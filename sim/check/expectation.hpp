#pragma once
// The number that an expectation is about, in one replicate's table.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "check/row_filter.hpp"
#include "config/read.hpp"
#include "scenario/record.hpp"
#include "scenario/scenario.hpp"
#include "tables/description.hpp"

namespace poach::check {

/// The observation of one replicate. Rows outside the filter or the window, and missing cells, do
/// not count: without any row, a sum and a count are 0 and everything else is nothing. `last` is
/// the cell of the last row that counts, nothing when that is missing; a ratio by 0 is nothing.
struct Observation {
  std::optional<double> value;
  std::uint64_t rows = 0;  ///< that passed the filter and the window
};

/// Reports errors in the expectations of a scenario at their places: tables and columns that do not
/// exist, statistics that a column cannot have, malformed filters, names of companies, teams and
/// channels that no row will ever hold, windows outside the run.
void check_expectations(const Scenario& scenario, const config::Origins& origins,
                        Diagnostics& diagnostics);

/// Turns rows into an Observation, one row at a time.
class ExpectationMeter {
 public:
  /// Throws InputError when check_expectations would find a wrong table, column or filter.
  explicit ExpectationMeter(const ExpectationSpec& expectation);

  /// Finds the columns in the table's header. Throws InputError when one is not there.
  void start(std::span<const std::string_view> header);
  /// Takes a row into account. Throws InputError when a cell is not of its column's type.
  void add(std::span<const std::string_view> row);
  /// The value of the rows since start().
  [[nodiscard]] Observation result() const;

 private:
  struct Source {
    tables::Type type = tables::Type::number;
    std::size_t position = 0;
    bool used = false;
  };
  [[nodiscard]] bool in_window(std::string_view date) const;
  [[nodiscard]] static std::optional<double> number_in(const Source& source,
                                                       std::span<const std::string_view> row);

  const ExpectationSpec& expectation_;
  tables::TableDictionary table_;
  RowFilter filter_;
  Source column_;
  Source divisor_;
  std::size_t date_position_ = 0;
  std::uint64_t rows_ = 0;
  std::vector<double> values_;
  double divisor_sum_ = 0.0;
  std::optional<double> last_;
};

/// The value in CSV text with header, rows of one replicate.
[[nodiscard]] Observation observe(const ExpectationSpec& expectation, std::string_view csv);
/// The values of replicates 0 to `replicates` - 1 in a table of a run directory, plain or
/// compressed. Throws InputError when the file cannot be read.
[[nodiscard]] std::vector<Observation> observe_file(const ExpectationSpec& expectation,
                                                    const std::filesystem::path& file,
                                                    std::uint64_t replicates);

}  // namespace poach::check
