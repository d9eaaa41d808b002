#pragma once
// The quantities by which runs are compared: columns, whose dictionaries describe their reading and
// names.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compare/series.hpp"
#include "tables/description.hpp"

namespace poach::compare {

/// The dictionaries of a run's tables.
using Dictionaries = std::span<const tables::TableDictionary>;

/// A column, its reading and its name.
struct Quantity {
  std::string name;   ///< in effects.csv: of its column, or of the integral of a rate
  std::string table;  ///< companies, accounts or market
  std::string column;
  Reading reading = Reading::state;
  bool over_time = false;  ///< also followed over time
  std::string title;       ///< "people lost to rivals"
  std::string unit;        ///< on charts: "USD per year", "share", or what is counted
  bool is_count = false;   ///< its title names the unit

  /// The title of its value for a whole run: "headcount at the end".
  [[nodiscard]] std::string title_of_run() const;
};

/// A column of a table. Throws std::logic_error when the dictionaries do not have it.
[[nodiscard]] Quantity quantity_of(Dictionaries tables, std::string_view table,
                                   std::string_view column);

/// The quantities by which runs are compared, in the order of effects.csv.
[[nodiscard]] std::vector<Quantity> compared_quantities(Dictionaries tables);

}  // namespace poach::compare
