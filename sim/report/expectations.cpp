#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "check/check.hpp"
#include "check/oracle.hpp"
#include "compare/text_table.hpp"
#include "report/html.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

// Why the rows of this run cannot be judged; empty when they can.
std::string why_not(const ExpectationSpec& e, const RunData& data) {
  if (!e.oracle.empty()) {
    const std::vector<std::string> names = check::oracle_names();
    if (std::find(names.begin(), names.end(), e.oracle) == names.end()) {
      return "there is no oracle named " + e.oracle;
    }
    const auto broken = check::broken_assumption(e.oracle, *data.scenario);
    if (broken) return fmt::format("{} assumes {}", e.oracle, broken->assumed);
  }
  if (!data.run.file_of(e.table)) return e.table + ".csv was not recorded";
  const std::int64_t every = data.scenario->record.every;
  if (is_recorded_every(e.table) && every != 1 && e.statistic != Statistic::last) {
    return fmt::format("{}.csv has rows every {} ticks only", e.table, every);
  }
  return {};
}

struct Judged {
  check::CheckRow row;
  std::string not_judged;  ///< why
};

// The observations of the replicates, and the reason where there are none.
struct Observed {
  std::vector<check::Observation> values;
  std::string problem;
};

Observed observe_run(const ExpectationSpec& e, const RunData& data) {
  Observed observed{{}, why_not(e, data)};
  if (!observed.problem.empty()) return observed;
  const auto wanted = static_cast<std::uint64_t>(std::max<std::int64_t>(e.replicates, 1));
  try {
    observed.values = check::observe_file(e, *data.run.file_of(e.table),
                                          std::min(wanted, data.manifest().replicates));
  } catch (const InputError& error) {
    observed.problem = error.what();
  }
  return observed;
}

std::vector<Judged> judge_run(const RunData& data) {
  const std::vector<ExpectationSpec>& expect = data.scenario->expect;
  std::vector<std::vector<check::Observation>> values;
  std::vector<std::string> problems;
  for (const ExpectationSpec& e : expect) {
    Observed observed = observe_run(e, data);
    values.push_back(std::move(observed.values));
    problems.push_back(std::move(observed.problem));
  }
  const std::vector<check::CheckRow> rows = check::judge_all(*data.scenario, values);
  std::vector<Judged> result;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    Judged judged{rows[k], problems[k]};
    for (std::size_t other = 0; other < expect.size(); ++other) {
      if (judged.not_judged.empty() && expect[other].name == expect[k].less_than) {
        judged.not_judged = problems[other];
      }
    }
    result.push_back(std::move(judged));
  }
  return result;
}

std::string remark_of(const Judged& judged, const ExpectationSpec& e) {
  if (!judged.not_judged.empty()) return judged.not_judged;
  std::string text = judged.row.remark;
  const auto wanted = static_cast<std::uint64_t>(std::max<std::int64_t>(e.replicates, 1));
  if (judged.row.replicates < wanted) {
    text += fmt::format("{}judged on {}, {} required", text.empty() ? "" : "; ",
                        counted(judged.row.replicates, "replicate"), wanted);
  }
  return text;
}

std::string verdict_of(const Judged& judged) {
  if (!judged.not_judged.empty()) return "\u2013 not judged";
  const bool met = judged.row.verdict == check::Verdict::met;
  return (met ? "\u2713 " : "\u2717 ") + std::string(judged.row.verdict_text);
}

std::string number(const std::optional<double>& value) {
  return value ? compare::short_number(*value, 4) : "";
}

bool has_z(const std::vector<Judged>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Judged& judged) {
    return judged.not_judged.empty() && judged.row.z;
  });
}

std::vector<HtmlTable::Header> header_of(const std::vector<Judged>& rows) {
  std::vector<HtmlTable::Header> header = {{"expectation", Align::left},
                                           {"verdict", Align::left},
                                           {"expected", Align::left},
                                           {"simulated"},
                                           {"95 % interval"}};
  if (has_z(rows)) header.push_back({"z"});
  header.push_back({"runs"});
  header.push_back({"what (source)", Align::left});
  header.push_back({"remark", Align::left});
  return header;
}

}  // namespace

void add_expectations(Page& page, const RunData& data) {
  if (!data.scenario || data.scenario->expect.empty()) return;
  page.open_section("expectations", "Expectations of the scenario");
  std::map<std::string, std::uint64_t> verdicts;
  const std::vector<Judged> rows = judge_run(data);
  HtmlTable table("Expectations, judged on the tables of this run", header_of(rows));
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const Judged& judged = rows[k];
    const check::CheckRow& row = judged.row;
    ++verdicts[verdict_of(judged)];
    const bool shown = judged.not_judged.empty();
    const std::string interval =
        shown ? range_text(number(row.interval_low), number(row.interval_high)) : "";
    std::string what = row.quantity;
    if (!row.source.empty()) what += " (" + row.source + ")";
    std::vector<std::string> cells = {row.name, verdict_of(judged), row.expected,
                                      shown ? number(row.simulated) : "", interval};
    if (has_z(rows)) cells.push_back(shown && row.z ? fmt::format("{:+.2f}", *row.z) : "");
    cells.push_back(shown ? std::to_string(row.replicates) : "");
    cells.push_back(what);
    cells.push_back(remark_of(judged, data.scenario->expect[k]));
    table.add(cells);
  }
  std::string summary;
  for (const auto& [verdict, count] : verdicts) {
    summary += fmt::format("{}{} {}", summary.empty() ? "" : ", ", count, verdict);
  }
  page.paragraph(summary +
                 ". Simulated values are means over replicates. poach check runs and judges the "
                 "expectations that are not judged here.");
  page.html(table.print());
}

}  // namespace poach::report
