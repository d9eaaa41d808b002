#include "check/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/oracle.hpp"
#include "compare/output.hpp"
#include "compare/text_table.hpp"
#include "record/tables.hpp"

namespace poach::check {
namespace {

bool is_state(const ExpectationSpec& e) {
  const std::optional<TableName> table = table_named(e.table);
  if (!table) return false;
  const auto* column = find_column(recorded_tables()[index_of(*table)].dictionary, e.column);
  return column != nullptr && column->kind == tables::Kind::state;
}

bool asks_for_the_end_only(const ExpectationSpec& e) {
  return is_state(e) && e.statistic == Statistic::last && !e.from && !e.until &&
         e.where.find("tick") == nullptr && e.where.find("date") == nullptr;
}

std::string cell(const std::optional<double>& value) {
  return value ? compare::short_number(*value) : std::string{};
}

std::string rounded(const std::optional<double>& value, int digits) {
  return value ? fmt::format("{:.{}g}", *value, digits) : std::string{};
}

}  // namespace

Scenario prepare_for_check(const Scenario& scenario) {
  Scenario prepared = scenario;
  prepared.record.tables.clear();
  prepared.replicates = 1;
  bool end_only = true;
  for (const ExpectationSpec& e : scenario.expect) {
    auto& names = prepared.record.tables;
    if (std::find(names.begin(), names.end(), e.table) == names.end()) names.push_back(e.table);
    prepared.replicates = std::max(prepared.replicates, e.replicates);
    if (is_recorded_every(e.table) && !asks_for_the_end_only(e)) end_only = false;
  }
  prepared.record.every = end_only ? std::max<std::int64_t>(scenario.clock.ticks, 1) : 1;
  return prepared;
}

std::vector<CheckRow> check_scenario(const Scenario& scenario, int threads) {
  if (scenario.expect.empty()) return {};
  const std::vector<ReplicateOutput> outputs = run_in_memory(prepare_for_check(scenario), threads);
  std::vector<std::vector<Observation>> observations;
  for (const ExpectationSpec& e : scenario.expect) {
    std::vector<Observation> found;
    const std::size_t table = index_of(table_named(e.table).value());
    for (std::size_t k = 0; k < static_cast<std::size_t>(e.replicates); ++k) {
      found.push_back(observe(e, outputs[k].tables[table]));
    }
    observations.push_back(std::move(found));
  }
  return judge_all(scenario, observations);
}

CheckRow judge_by_oracle(ExpectationSpec e, const Scenario& scenario,
                         std::vector<Observation> observations) {
  const std::vector<double> exact = oracle_values(e.oracle, scenario, observations.size());
  e.value = compare::mean(exact);
  if (e.source.empty()) e.source = oracle_source(e.oracle);
  for (std::size_t k = 0; exact.size() > 1 && k < observations.size(); ++k) {
    if (observations[k].value) *observations[k].value += *e.value - exact[k];
  }
  return judge(e, observations);
}

std::vector<CheckRow> judge_all(const Scenario& scenario,
                                std::span<const std::vector<Observation>> observations) {
  std::vector<CheckRow> rows;
  for (std::size_t k = 0; k < scenario.expect.size(); ++k) {
    const ExpectationSpec& e = scenario.expect[k];
    std::vector<Observation> found = observations[k];
    for (std::size_t other = 0; other < scenario.expect.size(); ++other) {
      if (scenario.expect[other].name != e.less_than) continue;
      found = differences(found, observations[other]);
    }
    const bool exact = !e.oracle.empty() && !found.empty();
    if (exact) {
      rows.push_back(judge_by_oracle(e, scenario, std::move(found)));
    } else {
      rows.push_back(judge(e, found));
    }
    rows.back().scenario = scenario.name;
  }
  return rows;
}

std::string print_check(std::span<const CheckRow> rows) {
  compare::TextTable table(
      {"scenario", "expectation", "expected", "simulated", "std error", "z", "runs", "verdict"}, 2);
  std::string remarks;
  for (const CheckRow& row : rows) {
    table.add({row.scenario, row.name, row.expected, cell(row.simulated),
               rounded(row.standard_error, 2), row.z ? fmt::format("{:+.2f}", *row.z) : "",
               std::to_string(row.replicates), std::string(row.verdict_text)});
    if (row.remark.empty()) continue;
    remarks += fmt::format("{}: {}: {}\n", row.scenario, row.name, row.remark);
  }
  return table.print() + (remarks.empty() ? "" : "\n" + remarks);
}

bool has_failed(std::span<const CheckRow> rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const CheckRow& row) { return row.verdict == Verdict::missed; });
}

const tables::TableDescription<CheckRow>& check_table() {
  using R = CheckRow;
  using tables::column;
  static const tables::TableDescription<R> table(
      {"check", "Expectations and the values of the simulation.", "expectation"},
      {"scenario", "name"},
      {column<&R::scenario>("scenario", "", "Name of the scenario."),
       column<&R::name>("name", "", "Name of the expectation."),
       column<&R::quantity>("quantity", "", "The claim in words."),
       column<&R::statistic>("statistic", "",
                             "Statistic that makes the rows of a replicate one number."),
       column<&R::expected_low>("expected_low", "", "Lower end of the expected range."),
       column<&R::expected_high>("expected_high", "", "Upper end of the expected range."),
       column<&R::simulated>("simulated", "",
                             "Mean over replicates; of an order, the mean paired difference."),
       column<&R::standard_error>("standard_error", "", "Standard error of the mean."),
       column<&R::interval_low>("interval_low", "", "Lower end of the 95 % interval of the mean."),
       column<&R::interval_high>("interval_high", "",
                                 "Upper end of the 95 % interval of the mean."),
       column<&R::z>("z", "", "Distance from the expected value in standard errors."),
       column<&R::replicates>("replicates", "", "Replicates that have a value."),
       column<&R::verdict_text>("verdict", "", "met, missed, or known miss."),
       column<&R::oracle>("oracle", "", "Closed form that gives the expected value."),
       column<&R::source>("source", "", "Source of the expectation."),
       column<&R::known_miss>("known_miss", "", "Reason for a known miss.")});
  return table;
}

void write_check(const tables::OutputDirectory& directory, std::span<const CheckRow> rows) {
  compare::write_table(directory, check_table(), rows);
}

}  // namespace poach::check
