#pragma once
// Checks of an expectation, with the place of each problem.

#include <string>

#include "base/diagnostics.hpp"
#include "check/row_filter.hpp"
#include "config/path.hpp"
#include "config/read.hpp"
#include "scenario/record.hpp"

namespace poach::check {

/// The places of the fields of an expectation.
struct ExpectationPlace {
  config::Path path;                         ///< of the expectation
  const config::Origins* origins = nullptr;  ///< nullptr: unknown

  /// The place of a field, or of the nearest enclosing part with a known place.
  [[nodiscard]] SourcePlace of(const std::string& field) const;
  [[nodiscard]] std::string path_of(const std::string& field) const;
};

/// The part of the check that needs no scenario: table, columns, types and filter. Returns the
/// texts that the filter compares with.
std::vector<RowFilter::Wanted> check_columns(const ExpectationSpec& expectation,
                                             const ExpectationPlace& place,
                                             Diagnostics& diagnostics);

}  // namespace poach::check
