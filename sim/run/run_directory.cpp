#include "run/run_directory.hpp"

#include <fmt/format.h>

#include "record/rows.hpp"
#include "tables/dictionary.hpp"

namespace poach {
namespace {

template <class Row>
using Writer = std::unique_ptr<tables::TableWriter<Row>>;

template <class Row>
void open(Writer<Row>& writer, const std::filesystem::path& directory,
          const tables::TableDescription<Row>& table, const tables::TableProgress* progress) {
  using Table = tables::TableWriter<Row>;
  writer = progress == nullptr ? std::make_unique<Table>(directory, table)
                               : std::make_unique<Table>(directory, table, *progress);
}

template <class Row>
void flush_one(Writer<Row>& writer) {
  if (writer) writer->flush();
}

template <class Row>
tables::TableProgress sync_one(Writer<Row>& writer) {
  return writer ? writer->sync() : tables::TableProgress{};
}

template <class Row>
void append_to(Writer<Row>& writer, const TableText& text) {
  if (writer && text.rows > 0) writer->write_formatted(text.text, text.rows);
}

template <class Row>
void finish_one(Writer<Row>& writer, tables::Compression compression,
                std::vector<tables::FileRecord>& files) {
  if (writer) files.push_back(writer->finish(compression));
}

}  // namespace

struct RunTables::Writers {
  Writer<MarketRow> market;
  Writer<CompanyRow> companies;
  Writer<FlowRow> flows;
  Writer<MoveRow> moves;
  Writer<ResearcherRow> researchers;
  Writer<OfferRow> offers;
  Writer<SizeClassRow> size_classes;
};

RunTables::RunTables(const std::filesystem::path& directory, const RecordPlan& plan)
    : RunTables(directory, plan, {}) {}

RunTables::RunTables(const std::filesystem::path& directory, const RecordPlan& plan,
                     const std::vector<tables::TableProgress>& progress)
    : writers_(std::make_unique<Writers>()) {
  const auto open_if = [&](auto& writer, TableName name, const auto& table) {
    if (!plan.wants(name)) return;
    const auto number = static_cast<std::size_t>(name);
    open(writer, directory, table, number < progress.size() ? &progress[number] : nullptr);
  };
  Writers& w = *writers_;
  open_if(w.market, TableName::market, market_table());
  open_if(w.companies, TableName::companies, companies_table());
  open_if(w.flows, TableName::flows, flows_table());
  open_if(w.moves, TableName::moves, moves_table());
  open_if(w.researchers, TableName::researchers, researchers_table());
  open_if(w.offers, TableName::offers, offers_table());
  open_if(w.size_classes, TableName::size_classes, size_classes_table());
}

RunTables::RunTables(RunTables&&) noexcept = default;

std::vector<tables::TableProgress> RunTables::sync() {
  Writers& w = *writers_;
  flush_one(w.market);
  flush_one(w.companies);
  flush_one(w.flows);
  flush_one(w.moves);
  flush_one(w.researchers);
  flush_one(w.offers);
  flush_one(w.size_classes);
  return {sync_one(w.market),      sync_one(w.companies),   sync_one(w.flows),
          sync_one(w.moves),       sync_one(w.researchers), sync_one(w.offers),
          sync_one(w.size_classes)};
}

RunTables::~RunTables() = default;

void RunTables::append(std::array<TableText, table_count> texts) {
  const auto text = [&](TableName name) -> const TableText& {
    return texts[static_cast<std::size_t>(name)];
  };
  Writers& w = *writers_;
  append_to(w.market, text(TableName::market));
  append_to(w.companies, text(TableName::companies));
  append_to(w.flows, text(TableName::flows));
  append_to(w.moves, text(TableName::moves));
  append_to(w.researchers, text(TableName::researchers));
  append_to(w.offers, text(TableName::offers));
  append_to(w.size_classes, text(TableName::size_classes));
}

std::vector<tables::FileRecord> RunTables::finish(tables::Compression compression) {
  std::vector<tables::FileRecord> files;
  Writers& w = *writers_;
  finish_one(w.market, compression, files);
  finish_one(w.companies, compression, files);
  finish_one(w.flows, compression, files);
  finish_one(w.moves, compression, files);
  finish_one(w.researchers, compression, files);
  finish_one(w.offers, compression, files);
  finish_one(w.size_classes, compression, files);
  return files;
}

std::string describe_tables(const Scenario& scenario,
                            const std::vector<tables::FileRecord>& files) {
  std::vector<tables::TableDictionary> written;
  for (tables::TableDictionary table : all_tables()) {
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
