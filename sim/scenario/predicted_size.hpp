#pragma once
// The expected size of a scenario's tables, before it runs.

#include <vector>

#include "base/diagnostics.hpp"
#include "config/read.hpp"
#include "scenario/scenario.hpp"

namespace poach {

struct PredictedTable {
  TableName table = TableName::market;
  double rows = 0.0;   ///< over all replicates
  double bytes = 0.0;  ///< as text, at the usual length of a row
};

/// The tables a scenario records, in its order. Rows of market, companies, size_classes and
/// researchers follow from the settings (size_classes: at most). Moves, offers and flows are
/// guesses of their order of magnitude from the hazards in force at the start: every meeting and
/// every recruiter's approach counts as an offer and, with separations, bounds the moves.
[[nodiscard]] std::vector<PredictedTable> predicted_tables(const Scenario& scenario);

/// Tables with more rows than this are worth a warning.
inline constexpr double many_rows = 1e7;

/// Warns of every table with more than `many_rows` rows, at the place where the tables are chosen.
void warn_of_large_tables(const Scenario& scenario, const config::Origins& origins,
                          Diagnostics& diagnostics);

}  // namespace poach
