#pragma once
// The files of a run directory, from opening to manifest.

#include <array>
#include <memory>
#include <vector>

#include "record/recorder.hpp"
#include "run/run.hpp"
#include "run/simulation.hpp"
#include "tables/table_writer.hpp"

namespace poach {

/// The tables being written.
class RunTables {
 public:
  RunTables(const std::filesystem::path& directory, const RecordPlan& plan);
  /// Goes on with tables that a checkpoint left at `progress`, one entry per TableName.
  RunTables(const std::filesystem::path& directory, const RecordPlan& plan,
            const std::vector<tables::TableProgress>& progress);
  RunTables(RunTables&&) noexcept;
  ~RunTables();
  /// Puts every row on disk and tells how far each table has come, one entry per TableName.
  [[nodiscard]] std::vector<tables::TableProgress> sync();
  void append(std::array<TableText, table_count> texts);
  /// Gives the tables their names and describes them.
  [[nodiscard]] std::vector<tables::FileRecord> finish(tables::Compression compression);

 private:
  struct Writers;
  std::unique_ptr<Writers> writers_;
};

/// datapackage.json for the tables written.
[[nodiscard]] std::string describe_tables(const Scenario& scenario,
                                          const std::vector<tables::FileRecord>& files);
/// timing.csv: everything that differs from run to run.
[[nodiscard]] std::string timing_csv(const PhaseTimes& times, double seconds, int threads);

}  // namespace poach
