#include <fmt/format.h>

#include <array>

#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

struct PayColumn {
  const char* name;
  const char* column;
};
constexpr std::array<PayColumn, 4> pay_columns = {{{"99th percentile", "pay_p99_usd_per_year"},
                                                   {"90th percentile", "pay_p90_usd_per_year"},
                                                   {"mean", "pay_mean_usd_per_year"},
                                                   {"median", "pay_median_usd_per_year"}}};

Figure market_pay(const TimeTable& market) {
  const auto times = spaced_times(market.panel().ticks().size(), most_times);
  const auto rows = spaced_times(market.panel().ticks().size(), most_table_times);
  Figure figure_of{"market_pay",
                   "Pay across the market, USD per year",
                   "Median over replicates of the market's percentiles and mean, with bands from "
                   "the 10th to the 90th percentile of replicates. Logarithmic scale.",
                   {{"kind", "lines"}, {"unit", "USD per year"}, {"scale", "log"}},
                   {}};
  figure_of.chart["x"] = time_axis(market.panel(), times);
  figure_of.chart["series"] = Json::array();
  std::vector<std::vector<std::string>> cells(rows.size());
  std::vector<std::string> names;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    cells[k].push_back(time_label(market.panel(), rows[k]));
  }
  for (const PayColumn& pay : pay_columns) {
    if (!market.has(pay.column)) continue;
    const Series series = market.series(pay.column, 0, Reading::state);
    Json line = {{"name", pay.name}};
    put_bands(line, bands(series, times));
    figure_of.chart["series"].push_back(std::move(line));
    names.emplace_back(pay.name);
    const Bands of_table = bands(series, rows);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      cells[k].push_back(band_text(of_table, k, dollars));
    }
  }
  HtmlTable table = table_over_time("Pay, USD per year", market, names);
  for (const auto& row : cells) table.add(row);
  figure_of.tables = table.print();
  return figure_of;
}

}  // namespace

void add_pay(Page& page, const RunData& data) {
  page.open_section("pay", "Pay");
  if (data.market) {
    page.figure(market_pay(*data.market));
  } else {
    page.paragraph("market.csv was not recorded.");
  }
  if (data.companies && data.companies->has("pay_mean_usd_per_year")) {
    page.figure(company_panels(
        data, {"company_pay", "Mean pay by company, USD per year",
               "Median over replicates, with the band from the 10th to the 90th percentile. "
               "Logarithmic scale; beside each name, the start and the end.",
               "panels", "pay_mean_usd_per_year", "USD per year", "log", false, dollars}));
  }
}

}  // namespace poach::report
