#pragma once
// Runs a scenario and judges its expectations.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/expectation.hpp"
#include "compare/statistics.hpp"
#include "run/run.hpp"
#include "scenario/scenario.hpp"
#include "tables/description.hpp"
#include "tables/output_directory.hpp"

namespace poach::check {

/// A known miss is a missed expectation with a reason; it is no failure.
enum class Verdict { met, missed, known_miss };
[[nodiscard]] std::string_view to_string(Verdict verdict);

/// One expectation and its result.
struct CheckRow {
  std::string scenario;
  std::string name;
  std::string quantity;  ///< in words
  std::string statistic;
  std::string expected;  ///< for readers: `0.05`, `1 to 2`, `below other`
  std::optional<double> expected_low;
  std::optional<double> expected_high;
  std::optional<double> simulated;  ///< mean over replicates; of an order, the difference
  std::optional<double> standard_error;
  std::optional<double> interval_low;  ///< 95 %
  std::optional<double> interval_high;
  std::optional<double> z;
  std::uint64_t replicates = 0;  ///< that have a value
  Verdict verdict = Verdict::missed;
  std::string_view verdict_text;  ///< to_string(verdict)
  std::string oracle;
  std::string source;
  std::string known_miss;
  std::string remark;  ///< for readers: replicates without a value, a known miss that is met
};

/// Judges the values of the replicates:
///   value               |z| < 4, z = (mean - value) / standard error; equal to 1e-12 of the value
///                       when all replicates agree
///   value and tolerance |mean - value| <= tolerance
///   at_least, at_most   the mean lies in the band
///   less_than           the 95 % interval of the mean of (this - other) lies below 0; pass the
///                       differences
/// Replicates without a value are left out; without any, the expectation is missed.
[[nodiscard]] CheckRow judge(const ExpectationSpec& expectation,
                             std::span<const Observation> observations);

/// Observations of a - b in the replicates that have both.
[[nodiscard]] std::vector<Observation> differences(std::span<const Observation> a,
                                                   std::span<const Observation> b);

/// Judges by the value of the expectation's oracle. Where the exact value differs from replicate to
/// replicate, each is compared with its own: the row shows the mean exact value; the simulated mean
/// is that value plus the mean paired difference, with the error of the differences. Throws
/// InputError when the oracle cannot be used.
[[nodiscard]] CheckRow judge_by_oracle(ExpectationSpec expectation, const Scenario& scenario,
                                       std::vector<Observation> observations);

/// Judges every expectation of a scenario on its observations, one list per expectation; an order
/// (`less_than`) on the differences to the observations of the other. An oracle is computed where
/// there are observations. Throws InputError when it cannot be.
[[nodiscard]] std::vector<CheckRow> judge_all(
    const Scenario& scenario, std::span<const std::vector<Observation>> observations);

/// The scenario as it is run for a check: with the tables of its expectations, the largest number
/// of replicates among them, and rows at every tick unless only the state at the end is needed.
[[nodiscard]] Scenario prepare_for_check(const Scenario& scenario);

/// Runs a scenario in memory and judges its expectations, each on its first replicates. The
/// scenario has passed check_expectations. Throws InputError when its input files are wrong.
[[nodiscard]] std::vector<CheckRow> check_scenario(const Scenario& scenario, int threads);

/// The table for readers.
[[nodiscard]] std::string print_check(std::span<const CheckRow> rows);
/// Whether an expectation was missed that is not a known miss.
[[nodiscard]] bool has_failed(std::span<const CheckRow> rows);

/// Description of check.csv.
[[nodiscard]] const tables::TableDescription<CheckRow>& check_table();
/// Writes check.csv and datapackage.json to a directory that is open for them. Throws RunError.
void write_check(const tables::OutputDirectory& directory, std::span<const CheckRow> rows);

}  // namespace poach::check
