#pragma once
// The effect of a change: a treated run less a baseline run, replicate by replicate. The same seed
// gives both the same random numbers, so the effect is estimated far better than either level.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compare/quantities.hpp"
#include "tables/description.hpp"
#include "tables/output_directory.hpp"

namespace poach::compare {

/// Whether the path of the effects over time is printed too.
enum class OverTime { no, yes };

/// Treatment less baseline for one quantity.
struct Effect {
  std::string treatment;  ///< directory
  std::string quantity;
  std::string company;               ///< empty for the market, and for all companies together
  std::optional<std::int64_t> tick;  ///< empty for the whole run
  std::string date;                  ///< empty for the whole run and for a clock without dates
  double treatment_mean = 0.0;
  double baseline_mean = 0.0;
  double effect = 0.0;                 ///< mean of the paired differences
  std::optional<double> interval_low;  ///< 95 %, Student t; nothing for one replicate
  std::optional<double> interval_high;
  std::uint64_t replicates = 0;  ///< with a value in both runs

  /// The date as a table cell.
  [[nodiscard]] tables::DateText date_text() const { return {date}; }
};

/// The first difference between two runs.
struct FirstDifference {
  std::int64_t tick = 0;
  std::string date;
  std::uint64_t replicates = 0;  ///< that differ anywhere
};

struct Comparison {
  std::string treatment;  ///< directory
  std::string baseline;
  std::uint64_t replicates = 0;
  std::optional<FirstDifference> first_difference;  ///< nothing: the same rows throughout
  std::vector<std::string> companies;               ///< in both runs
  std::vector<Effect> whole_run;
  std::vector<Effect> over_time;     ///< at up to 12 evenly spaced ticks after the start
  std::vector<std::string> remarks;  ///< for readers
};

/// Compares two finished run directories by companies.csv, accounts.csv and market.csv, as far as
/// both have them, plain or compressed. `tables` describes their columns. Throws InputError with
/// every reason why they cannot be compared: not finished, other seed, other number of replicates,
/// other recorded ticks, no table in common.
[[nodiscard]] Comparison compare_runs(const std::filesystem::path& treatment,
                                      const std::filesystem::path& baseline, Dictionaries tables);

/// The tables for readers. Companies without any effect, and all but the 12 most affected, are left
/// out, with a note.
[[nodiscard]] std::string print_comparison(const Comparison& comparison, OverTime over_time);

/// Description of effects.csv.
[[nodiscard]] const tables::TableDescription<Effect>& effects_table();
/// Writes effects.csv (of each comparison the whole run, then over time) and datapackage.json to a
/// directory that is open for them. Throws RunError.
void write_effects(const tables::OutputDirectory& directory,
                   std::span<const Comparison> comparisons);

}  // namespace poach::compare
