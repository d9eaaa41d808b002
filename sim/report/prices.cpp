#include <fmt/format.h>

#include <algorithm>

#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/moves.hpp"

namespace poach::report {
namespace {

constexpr std::int64_t time_bins = 60;

// The last tick in the tables of the run.
std::int64_t last_tick(const RunData& data, const Moves& moves) {
  const auto& table = data.market ? data.market : data.companies;
  const std::int64_t recorded = table ? table->panel().ticks().back() : 0;
  return std::max({recorded, moves.by_tick().rbegin()->first, std::int64_t{1}});
}

// A tick on the time axis: its date where the clock has dates.
Json place_of(const RunData& data, std::int64_t tick) {
  if (!data.scenario || data.scenario->clock.tick == TickLength::unit) return tick;
  return to_string(data.scenario->clock.date_of(tick));
}

std::string best_paid(const Moves& moves) {
  HtmlTable table("The best paid moves of all replicates, USD per year", {{"when", Align::left},
                                                                          {"from", Align::left},
                                                                          {"to", Align::left},
                                                                          {"before"},
                                                                          {"after"},
                                                                          {"multiple"},
                                                                          {"replicate"}});
  for (const PricedMove& move : moves.highest()) {
    table.add({move.when, move.from, move.to, dollars(move.before), dollars(move.after),
               figure(move.after / move.before), std::to_string(move.replicate)});
  }
  return table.print();
}

// Moves per run by a period and a bin of pay.
Figure price_map(const RunData& data, const Moves& moves) {
  Figure figure_of{
      "price_map",
      "Price of every move over time, USD per year",
      "Pay in the new job, moves per run; stronger where more people moved. Logarithmic "
      "scale.",
      {{"kind", "heat"}, {"unit", "moves per run"}},
      {}};
  const std::int64_t last = last_tick(data, moves);
  // A job that starts on a tick was won since the tick before.
  const std::int64_t width = std::max<std::int64_t>((last + time_bins - 1) / time_bins, 1);
  std::map<std::int64_t, std::array<double, price_bins.count>> cells;
  for (const auto& [tick, counts] : moves.by_tick()) {
    auto& cell = cells[std::max<std::int64_t>(tick - 1, 0) / width];
    for (std::size_t b = 0; b < counts.size(); ++b) cell[b] += counts[b];
  }
  Json& chart = figure_of.chart;
  chart["edges"] = Json::array();
  for (std::int64_t tick = 0; tick < last; tick += width) {
    chart["edges"].push_back(place_of(data, tick));
  }
  chart["edges"].push_back(place_of(data, last));
  chart["cells"] = Json::array();
  for (const auto& [stretch, counts] : cells) {
    for (std::size_t b = 0; b < counts.size(); ++b) {
      if (counts[b] == 0.0) continue;
      chart["cells"].push_back(Json::array(
          {stretch, chart_number(price_bins.edge(b)), chart_number(price_bins.edge(b + 1)),
           chart_number(counts[b] / static_cast<double>(moves.replicates()))}));
    }
  }
  figure_of.tables = best_paid(moves);
  return figure_of;
}

struct Spread {
  std::string company;
  std::vector<double> prices;
  std::vector<double> multiples;
};

// Companies that hired, the best paying first.
std::vector<Spread> spreads(const RunData& data, const Moves& moves) {
  std::vector<Spread> rows;
  for (const auto& [company, prices] : moves.prices()) {
    const bool shown = std::find(data.shown.begin(), data.shown.end(), company) != data.shown.end();
    if (!shown) continue;
    const auto multiples = moves.multiples().find(company);
    rows.push_back(
        {company, prices,
         multiples == moves.multiples().end() ? std::vector<double>{} : multiples->second});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Spread& a, const Spread& b) {
    return compare::median(a.prices) > compare::median(b.prices);
  });
  return rows;
}

Figure price_ranges(const std::vector<Spread>& rows) {
  Figure figure_of{"price_ranges",
                   "Pay in the new job, by hiring company, USD per year",
                   "Dot: median; thick line: the middle half; thin line: 10th to 90th percentile; "
                   "ring: the highest. All replicates together, logarithmic scale.",
                   {{"kind", "ranges"}, {"rows", Json::array()}},
                   {}};
  HtmlTable table("Pay in the new job and its multiple of pay before, by hiring company",
                  {{"company", Align::left},
                   {"hires, all replicates"},
                   {"10th percentile"},
                   {"median"},
                   {"90th percentile"},
                   {"highest"},
                   {"median multiple"},
                   {"highest multiple"}});
  for (const Spread& row : rows) {
    std::vector<double> q;
    for (const double p : {0.1, 0.25, 0.5, 0.75, 0.9, 1.0})
      q.push_back(compare::quantile(row.prices, p));
    figure_of.chart["rows"].push_back({{"name", row.company}, {"quantiles", chart_numbers(q)}});
    table.add({row.company, std::to_string(row.prices.size()), dollars(q[0]), dollars(q[2]),
               dollars(q[4]), dollars(q[5]), figure(compare::median(row.multiples)),
               figure(compare::quantile(row.multiples, 1.0))});
  }
  figure_of.tables = table.print();
  return figure_of;
}

std::vector<double> shares(const std::vector<double>& multiples) {
  std::vector<double> result(multiple_bins.count);
  for (const double multiple : multiples) {
    result[multiple_bins.of(multiple)] += 1.0 / static_cast<double>(multiples.size());
  }
  return result;
}

Figure multiples_figure(const std::vector<Spread>& rows) {
  std::vector<double> best = rows.front().multiples;
  std::vector<double> rest;
  for (const Spread& row : rows) {
    if (&row == &rows.front()) continue;
    rest.insert(rest.end(), row.multiples.begin(), row.multiples.end());
  }
  Figure figure_of{
      "multiples",
      "Pay after over pay before",
      "Share of the moves between companies, four bars to a doubling: those who join " +
          rows.front().company + ", which pays its hires most, and all others.",
      {{"kind", "histogram"}},
      {}};
  std::vector<double> edges;
  for (std::size_t b = 0; b <= multiple_bins.count; ++b) edges.push_back(multiple_bins.edge(b));
  figure_of.chart["edges"] = chart_numbers(edges);
  figure_of.chart["groups"] = Json::array();
  HtmlTable table("Pay after over pay before, moves between companies", {{"who", Align::left},
                                                                         {"moves, all replicates"},
                                                                         {"10th percentile"},
                                                                         {"median"},
                                                                         {"90th percentile"},
                                                                         {"highest"}});
  for (const auto& [name, values] : {std::pair("join " + rows.front().company, &best),
                                     std::pair(std::string("join others"), &rest)}) {
    if (values->empty()) continue;
    figure_of.chart["groups"].push_back(
        {{"name", name}, {"shares", chart_numbers(shares(*values))}});
    table.add({name, std::to_string(values->size()), figure(compare::quantile(*values, 0.1)),
               figure(compare::median(*values)), figure(compare::quantile(*values, 0.9)),
               figure(compare::quantile(*values, 1.0))});
  }
  figure_of.tables = table.print();
  return figure_of;
}

}  // namespace

void add_prices(Page& page, const RunData& data, const Moves& moves) {
  page.open_section("prices", "Prices");
  if (moves.by_tick().empty()) {
    page.paragraph("Nobody started a job, so there are no prices.");
    return;
  }
  page.figure(price_map(data, moves));
  const std::vector<Spread> rows = spreads(data, moves);
  if (rows.empty()) return;
  page.figure(price_ranges(rows));
  const bool anyone = std::any_of(rows.begin(), rows.end(),
                                  [](const Spread& row) { return !row.multiples.empty(); });
  if (anyone) page.figure(multiples_figure(rows));
}

}  // namespace poach::report
