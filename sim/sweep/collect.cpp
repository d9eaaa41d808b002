#include "sweep/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "base/files.hpp"
#include "record/tables.hpp"
#include "sweep/run_index.hpp"
#include "sweep/work.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"
#include "tables/dictionary.hpp"
#include "tables/output_directory.hpp"

namespace poach::sweep {
namespace {

// The rows of a record, each with the run's key for the 0 it starts with.
void append_rows(std::string& out, const std::string& rows, const std::string& key) {
  for (std::size_t at = 0; at < rows.size();) {
    const std::size_t end = std::min(rows.find('\n', at), rows.size() - 1) + 1;
    out += key;
    out.append(rows, at + 1, end - at - 1);
    at = end;
  }
}

std::string one_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// For every parameter whether all its values are numbers.
std::vector<bool> numeric_parameters(const SweepPlan& plan) {
  std::vector<bool> numeric(plan.paths.size(), true);
  for (std::uint64_t point = 0; point < plan.points(); ++point) {
    const std::vector<std::string> values = plan.values(point);
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (numeric[k]) numeric[k] = tables::parse_number(values[k]).has_value();
    }
  }
  return numeric;
}

tables::TableDictionary runs_dictionary(const SweepPlan& plan) {
  using tables::Type;
  tables::TableDictionary table{"runs",
                                "runs.csv",
                                "Every planned run and its parameters",
                                "run of a point",
                                {"point", "replicate"},
                                {}};
  table.columns = {
      {"run_id", "", "Key of the run: of its scenario, values, seed and results revision",
       Type::string},
      {"point", "", "Number of the point in the design", Type::integer},
      {"replicate", "", "Number of the repetition", Type::integer},
      {"seed", "", "Seed of the run; the same at every point", Type::integer},
      {"status", "", "done, failed or missing", Type::string},
      {"error", "", "Why the run failed", Type::string},
      {"state_hash", "", "Hash of the final state", Type::string}};
  const std::vector<bool> numeric = numeric_parameters(plan);
  for (std::size_t k = 0; k < plan.paths.size(); ++k) {
    table.columns.push_back({plan.paths[k], "", "Varied parameter, as in a scenario",
                             numeric[k] ? Type::number : Type::string});
  }
  return table;
}

std::string header_of(const tables::TableDictionary& table) {
  std::string header;
  for (const auto& column : table.columns) {
    if (!header.empty()) header += ',';
    tables::append_cell(header, column.name);
  }
  return header + "\n";
}

/// A table that is being written.
struct CollectedTable {
  TableName name;
  std::size_t file;  ///< among the files
};

std::vector<std::string> table_files() {
  std::vector<std::string> names;
  for (const RecordedTable& table : recorded_tables()) names.push_back(table.dictionary.file);
  return names;
}

// Whether every run of an earlier runs.csv is one of the plan, so that collecting again loses none.
bool are_runs_of(const SweepPlan& plan, const std::filesystem::path& runs) {
  std::vector<std::uint64_t> keys;
  for (std::uint64_t index = 0; index < plan.runs(); ++index) keys.push_back(plan.key(index));
  std::sort(keys.begin(), keys.end());
  Diagnostics damages;
  tables::CsvReader reader(runs, damages);
  const auto column = reader.column("run_id");
  while (column && reader.next()) {
    const auto key = parse_key(reader.fields()[*column]);
    if (!key || !std::binary_search(keys.begin(), keys.end(), *key)) return false;
  }
  return column && !damages.has_errors();
}

// Throws unless the tables may be written here. The sweep's own folder of tables is its own,
// whatever state they are in; elsewhere the runs in the tables identify their sweep.
void require_room(const SweepPlan& plan, const CollectOptions& options,
                  const tables::OutputDirectory& home) {
  home.require_only(tables::Holding::collection);
  std::error_code unknown;
  const bool own_folder =
      std::filesystem::equivalent(home.path(), plan.directory / "tables", unknown);
  if (own_folder || options.existing == Existing::overwrite) return;
  if (home.has("runs.csv") && are_runs_of(plan, home / "runs.csv")) return;
  if (tables::holding_of(home.path()) == tables::Holding::collection) {
    throw InputError(
        fmt::format("error: {} holds the tables of another sweep; choose another directory with "
                    "-o, or overwrite them with --force",
                    home.path().string()));
  }
  std::vector<std::string> names = table_files();
  names.emplace_back(tables::package_file_name);
  home.require_none(names);
}

class Collector {
 public:
  Collector(const SweepPlan& plan, const tables::OutputDirectory& home)
      : plan_(plan), home_(home), ledger_(plan.directory) {
    const auto plan_of_record = record_plan(PointScenarios(plan).of(0, 0).record);
    const tables::TableDictionary runs = runs_dictionary(plan);
    dictionary_.push_back(runs);
    files_.push_back(home.create(runs.file));
    files_.front().append(header_of(runs));
    for (const RecordedTable& table : recorded_tables()) {
      if (!plan_of_record.wants(table.name)) continue;
      tables_.push_back({table.name, files_.size()});
      files_.push_back(home.create(table.dictionary.file));
      files_.back().append(table.header);
      dictionary_.push_back(table.dictionary);
      dictionary_.back().columns.front() = runs.columns.front();
    }
  }

  [[nodiscard]] const RunIndex& recorded() const { return ledger_; }

  void take(std::uint64_t index) {
    const std::uint64_t key = plan_.key(index);
    const RecordPlace* place = ledger_.find(key);
    RunRecord record;
    if (place != nullptr) {
      record = read_record(ledger_.shards()[place->shard], *place);
      result_.commits.insert(record.commit);
    }
    write_run(index, place, record);
    if (place == nullptr || place->status != Status::done || was_written(*place)) return;
    const std::string name = key_text(key);
    for (const CollectedTable& table : tables_) {
      rows_.clear();
      append_rows(rows_, record.tables[index_of(table.name)], name);
      files_[table.file].append(rows_);
    }
  }

  // runs.csv, which identifies the sweep of the tables, comes first and is never taken away.
  CollectResult finish() {
    result_.dropped = ledger_.scan().dropped;
    result_.duplicates = ledger_.repeats();
    std::vector<tables::FileRecord> records;
    for (const OutputFile& file : files_) {
      result_.bytes += file.bytes();
      records.push_back(
          {file.path().filename().string(), std::nullopt, file.bytes(), file.sha256()});
    }
    home_.replace(files_, table_files(), tables::package_file_name,
                  tables::datapackage(plan_.name, plan_.name, dictionary_, records));
    return result_;
  }

 private:
  // Points that say the same share a run: its rows are written once.
  bool was_written(const RecordPlace& place) {
    written_.resize(ledger_.records().size(), false);
    const auto at = static_cast<std::size_t>(&place - ledger_.records().data());
    const bool before = written_[at];
    written_[at] = true;
    return before;
  }

  void write_run(std::uint64_t index, const RecordPlace* place, const RunRecord& record) {
    const RunId run = plan_.run(index);
    const char* status = "missing";
    if (place == nullptr) {
      ++result_.missing;
    } else if (place->status == Status::done) {
      ++result_.done;
      status = "done";
    } else {
      ++result_.failed;
      status = "failed";
    }
    rows_ = fmt::format("{},{},{},{},{},", key_text(plan_.key(index)), run.point, run.replicate,
                        plan_.seed_of(run.replicate).value, status);
    tables::append_cell(rows_, one_line(record.error));
    rows_ += fmt::format(",{},{}\n", record.state_hash, plan_.row(run.point));
    files_.front().append(rows_);
  }

  const SweepPlan& plan_;
  const tables::OutputDirectory& home_;
  RunIndex ledger_;
  std::vector<OutputFile> files_;  // runs.csv first
  std::vector<CollectedTable> tables_;
  std::vector<tables::TableDictionary> dictionary_;
  std::vector<bool> written_;
  std::string rows_;
  CollectResult result_;
};

void require_whole(const SweepPlan& plan, const CollectOptions& options) {
  const RunIndex recorded(plan.directory);
  if (!recorded.conflicts().empty()) {
    throw InputError(
        fmt::format("error: {} runs gave different results twice, {} among them; the "
                    "machines or programs that ran them differ",
                    recorded.conflicts().size(), key_text(recorded.conflicts().front())));
  }
  if (options.partial) return;
  std::uint64_t missing = 0;
  for (std::uint64_t k = 0; k < plan.runs(); ++k) {
    if (recorded.find(plan.key(k)) == nullptr) ++missing;
  }
  if (missing == 0) return;
  throw InputError(
      fmt::format("error: {} of {} runs are missing; run the sweep to its end, or "
                  "collect what is there with --partial",
                  missing, plan.runs()));
}

}  // namespace

CollectResult collect(const SweepPlan& plan, const CollectOptions& options) {
  require_whole(plan, options);
  tables::OutputDirectory home(options.output);
  home.lock();
  require_room(plan, options, home);
  Collector collector(plan, home);
  for (std::uint64_t index = 0; index < plan.runs(); ++index) collector.take(index);
  return collector.finish();
}

}  // namespace poach::sweep
