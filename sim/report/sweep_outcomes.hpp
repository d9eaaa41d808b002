#pragma once
// The collected tables of a sweep, added up to one number per run and outcome.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compare/quantities.hpp"
#include "compare/statistics.hpp"
#include "report/collected_tables.hpp"

namespace poach::report {

/// An outcome: a quantity of a company, or of the market where the name is empty.
struct Outcome {
  std::string title;
  std::string unit;
  std::string company;
};

/// Runs of a point are replicates.
struct SweepPoint {
  std::int64_t point = 0;
  std::vector<std::string> values;            ///< of the parameters
  std::vector<std::string> runs;              ///< run_id of those that are done
  std::vector<std::int64_t> replicates;       ///< their numbers
  std::vector<std::vector<double>> outcomes;  ///< by outcome, then run; without missing ones
};

/// Why runs failed.
struct Failure {
  std::string error;
  std::uint64_t runs = 0;
  std::string first;       ///< run_id of the first of them
  std::int64_t point = 0;  ///< its point
};

struct SweepData {
  std::vector<std::string> parameters;
  std::vector<SweepPoint> points;  ///< in the order of their numbers
  std::map<std::string, std::uint64_t> statuses;
  std::vector<Failure> failures;  ///< each error once, at most ten
  std::vector<Outcome> outcomes;
  /// With outcomes: first those that a parameter names, then the largest.
  std::vector<std::string> companies;
};

/// Mean of an outcome at each point, and the 95 % interval of how far the point is from the mean of
/// all points, replicate by replicate: a replicate has the same random numbers at every point, so
/// the common part of its runs does not depend on the parameters. Without the same replicates at
/// every point, the interval of the mean.
[[nodiscard]] std::vector<compare::Estimate> point_estimates(const SweepData& sweep,
                                                             std::size_t outcome);

/// Reads runs.csv, companies.csv and market.csv, one after the other and row by row. `tables` says
/// how their columns are read. Throws InputError.
[[nodiscard]] SweepData read_sweep(const CollectedTables& collected, compare::Dictionaries tables);

}  // namespace poach::report
