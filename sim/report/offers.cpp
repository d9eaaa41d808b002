#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/moves.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::report {
namespace {

/// The offers of a company, all replicates together.
struct Offers {
  std::vector<double> pay;
  std::uint64_t accepted = 0;
};

// Offers of the companies shown. Throws InputError.
std::map<std::string, Offers> read_offers(const std::filesystem::path& file,
                                          const std::vector<std::string>& shown) {
  std::map<std::string, Offers> offers;
  Diagnostics diagnostics;
  tables::CsvReader reader(file, diagnostics);
  const auto company = reader.column("company");
  const auto pay = reader.column("pay_usd_per_year");
  const auto accepted = reader.column("accepted");
  if (!diagnostics.has_errors() && (!company || !pay || !accepted)) {
    diagnostics.error({file.string(), 1, 0}, {}, "there is no column company, pay or accepted");
  }
  while (!diagnostics.has_errors() && reader.next()) {
    const std::string name(reader.fields()[*company]);
    if (std::find(shown.begin(), shown.end(), name) == shown.end()) continue;
    Offers& of_company = offers[name];
    if (const auto value = tables::parse_number(reader.fields()[*pay])) {
      of_company.pay.push_back(*value);
    }
    if (reader.fields()[*accepted] == "true") ++of_company.accepted;
  }
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  return offers;
}

}  // namespace

void add_offers(Page& page, const RunData& data) {
  const auto file = data.run.file_of("offers");
  if (!file) return;
  Figure figure_of{
      "offers",
      "Pay offered, by company, USD per year",
      "Every standing offer when someone decided, including refused ones; all replicates together, "
      "logarithmic scale. Dot: median; thick line: the middle half; thin "
      "line: 10th to 90th percentile; ring: the highest.",
      {{"kind", "ranges"}, {"rows", Json::array()}},
      {}};
  HtmlTable table("Offers, by company", {{"company", Align::left},
                                         {"offers per run"},
                                         {"accepted"},
                                         {"10th percentile"},
                                         {"median"},
                                         {"90th percentile"},
                                         {"highest"}});
  const std::map<std::string, Offers> offers = read_offers(*file, data.shown);
  for (const std::string& name : data.shown) {
    const auto found = offers.find(name);
    if (found == offers.end() || found->second.pay.empty()) continue;
    const std::vector<double>& pay = found->second.pay;
    std::vector<double> q;
    for (const double p : {0.1, 0.25, 0.5, 0.75, 0.9, 1.0}) q.push_back(compare::quantile(pay, p));
    figure_of.chart["rows"].push_back({{"name", name}, {"quantiles", chart_numbers(q)}});
    const auto count = static_cast<double>(pay.size());
    table.add({name, figure(count / static_cast<double>(data.manifest().replicates)),
               percent(static_cast<double>(found->second.accepted) / count), dollars(q[0]),
               dollars(q[2]), dollars(q[4]), dollars(q[5])});
  }
  if (table.empty()) return;
  figure_of.tables = table.print();
  page.figure(std::move(figure_of));
}

}  // namespace poach::report
