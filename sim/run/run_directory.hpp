#pragma once
// The files of a run directory, from opening to manifest.

#include <array>
#include <optional>
#include <vector>

#include "record/tables.hpp"
#include "run/run.hpp"
#include "run/simulation.hpp"
#include "tables/table_file.hpp"

namespace poach {

/// The tables being written.
class RunTables {
 public:
  /// Creates the tables, or goes on with those that a checkpoint left at `progress`, which has one
  /// entry per TableName or is empty.
  RunTables(const std::filesystem::path& directory, const RecordPlan& plan,
            const std::vector<tables::TableProgress>& progress = {});
  /// Puts every row on disk and reports how far each table has come, one entry per TableName.
  [[nodiscard]] std::vector<tables::TableProgress> sync();
  void append(const TableTexts& texts);
  /// Gives the tables their names and describes them.
  [[nodiscard]] std::vector<tables::FileRecord> finish(tables::Compression compression);

 private:
  std::array<std::optional<tables::TableFile>, table_count> files_;  // of the tables wanted
};

/// datapackage.json for the tables written.
[[nodiscard]] std::string describe_tables(const Scenario& scenario,
                                          const std::vector<tables::FileRecord>& files);
/// timing.csv: everything that differs from run to run.
[[nodiscard]] std::string timing_csv(const PhaseTimes& times, double seconds, int threads);

}  // namespace poach
