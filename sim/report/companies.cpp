#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

// The mean over replicates of a number, and the range that holds 80 % of them.
std::string with_range(const std::vector<double>& values) {
  const std::string range =
      range_text(figure(compare::quantile(values, 0.1)), figure(compare::quantile(values, 0.9)));
  return figure(compare::mean(values)) + (range.empty() ? "" : " (" + range + ")");
}

struct Exchange {
  std::string company;
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> won;
  std::vector<double> lost;
};

std::vector<Exchange> exchanges(const RunData& data) {
  std::vector<Exchange> result;
  const TimeTable& table = *data.companies;
  for (const std::string& name : data.shown) {
    const std::size_t c = table.company(name).value_or(0);
    const Series staff = table.series("headcount", c, Reading::state);
    result.push_back({name, staff.first(), staff.last(),
                      table.series("poached_in", c, Reading::total).last(),
                      table.series("poached_out", c, Reading::total).last()});
  }
  return result;
}

double share_lost(const Exchange& e) {
  const double before = compare::mean(e.before);
  return before > 0.0 ? compare::mean(e.lost) / before : 0.0;
}

Figure exchange_figure(const std::vector<Exchange>& rows) {
  Figure figure_of{"exchange",
                   "People won from and lost to rivals",
                   "Over the whole run: mean over replicates, the line from the 10th to the 90th "
                   "percentile.",
                   {{"kind", "exchange"}, {"rows", Json::array()}},
                   {}};
  HtmlTable table(
      "Staff, and people won from and lost to rivals: mean (10th to 90th percentile)",
      {{"company", Align::left}, {"staff at start"}, {"at end"}, {"won"}, {"lost"}, {"net"}});
  for (const Exchange& row : rows) {
    Json bar = {{"name", row.company}};
    for (const auto& [key, values] : {std::pair("won", &row.won), std::pair("lost", &row.lost)}) {
      bar[key] = chart_numbers({compare::mean(*values), compare::quantile(*values, 0.1),
                                compare::quantile(*values, 0.9)});
    }
    figure_of.chart["rows"].push_back(std::move(bar));
    table.add({row.company, figure(compare::mean(row.before)), with_range(row.after),
               with_range(row.won), with_range(row.lost),
               signed_figure(compare::mean(row.won) - compare::mean(row.lost))});
  }
  figure_of.tables = table.print();
  return figure_of;
}

}  // namespace

std::string band_text(const Bands& bands, std::size_t time, std::string (*print)(double)) {
  const std::string range = range_text(print(bands.low[time]), print(bands.high[time]));
  return print(bands.middle[time]) + (range.empty() ? "" : " (" + range + ")");
}

HtmlTable table_over_time(const std::string& caption, const TimeTable& table,
                          const std::vector<std::string>& names) {
  std::vector<HtmlTable::Header> header = {
      {table.panel().dates().front().empty() ? "tick" : "date", Align::left}};
  for (const std::string& name : names) header.push_back({name});
  return HtmlTable(caption + ": median (10th to 90th percentile)", header);
}

// A chart of panels, one per company shown.
Figure company_panels(const RunData& data, const PanelWords& words) {
  const TimeTable& table = *data.companies;
  const auto times = spaced_times(table.panel().ticks().size(), most_times);
  const auto rows = spaced_times(table.panel().ticks().size(), most_table_times);
  Figure result{words.id, words.title, words.caption, {{"kind", words.kind}}, {}};
  result.chart["unit"] = words.unit;
  result.chart["scale"] = words.scale;
  result.chart["x"] = time_axis(table.panel(), times);
  result.chart["series"] = Json::array();
  std::vector<std::vector<std::string>> cells(rows.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    cells[k].push_back(time_label(table.panel(), rows[k]));
  }
  for (const std::string& name : data.shown) {
    const Series levels =
        table.series(words.column, table.company(name).value_or(0), Reading::state);
    Json panel = {{"name", name},
                  {"first", chart_number(compare::mean(levels.first()))},
                  {"last", chart_number(compare::mean(levels.last()))}};
    put_bands(panel, bands(words.change ? levels.change() : levels, times));
    result.chart["series"].push_back(std::move(panel));
    const Bands of_table = bands(levels, rows);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      cells[k].push_back(band_text(of_table, k, words.print));
    }
  }
  HtmlTable numbers = table_over_time(words.title, table, data.shown);
  for (const auto& row : cells) numbers.add(row);
  result.tables = numbers.print();
  return result;
}

std::string most_raided(const RunData& data) {
  if (!data.companies) return {};
  const std::vector<Exchange> rows = exchanges(data);
  const auto worst = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return share_lost(a) < share_lost(b);
  });
  return worst != rows.end() && share_lost(*worst) > 0.0 ? worst->company : std::string{};
}

std::vector<Card> company_cards(const RunData& data) {
  if (!data.companies) return {};
  const std::vector<Exchange> rows = exchanges(data);
  const std::string raided = most_raided(data);
  const auto net = [](const Exchange& e) { return compare::mean(e.won) - compare::mean(e.lost); };
  const auto best = std::max_element(rows.begin(), rows.end(),
                                     [&](const auto& a, const auto& b) { return net(a) < net(b); });
  std::vector<Card> cards;
  for (const Exchange& row : rows) {
    if (row.company != raided) continue;
    cards.push_back({"Raided most", row.company,
                     fmt::format("lost {} of {} people to rivals, won {}", with_range(row.lost),
                                 figure(compare::mean(row.before)), with_range(row.won))});
  }
  if (best != rows.end() && net(*best) > 0.0) {
    cards.push_back({"Gained most", best->company,
                     fmt::format("won {} people from rivals, lost {}", with_range(best->won),
                                 with_range(best->lost))});
  }
  return cards;
}

std::vector<Card> leader_cards(const RunData& data) {
  if (!data.companies || !data.companies->has("leadership_share") || data.shown.empty()) return {};
  std::vector<Series> shares;
  for (const std::string& name : data.shown) {
    shares.push_back(data.companies->series(
        "leadership_share", data.companies->company(name).value_or(0), Reading::state));
  }
  std::vector<std::uint64_t> wins(shares.size());
  const std::size_t last = shares.front().times() - 1;
  for (std::uint64_t k = 0; k < shares.front().replicates(); ++k) {
    const auto first = std::max_element(
        shares.begin(), shares.end(),
        [&](const Series& a, const Series& b) { return a.at(k, last) < b.at(k, last); });
    ++wins[static_cast<std::size_t>(first - shares.begin())];
  }
  const auto most =
      static_cast<std::size_t>(std::max_element(wins.begin(), wins.end()) - wins.begin());
  return {{"Leads research at the end", data.shown[most],
           fmt::format("in {} of {}; {} of all research capital, {} at the start", wins[most],
                       counted(data.manifest().replicates, "replicate"),
                       percent(compare::mean(shares[most].last())),
                       percent(compare::mean(shares[most].first())))}};
}

void add_companies(Page& page, const RunData& data) {
  page.open_section("staff", "Headcounts");
  if (!data.companies) {
    page.paragraph("companies.csv was not recorded.");
    return;
  }
  const std::size_t all = data.companies->panel().companies().size();
  if (all > data.shown.size()) {
    page.paragraph(fmt::format("The {} largest of {} companies.", data.shown.size(), all));
  }
  page.figure(exchange_figure(exchanges(data)));
  page.figure(company_panels(
      data, {"headcount", "Headcount, change since the start",
             "Median over replicates, with the band from the 10th to the 90th percentile. Beside "
             "each name: mean headcount at the start and at the end.",
             "panels", "headcount", "people", "linear", true, figure}));
}

void add_leadership(Page& page, const RunData& data) {
  if (!data.companies || !data.companies->has("leadership_share")) return;
  page.open_section("leadership", "Research leadership");
  page.figure(company_panels(
      data, {"leadership_share", "Share of all companies' research capital",
             "Median over replicates, with the band from the 10th to the 90th percentile.", "lines",
             "leadership_share", "share", "linear", false, percent}));
}

}  // namespace poach::report
