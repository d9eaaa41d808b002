#include "report/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/units.hpp"
#include "compare/statistics.hpp"
#include "compare/text_table.hpp"
#include "config/load.hpp"
#include "report/html.hpp"
#include "report/report.hpp"

namespace poach::report {
namespace {

constexpr std::size_t most_rows = 200;

// 5M for 5000000; other text, and numbers without a letter for their size, unchanged.
std::string value_text(const std::string& value) {
  const auto number = parse_number(value);
  return number && std::abs(*number) < 1e12 ? compare::short_number(*number, 6) : value;
}

// A table of points for one company, or the market.
std::string points_table(const SweepData& sweep, const std::string& company) {
  std::vector<HtmlTable::Header> header = {{"point"}};
  for (const std::string& name : sweep.parameters) header.push_back({name});
  header.push_back({"runs"});
  std::vector<std::size_t> columns;
  for (std::size_t k = 0; k < sweep.outcomes.size(); ++k) {
    if (sweep.outcomes[k].company != company) continue;
    columns.push_back(k);
    header.push_back({sweep.outcomes[k].title});
  }
  if (columns.empty()) return {};
  HtmlTable table("Means over the replicates of a point", header);
  for (std::size_t p = 0; p < std::min(sweep.points.size(), most_rows); ++p) {
    const SweepPoint& point = sweep.points[p];
    std::vector<std::string> cells = {std::to_string(point.point)};
    for (const std::string& value : point.values) cells.push_back(value_text(value));
    cells.push_back(std::to_string(point.runs.size()));
    for (const std::size_t k : columns) {
      cells.push_back(point.outcomes[k].empty() ? ""
                                                : print_outcome(sweep.outcomes[k].unit,
                                                                compare::mean(point.outcomes[k])));
    }
    table.add(cells);
  }
  return "<details><summary>" + escape_html(company.empty() ? "The market" : company) +
         "</summary>\n" + table.print() + "</details>\n";
}

void add_points(Page& page, const SweepData& sweep) {
  page.open_section("points", "Every point");
  if (sweep.points.size() > most_rows) {
    page.paragraph(
        fmt::format("The first {} of {} points; runs.csv and the tables beside it have "
                    "all.",
                    most_rows, sweep.points.size()));
  }
  for (const std::string& company : sweep.companies) page.html(points_table(sweep, company));
  page.html(points_table(sweep, ""));
}

void add_failures(Page& page, const SweepData& sweep) {
  if (sweep.failures.empty()) return;
  page.open_section("failures", "Failed runs");
  page.paragraph(
      "No mean below includes failed runs. poach sweep rerun repeats one of them in the "
      "foreground; "
      "poach sweep run with --retry-failed tries all again.");
  HtmlTable table("Reasons",
                  {{"reason", Align::left}, {"runs"}, {"first point"}, {"run", Align::left}});
  for (const Failure& failure : sweep.failures) {
    table.add({failure.error, std::to_string(failure.runs), std::to_string(failure.point),
               failure.first});
  }
  page.html(table.print());
}

void add_headline(Page& page, const SweepData& sweep, const std::vector<Answer>& answers) {
  page.open_section("headline", "Summary");
  std::vector<Card> cards = {{"Points", std::to_string(sweep.points.size()),
                              fmt::format("of {}", counted(sweep.parameters.size(), "parameter"))}};
  std::uint64_t runs = 0;
  std::string statuses;
  for (const auto& [status, count] : sweep.statuses) {
    runs += count;
    statuses += fmt::format("{}{} {}", statuses.empty() ? "" : ", ", count, status);
  }
  cards.push_back({"Runs", std::to_string(runs), statuses});
  const std::vector<Card> more = answer_cards(sweep, answers);
  cards.insert(cards.end(), more.begin(), more.end());
  page.cards(cards);
  HtmlTable table("Varied parameters",
                  {{"parameter", Align::left}, {"values"}, {"which", Align::left}});
  for (std::size_t k = 0; k < sweep.parameters.size(); ++k) {
    std::set<std::string> seen;
    std::vector<std::string> values;
    for (const SweepPoint& point : sweep.points) {
      if (seen.insert(point.values[k]).second) values.push_back(point.values[k]);
    }
    std::string list;
    for (std::size_t v = 0; v < std::min<std::size_t>(values.size(), 8); ++v) {
      list += (v > 0 ? ", " : "") + value_text(values[v]);
    }
    if (values.size() > 8) list += ", ...";
    table.add({sweep.parameters[k], std::to_string(values.size()), list});
  }
  page.html(table.print());
}

// The spec in a sweep's directory, of which the tables may be in a folder; else empty.
std::filesystem::path spec_of(const std::filesystem::path& directory) {
  std::error_code ignored;
  for (const auto& folder : {directory, directory / ".."}) {
    auto file = folder / "sweep.yaml";
    if (std::filesystem::is_regular_file(file, ignored)) return file;
  }
  return {};
}

// The title of its spec, else the name in datapackage.json, else that of the directory.
std::string name_of(const std::filesystem::path& directory, const std::filesystem::path& folder) {
  constexpr std::size_t largest = std::size_t{64} << 20;
  std::error_code ignored;
  Diagnostics unread;
  if (const auto spec = spec_of(directory); !spec.empty()) {
    require_regular_file(spec);
    const config::Node root = config::load_document(spec, unread);
    const config::Node* title = root.find("title");
    if (title != nullptr && !title->text().empty()) return title->text();
  }
  const auto package = folder / "datapackage.json";
  if (std::filesystem::exists(package, ignored)) {
    const Json json = Json::parse(read_file(package, largest), nullptr, false);
    if (json.is_object() && json.contains("name") && json["name"].is_string()) {
      return "Sweep " + json["name"].get<std::string>();
    }
  }
  const auto path = std::filesystem::absolute(directory).lexically_normal();
  return "Sweep " + (path.has_filename() ? path : path.parent_path()).filename().string();
}

std::string code(const std::string& text) {
  return "<pre tabindex=\"0\"><code>" + escape_html(text) + "</code></pre>\n";
}

void add_provenance(Page& page, const std::filesystem::path& directory,
                    const CollectedTables& collected) {
  constexpr std::size_t largest = std::size_t{16} << 30;
  page.open_section("provenance", "Provenance");
  if (const auto spec = spec_of(directory); !spec.empty()) {
    page.paragraph("From its directory, the same tables, with this version on any machine:");
    page.html(
        code("poach sweep plan sweep.yaml -o again\npoach sweep run again\n"
             "poach sweep collect again\npoach report again"));
    page.html("<details><summary>The spec: sweep.yaml</summary>\n" +
              code(read_file(spec, config::largest_file_bytes)) + "</details>\n");
  }
  page.paragraph(
      "The tables of the sweep are collected from its shards; runs.csv names the seed and the "
      "parameters of every run.");
  HtmlTable table("Fingerprint", {{"file", Align::left}, {"SHA-256", Align::left}});
  const std::filesystem::path runs = collected.file_of("runs");
  table.add({runs.filename().string(), sha256_hex(read_file(runs, largest))});
  page.html(table.print());
}

// 24 replicates each, or 1 to 24.
std::string replicates_text(const SweepData& sweep) {
  std::size_t least = std::numeric_limits<std::size_t>::max();
  std::size_t most = 0;
  for (const SweepPoint& point : sweep.points) {
    least = std::min(least, point.runs.size());
    most = std::max(most, point.runs.size());
  }
  if (least == most) return counted(most, "finished run") + " each";
  return fmt::format("{} to {} finished runs each", std::min(least, most), most);
}

}  // namespace

std::filesystem::path sweep_tables(const std::filesystem::path& directory) {
  for (const auto& folder : {directory, directory / "tables"}) {
    if (CollectedTables::are_in(folder)) return folder;
  }
  return {};
}

std::string sweep_report(const std::filesystem::path& directory, compare::Dictionaries tables) {
  const std::filesystem::path folder = sweep_tables(directory);
  const CollectedTables collected(folder);
  const SweepData sweep = read_sweep(collected, tables);
  const Estimates estimates = estimates_of(sweep);
  const std::vector<Answer> answers = answers_of(sweep, estimates);
  Page page(
      name_of(directory, folder),
      fmt::format("A sweep: {} of {}, {}.", counted(sweep.points.size(), "point"),
                  counted(sweep.parameters.size(), "varied parameter"), replicates_text(sweep)));
  page.share("companies", sweep.companies);
  add_headline(page, sweep, answers);
  add_failures(page, sweep);
  page.open_section("responses", "Outcomes by parameters");
  if (sweep.outcomes.empty()) {
    page.paragraph("Neither companies.csv nor market.csv with finished runs is beside runs.csv.");
  } else {
    page.figure(response_figure(sweep, estimates, answers));
    add_points(page, sweep);
  }
  add_provenance(page, directory, collected);
  return page.print();
}

}  // namespace poach::report
