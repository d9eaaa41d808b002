#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "poach/base/checksum.hpp"
#include "poach/base/error.hpp"
#include "poach/base/files.hpp"
#include "poach/base/units.hpp"
#include "poach/evaluate/report.hpp"
#include "poach/evaluate/statistics.hpp"
#include "report_html.hpp"
#include "report_page.hpp"
#include "sweep_outcomes.hpp"

namespace poach::evaluate {
namespace {

constexpr std::size_t most_rows = 200;

std::string print_as(const std::string& unit, double value) {
  if (unit == "share") return percent(value);
  return unit.starts_with("USD") ? dollars(value) : figure(value);
}

// A parameter's value as people wrote it, a number where it is one.
Json value_json(const std::string& value) {
  const auto number = parse_number(value);
  return number ? Json(*number) : Json(value);
}

Figure response_figure(const SweepData& sweep) {
  Figure figure_of{
      "response",
      "Outcomes by parameter",
      "A dot for each point of the design: the mean over its replicates. Its line: the "
      "95 % interval of its distance from the mean of all points, replicate by "
      "replicate, for the points share their seeds. Dark line: mean of the points with "
      "that value. The first outcome shown is the one that answers most.",
      {{"kind", "response"}},
      {}};
  Json& chart = figure_of.chart;
  chart["parameters"] = sweep.parameters;
  chart["outcomes"] = Json::array();
  for (const Outcome& outcome : sweep.outcomes) {
    chart["outcomes"].push_back({{"name", outcome.title}, {"unit", outcome.unit}});
  }
  chart["points"] = Json::array();
  std::vector<std::vector<Estimate>> estimates;
  for (std::size_t k = 0; k < sweep.outcomes.size(); ++k) {
    estimates.push_back(point_estimates(sweep, k));
  }
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    const SweepPoint& point = sweep.points[p];
    Json values = Json::array();
    Json means = Json::array();
    Json lows = Json::array();
    Json highs = Json::array();
    for (const std::string& value : point.values) values.push_back(value_json(value));
    for (const std::vector<Estimate>& of_outcome : estimates) {
      const Estimate& found = of_outcome[p];
      means.push_back(found.count > 0 ? chart_number(found.mean) : Json());
      lows.push_back(found.interval ? chart_number(found.interval->low) : Json());
      highs.push_back(found.interval ? chart_number(found.interval->high) : Json());
    }
    chart["points"].push_back({{"point", point.point},
                               {"values", std::move(values)},
                               {"means", std::move(means)},
                               {"lows", std::move(lows)},
                               {"highs", std::move(highs)}});
  }
  return figure_of;
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
    cells.insert(cells.end(), point.values.begin(), point.values.end());
    cells.push_back(std::to_string(point.runs.size()));
    for (const std::size_t k : columns) {
      cells.push_back(point.outcomes[k].empty()
                          ? ""
                          : print_as(sweep.outcomes[k].unit, mean(point.outcomes[k])));
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

void add_headline(Page& page, const SweepData& sweep) {
  page.open_section("headline", "In short");
  std::vector<Card> cards = {{"Points", std::to_string(sweep.points.size()),
                              fmt::format("of {}", counted(sweep.parameters.size(), "parameter"))}};
  std::uint64_t runs = 0;
  std::string statuses;
  for (const auto& [status, count] : sweep.statuses) {
    runs += count;
    statuses += fmt::format("{}{} {}", statuses.empty() ? "" : ", ", count, status);
  }
  cards.push_back({"Runs", std::to_string(runs), statuses});
  page.cards(cards);
  for (const std::string& error : sweep.errors) page.paragraph("Failed: " + error);
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
      list += (v > 0 ? ", " : "") + values[v];
    }
    if (values.size() > 8) list += ", ...";
    table.add({sweep.parameters[k], std::to_string(values.size()), list});
  }
  page.html(table.print());
}

// The name in datapackage.json; without one, that of the directory.
std::string name_of(const std::filesystem::path& directory, const std::filesystem::path& folder) {
  constexpr std::size_t largest = std::size_t{64} << 20;
  std::error_code ignored;
  const auto package = folder / "datapackage.json";
  if (std::filesystem::exists(package, ignored)) {
    const Json json = Json::parse(read_file(package, largest), nullptr, false);
    if (json.is_object() && json.contains("name") && json["name"].is_string()) {
      return json["name"].get<std::string>();
    }
  }
  const auto path = std::filesystem::absolute(directory).lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).filename().string();
}

void add_provenance(Page& page, const std::filesystem::path& folder) {
  page.open_section("provenance", "Where this comes from");
  page.paragraph(
      "The tables of the sweep, collected from its shards; runs.csv names the seed and "
      "the parameters of every run.");
  constexpr std::size_t largest = std::size_t{16} << 30;
  HtmlTable table("Fingerprint", {{"file", Align::left}, {"SHA-256", Align::left}});
  const std::filesystem::path runs = runs_file(folder);
  table.add({runs.filename().string(), sha256_hex(read_file(runs, largest))});
  page.html(table.print());
}

}  // namespace

std::filesystem::path sweep_tables(const std::filesystem::path& directory) {
  for (const auto& folder : {directory, directory / "tables"}) {
    if (!runs_file(folder).empty()) return folder;
  }
  return {};
}

std::string sweep_report(const std::filesystem::path& directory) {
  const std::filesystem::path folder = sweep_tables(directory);
  const SweepData sweep = read_sweep(folder);
  Page page("Sweep " + name_of(directory, folder),
            fmt::format("{} of {}.", counted(sweep.points.size(), "point"),
                        counted(sweep.parameters.size(), "varied parameter")));
  page.share("companies", sweep.companies);
  add_headline(page, sweep);
  page.open_section("responses", "How outcomes answer to parameters");
  if (sweep.outcomes.empty()) {
    page.paragraph("Neither companies.csv nor market.csv with finished runs is beside runs.csv.");
  } else {
    page.figure(response_figure(sweep));
    add_points(page, sweep);
  }
  add_provenance(page, folder);
  return page.print();
}

}  // namespace poach::evaluate
