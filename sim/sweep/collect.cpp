#include "sweep/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "base/files.hpp"
#include "record/tables.hpp"
#include "sweep/run_index.hpp"
#include "sweep/work.hpp"
#include "tables/cell.hpp"
#include "tables/dictionary.hpp"

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

class Collector {
 public:
  Collector(const SweepPlan& plan, const CollectOptions& options)
      : plan_(plan), ledger_(plan.directory), runs_(options.output / "runs.csv") {
    const auto plan_of_record = record_plan(PointScenarios(plan).of(0, 0).record);
    const tables::TableDictionary runs = runs_dictionary(plan);
    dictionary_.push_back(runs);
    runs_.append(header_of(runs));
    for (const RecordedTable& table : recorded_tables()) {
      if (!plan_of_record.wants(table.name)) continue;
      auto& file = files_[index_of(table.name)];
      file = std::make_unique<OutputFile>(options.output / table.dictionary.file);
      file->append(table.header);
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
    for (std::size_t t = 0; t < table_count; ++t) {
      if (!files_[t]) continue;
      rows_.clear();
      append_rows(rows_, record.tables[t], name);
      files_[t]->append(rows_);
    }
  }

  CollectResult finish(const std::filesystem::path& output) {
    result_.dropped = ledger_.scan().dropped;
    result_.duplicates = ledger_.repeats();
    result_.bytes = runs_.bytes();
    runs_.commit();
    for (auto& file : files_) {
      if (!file) continue;
      result_.bytes += file->bytes();
      file->commit();
    }
    write_atomically(output / "datapackage.json",
                     tables::datapackage(plan_.name, plan_.name, dictionary_));
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
    runs_.append(rows_);
  }

  const SweepPlan& plan_;
  RunIndex ledger_;
  OutputFile runs_;
  std::array<std::unique_ptr<OutputFile>, table_count> files_;
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
  std::filesystem::create_directories(options.output);
  Collector collector(plan, options);
  for (std::uint64_t index = 0; index < plan.runs(); ++index) collector.take(index);
  return collector.finish(options.output);
}

}  // namespace poach::sweep
