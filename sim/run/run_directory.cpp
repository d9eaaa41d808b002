#include "run/run_directory.hpp"

#include <fmt/format.h>

#include "tables/dictionary.hpp"

namespace poach {

RunTables::RunTables(const std::filesystem::path& directory, const RecordPlan& plan,
                     const std::vector<tables::TableProgress>& progress) {
  for (const RecordedTable& table : recorded_tables()) {
    if (!plan.wants(table.name)) continue;
    const std::size_t at = index_of(table.name);
    if (at < progress.size()) {
      files_[at].emplace(directory, table.dictionary.file, progress[at]);
    } else {
      files_[at].emplace(directory, table.dictionary.file, table.header);
    }
  }
}

std::vector<tables::TableProgress> RunTables::sync() {
  for (auto& file : files_) {
    if (file) file->flush();
  }
  std::vector<tables::TableProgress> progress;
  for (auto& file : files_) {
    progress.push_back(file ? file->sync() : tables::TableProgress{});
  }
  return progress;
}

void RunTables::append(const TableTexts& texts) {
  for (std::size_t t = 0; t < texts.size(); ++t) {
    if (files_[t]) files_[t]->append(texts[t].text, texts[t].rows);
  }
}

std::vector<tables::FileRecord> RunTables::finish(tables::Compression compression) {
  std::vector<tables::FileRecord> records;
  for (auto& file : files_) {
    if (file) records.push_back(file->finish(compression));
  }
  return records;
}

std::string describe_tables(const Scenario& scenario,
                            const std::vector<tables::FileRecord>& files) {
  std::vector<tables::TableDictionary> written;
  for (tables::TableDictionary table : table_dictionaries()) {
    for (const tables::FileRecord& file : files) {
      if (!file.name.starts_with(table.file)) continue;
      table.file = file.name;
      written.push_back(table);
      break;
    }
  }
  return tables::datapackage(scenario.name, scenario.title, written);
}

std::string timing_csv(const PhaseTimes& times, double seconds, int threads) {
  std::string text = "phase,calls,seconds\n";
  for (const PhaseTimes::Line& line : times.lines()) {
    text += fmt::format("{},{},{:.6f}\n", line.phase, line.calls, line.seconds);
  }
  text += fmt::format("whole run on {} threads,1,{:.6f}\n", threads, seconds);
  return text;
}

}  // namespace poach
