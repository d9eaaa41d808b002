#pragma once
// The collected tables of a sweep, added up to one number per run and outcome.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace poach::evaluate {

/// What is followed: a column of a company, or of the market where the name is empty.
struct Outcome {
  std::string title;
  std::string unit;
  std::string column;
  std::string company;
  bool is_total = false;  ///< sum over the rows of a run; else the cell of its last row
};

/// Runs of a point are replicates.
struct SweepPoint {
  std::int64_t point = 0;
  std::vector<std::string> values;             ///< of the parameters
  std::vector<std::string> runs;               ///< run_id of those that are done
  std::vector<std::vector<double>> outcomes;   ///< by outcome, then run; without missing ones
};

struct SweepData {
  std::vector<std::string> parameters;
  std::vector<SweepPoint> points;  ///< in the order of their numbers
  std::map<std::string, std::uint64_t> statuses;
  std::vector<std::string> errors;  ///< of failed runs, each once, at most ten
  std::vector<Outcome> outcomes;
  std::vector<std::string> companies;  ///< with outcomes, the largest first
};

/// Reads runs.csv, companies.csv and market.csv of a folder, plain or compressed, one after the
/// other and row by row. Throws InputError.
[[nodiscard]] SweepData read_sweep(const std::filesystem::path& tables);

}  // namespace poach::evaluate
