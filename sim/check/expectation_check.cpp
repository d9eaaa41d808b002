#include "check/expectation_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "check/expectation.hpp"
#include "check/oracle.hpp"
#include "record/tables.hpp"
#include "scenario/channel.hpp"

namespace poach::check {
namespace {

using Names = std::vector<std::string>;

bool is_numeric(tables::Type type) {
  return type == tables::Type::integer || type == tables::Type::number ||
         type == tables::Type::boolean;
}

struct ColumnCheck {
  const tables::TableDictionary& table;
  const ExpectationPlace& place;
  Diagnostics& diagnostics;

  void run(const std::string& field, const std::string& name) const {
    const tables::ColumnDictionary* column = find_column(table, name);
    if (column == nullptr) {
      diagnostics.error(place.of(field), place.path_of(field),
                        fmt::format("the table {} has no column {}", table.name, name),
                        config::suggest_name(name, column_names(table)));
    } else if (!is_numeric(column->type)) {
      diagnostics.error(place.of(field), place.path_of(field),
                        fmt::format("{} holds no numbers", name),
                        "only statistic: count needs none");
    }
  }
};

// The names that a column can hold, or nothing for columns that hold anything.
Names possible_names(const std::string& column, const Scenario& scenario) {
  static const Names company_columns = {"company", "from_company", "to_company", "employer"};
  Names names;
  if (std::find(company_columns.begin(), company_columns.end(), column) != company_columns.end()) {
    for (const CompanySpec& company : scenario.base.companies) {
      names.push_back(company.count == 1 ? company.name : company.name + " 1");
    }
    if (scenario.record.companies_top > 0) names.emplace_back(other_companies);
  } else if (column == "team") {
    for (const TeamSpec& team : scenario.teams) names.push_back(team.name);
  } else if (column == "channel") {
    names = Names(channel_names.begin(), channel_names.end());
  }
  return names;
}

// Whether `name` is one of a kind of companies, such as `Companies 12`.
bool is_in_a_group(const std::string& name, const Scenario& scenario) {
  return std::any_of(scenario.base.companies.begin(), scenario.base.companies.end(),
                     [&](const CompanySpec& company) {
                       if (company.count <= 1 || !name.starts_with(company.name + " "))
                         return false;
                       const auto number =
                           tables::parse_integer(name.substr(company.name.size() + 1));
                       return number && *number >= 1 && *number <= company.count;
                     });
}

void check_names(const std::vector<RowFilter::Wanted>& wanted, const Scenario& scenario,
                 const ExpectationPlace& place, Diagnostics& diagnostics) {
  for (const RowFilter::Wanted& w : wanted) {
    const Names names = possible_names(w.column, scenario);
    const bool any_name = names.empty() && w.column != "team";
    if (any_name || std::find(names.begin(), names.end(), w.text) != names.end()) continue;
    if (w.column != "team" && w.column != "channel" && is_in_a_group(w.text, scenario)) continue;
    diagnostics.error(w.place, place.path_of("where") + "." + w.column,
                      fmt::format("no {} is ever named {}", w.column, w.text),
                      config::suggest_name(w.text, names));
  }
}

void check_window(const ExpectationSpec& e, const Scenario& scenario, const ExpectationPlace& place,
                  Diagnostics& diagnostics) {
  if (!e.from && !e.until) return;
  const std::string field = e.from ? "from" : "until";
  if (scenario.clock.tick == TickLength::unit) {
    diagnostics.error(place.of(field), place.path_of(field),
                      "a clock of abstract units has no dates", "use where: {tick: ...}");
    return;
  }
  const Date end = scenario.clock.date_of(scenario.clock.ticks);
  if (e.from && *e.from > end) {
    diagnostics.error(place.of("from"), place.path_of("from"),
                      "is after the end of the run, " + to_string(end));
  }
  if (e.until && *e.until < scenario.clock.start) {
    diagnostics.error(place.of("until"), place.path_of("until"),
                      "is before the start of the run, " + to_string(scenario.clock.start));
  }
  if (e.from && e.until && *e.from > *e.until) {
    diagnostics.error(place.of("from"), place.path_of("from"),
                      "is after until, " + to_string(*e.until));
  }
}

void check_oracle(const ExpectationSpec& e, const Scenario& scenario, const ExpectationPlace& place,
                  Diagnostics& diagnostics) {
  if (e.oracle.empty()) return;
  const Names names = oracle_names();
  if (std::find(names.begin(), names.end(), e.oracle) == names.end()) {
    diagnostics.error(place.of("oracle"), place.path_of("oracle"),
                      "there is no oracle named " + e.oracle,
                      config::suggest_name(e.oracle, names));
  } else if (const auto broken = broken_assumption(e.oracle, scenario)) {
    diagnostics.error(place.of("oracle"), place.path_of("oracle"),
                      fmt::format("{} assumes {}", e.oracle, broken->assumed),
                      fmt::format("change {} or give a value", broken->setting));
  }
}

}  // namespace

SourcePlace ExpectationPlace::of(const std::string& field) const {
  if (origins == nullptr) return {};
  config::Path at = path;
  at.push_back(field);
  while (!at.empty()) {
    const auto origin = origins->find(config::join_path(at));
    if (origin != origins->end()) return origin->second;
    at.pop_back();
  }
  return {};
}

std::string ExpectationPlace::path_of(const std::string& field) const {
  config::Path at = path;
  at.push_back(field);
  return config::join_path(at);
}

std::vector<RowFilter::Wanted> check_columns(const ExpectationSpec& e,
                                             const ExpectationPlace& place,
                                             Diagnostics& diagnostics) {
  const std::optional<TableName> name = table_named(e.table);
  if (!name) {
    diagnostics.error(place.of("table"), place.path_of("table"), "there is no table " + e.table,
                      config::suggest_name(e.table, table_names()));
    return {};
  }
  const tables::TableDictionary& table = recorded_tables()[index_of(*name)].dictionary;
  const ColumnCheck check{table, place, diagnostics};
  if (e.statistic != Statistic::count) check.run("column", e.column);
  if (e.statistic == Statistic::ratio) check.run("divided_by", e.divided_by);
  return RowFilter(e.where, table, place.path_of("where"), diagnostics).wanted();
}

void check_expectations(const Scenario& scenario, const config::Origins& origins,
                        Diagnostics& diagnostics) {
  for (const ExpectationSpec& expectation : scenario.expect) {
    const ExpectationPlace place{{"expect", expectation.name}, &origins};
    const auto wanted = check_columns(expectation, place, diagnostics);
    check_names(wanted, scenario, place, diagnostics);
    check_window(expectation, scenario, place, diagnostics);
    check_oracle(expectation, scenario, place, diagnostics);
  }
}

}  // namespace poach::check
