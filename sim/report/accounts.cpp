#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

constexpr std::array amounts = {"output_usd",    "pay_usd",          "vested_usd",
                                "buyouts_usd",   "garden_leave_usd", "recruiting_usd",
                                "vacancies_usd", "profit_usd"};

// Means over replicates of a company's amounts over the whole run.
std::vector<double> totals_of(const TimeTable& accounts, std::size_t company) {
  std::vector<double> totals;
  for (const char* column : amounts) {
    totals.push_back(compare::mean(accounts.series(column, company, Reading::total).last()));
  }
  return totals;
}

void add_row(HtmlTable& table, const std::string& name, const std::vector<double>& totals) {
  std::vector<std::string> cells = {name};
  for (const double total : totals) cells.push_back(dollars(total));
  table.add(cells);
}

HtmlTable account_table(const RunData& data) {
  const TimeTable& accounts = *data.accounts;
  HtmlTable table(
      "Amounts over the whole run, means over replicates: profit is output less the "
      "six costs between them",
      {{"company", Align::left},
       {"output"},
       {"pay"},
       {"vested"},
       {"buyouts"},
       {"garden leave"},
       {"recruiting"},
       {"vacancies"},
       {"profit"}});
  std::vector<double> all(amounts.size(), 0.0);
  for (std::size_t c = 0; c < accounts.panel().companies().size(); ++c) {
    const std::vector<double> totals = totals_of(accounts, c);
    const std::string& name = accounts.panel().companies()[c];
    const auto at = std::find(data.shown.begin(), data.shown.end(), name);
    if (data.shown.empty() || at != data.shown.end()) add_row(table, name, totals);
    for (std::size_t a = 0; a < all.size(); ++a) all[a] += totals[a];
  }
  add_row(table, "all companies", all);
  return table;
}

}  // namespace

void add_accounts(Page& page, const RunData& data) {
  if (!data.accounts) return;
  page.open_section("accounts", "Accounts of companies");
  page.html(account_table(data).print());
}

}  // namespace poach::report
