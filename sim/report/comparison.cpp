#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/error.hpp"
#include "compare/compare.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

using compare::Quantity;

/// The data of all sections of the page.
struct Contents {
  const compare::Comparison& comparison;
  const std::vector<Quantity> quantities;
  const std::vector<std::string> names;  ///< of the companies shown

  [[nodiscard]] const Quantity& quantity(std::string_view name) const {
    const auto found = std::find_if(quantities.begin(), quantities.end(),
                                    [&](const Quantity& q) { return q.name == name; });
    if (found == quantities.end()) throw std::logic_error("a quantity that is not compared");
    return *found;
  }
};

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] += 'A' - 'a';
  return text;
}

std::string title_of(const Quantity& quantity) { return capitalized(quantity.title_of_run()); }

std::string print_as(std::string_view unit, double value) {
  if (unit == "share") return fmt::format("{:.2f} %", 100.0 * value);
  return unit.starts_with("USD") ? dollars(value) : figure(value);
}

// A difference. Of two shares it is in percentage points, not in percent.
std::string print_signed(std::string_view unit, double value) {
  const std::string sign = value > 0.0 ? "+" : "";
  if (unit == "share") return sign + fmt::format("{:.2f} points", 100.0 * value);
  return sign + print_as(unit, value);
}

// The unit of a chart of differences.
std::string unit_of_difference(const Quantity& quantity) {
  return quantity.unit == "share" ? "percentage points" : quantity.unit;
}

// A title of something other than a count gives its unit.
std::string with_unit(const std::string& title, const Quantity& quantity) {
  return quantity.is_count ? title : title + ", " + unit_of_difference(quantity);
}

std::string interval_of(const std::string& unit, const compare::Effect& e) {
  if (!e.interval_low || !e.interval_high) return "";
  return print_signed(unit, *e.interval_low) + " to " + print_signed(unit, *e.interval_high);
}

double end_of(const std::optional<double>& value) {
  return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

bool is_sure(const compare::Effect& e) {
  return e.interval_low && (*e.interval_low > 0.0 || *e.interval_high < 0.0);
}

bool is_shown(const std::vector<std::string>& names, const std::string& company) {
  return std::find(names.begin(), names.end(), company) != names.end();
}

HtmlTable effects_table_of(const std::string& title) {
  return HtmlTable(
      title + ": treatment, baseline and the mean of the paired differences",
      {{"company", Align::left}, {"treatment"}, {"baseline"}, {"effect"}, {"95 % interval"}});
}

void add_row(HtmlTable& table, const std::string& unit, const compare::Effect& e,
             const std::string& label) {
  table.add({label, print_as(unit, e.treatment_mean), print_as(unit, e.baseline_mean),
             print_signed(unit, e.effect), interval_of(unit, e)});
}

void add_quantity(Page& page, const Contents& contents, const Quantity& quantity) {
  Figure figure_of{
      quantity.name,
      with_unit(title_of(quantity), quantity),
      "Treatment less baseline: mean of the paired differences and its 95 % interval. "
      "Grey where the interval holds 0.",
      {{"kind", "effects"}, {"unit", unit_of_difference(quantity)}, {"rows", Json::array()}},
      {}};
  HtmlTable table = effects_table_of(figure_of.title);
  for (const std::string& name : contents.names) {
    for (const compare::Effect& e : contents.comparison.whole_run) {
      if (e.quantity != quantity.name || e.company != name) continue;
      figure_of.chart["rows"].push_back({{"name", name},
                                         {"effect", chart_number(e.effect)},
                                         {"low", chart_number(end_of(e.interval_low))},
                                         {"high", chart_number(end_of(e.interval_high))}});
      add_row(table, quantity.unit, e, name);
    }
  }
  if (table.empty()) return;
  figure_of.tables = table.print();
  page.figure(std::move(figure_of));
}

// Who gains and who pays, where both runs have accounts.
void add_account_effects(Page& page, const Contents& contents) {
  const auto& effects = contents.comparison.whole_run;
  if (std::none_of(effects.begin(), effects.end(),
                   [](const compare::Effect& e) { return e.quantity == "profit_usd"; })) {
    return;
  }
  page.open_section("accounts", "Accounts of companies");
  for (const char* name : {"profit_usd", "output_usd", "pay_usd"}) {
    add_quantity(page, contents, contents.quantity(name));
  }
}

std::string label_of(const Json& time) {
  return time.is_string() ? time.get<std::string>()
                          : fmt::format("tick {}", time.get<std::int64_t>());
}

// The path of the effects: bands are 95 % intervals.
void add_path(Page& page, const Contents& contents, const Quantity& quantity) {
  Json series = Json::array();
  Json axis = Json::array();
  std::vector<HtmlTable::Header> header = {{"when", Align::left}};
  std::vector<std::vector<std::string>> rows;
  for (const std::string& name : contents.names) {
    Json line = {{"name", name}};
    Bands path;
    axis = Json::array();
    for (const compare::Effect& e : contents.comparison.over_time) {
      if (e.quantity != quantity.name || e.company != name) continue;
      if (e.date.empty()) {
        axis.push_back(e.tick.value_or(0));
      } else {
        axis.push_back(e.date);
      }
      path.low.push_back(e.interval_low.value_or(e.effect));
      path.middle.push_back(e.effect);
      path.high.push_back(e.interval_high.value_or(e.effect));
    }
    if (path.middle.empty()) continue;
    for (std::size_t k = 0; k < path.middle.size(); ++k) {
      if (rows.size() <= k) rows.push_back({label_of(axis[k])});
      rows[k].push_back(print_signed(quantity.unit, path.middle[k]));
    }
    header.push_back({name});
    line["effect"] = chart_number(path.middle.back());
    put_bands(line, path);
    series.push_back(std::move(line));
  }
  if (series.empty()) return;
  HtmlTable table("Mean of the paired differences so far", header);
  for (const auto& row : rows) table.add(row);
  page.figure({quantity.name + "_path",
               with_unit(capitalized(quantity.title) + ", effect so far", quantity),
               "Treatment less baseline, with 95 % intervals. Beside each name: the effect at the "
               "end.",
               {{"kind", "panels"},
                {"unit", unit_of_difference(quantity)},
                {"scale", "linear"},
                {"x", axis},
                {"series", series}},
               table.print()});
}

// The companies of the treatment's page that both runs have.
std::vector<std::string> companies_shown(const compare::Comparison& comparison,
                                         const RunData& treated) {
  std::vector<std::string> names;
  for (const std::string& name : treated.shown) {
    if (is_shown(comparison.companies, name)) names.push_back(name);
  }
  return names;
}

// The most certain effects on people, leadership and pay.
std::vector<Card> cards_of(const Contents& contents) {
  std::vector<Card> cards;
  for (const char* name : {"poached_out", "headcount", "leadership_share", "pay_accumulated_usd"}) {
    const compare::Effect* largest = nullptr;
    for (const compare::Effect& e : contents.comparison.whole_run) {
      if (e.quantity != name || !is_sure(e) || !is_shown(contents.names, e.company)) continue;
      if (largest == nullptr || std::abs(e.effect) > std::abs(largest->effect)) largest = &e;
    }
    if (largest == nullptr) continue;
    const Quantity& quantity = contents.quantity(name);
    const std::string& unit = quantity.unit;
    cards.push_back({fmt::format("{}: largest effect", title_of(quantity)),
                     largest->company + " " + print_signed(unit, largest->effect),
                     fmt::format("95 % interval {}; {} instead of {}", interval_of(unit, *largest),
                                 print_as(unit, largest->treatment_mean),
                                 print_as(unit, largest->baseline_mean))});
  }
  return cards;
}

void add_headline(Page& page, const Contents& contents) {
  const compare::Comparison& comparison = contents.comparison;
  page.open_section("headline", "Summary");
  if (const auto& first = comparison.first_difference) {
    page.paragraph(fmt::format(
        "The runs first differ at {}; {} of {} differ. Replicates are paired: both runs draw the "
        "same random numbers, so an effect is estimated far better than either level.",
        first->date.empty() ? fmt::format("tick {}", first->tick) : first->date, first->replicates,
        counted(comparison.replicates, "replicate")));
  } else {
    page.paragraph("The recorded rows do not differ.");
  }
  for (const std::string& remark : comparison.remarks) page.paragraph(remark + ".");
  const std::vector<Card> cards = cards_of(contents);
  if (cards.empty()) {
    page.paragraph("No effect on people lost, headcount, leadership or pay is significant.");
  } else {
    page.cards(cards);
  }
}

void add_all_effects(Page& page, const Contents& contents) {
  page.open_section("all", "Every effect");
  const std::size_t all = contents.comparison.companies.size();
  if (contents.names.size() < all) {
    page.paragraph(fmt::format("The {} largest of {} companies; poach compare -o writes all.",
                               contents.names.size(), all));
  }
  for (const Quantity& quantity : contents.quantities) {
    HtmlTable table = effects_table_of(title_of(quantity));
    for (const compare::Effect& e : contents.comparison.whole_run) {
      if (e.quantity != quantity.name) continue;
      if (e.company.empty() || is_shown(contents.names, e.company)) {
        add_row(table, quantity.unit, e, e.company.empty() ? "market" : e.company);
      }
    }
    if (table.empty()) continue;
    page.html("<details><summary>" + escape_html(title_of(quantity)) + "</summary>\n" +
              table.print() + "</details>\n");
  }
}

void add_run(Page& page, const std::string& heading, const RunData& data) {
  page.html("<h3>" + escape_html(heading + ": " + data.title()) +
            "</h3>\n<pre tabindex=\"0\"><code>" + escape_html(data.manifest().command) +
            "</code></pre>\n");
  add_manifest(page, data.manifest());
}

}  // namespace

std::string comparison_report(const std::filesystem::path& treatment,
                              const std::filesystem::path& baseline, compare::Dictionaries tables) {
  const compare::Comparison comparison = compare::compare_runs(treatment, baseline, tables);
  const RunData treated = read_run(treatment);
  const RunData base = read_run(baseline);
  const Contents contents{comparison, compare::compared_quantities(tables),
                          companies_shown(comparison, treated)};
  const std::string a = treated.title();
  const std::string b = base.title();
  Page page(a == b ? a + ": treatment against baseline" : a + " against " + b,
            fmt::format("Treatment: {}. Baseline: {}. {}, seed {}.", treatment.string(),
                        baseline.string(),
                        counted(comparison.replicates,
                                comparison.replicates == 1 ? "pair of runs" : "paired replicate"),
                        treated.manifest().seed));
  page.share("companies", contents.names);
  page.share("events", events_json(treated.events));
  add_headline(page, contents);
  add_events(page, treated);
  page.open_section("effects", "Effects of the treatment");
  for (const char* name :
       {"poached_out", "poached_in", "leadership_share", "pay_accumulated_usd"}) {
    add_quantity(page, contents, contents.quantity(name));
  }
  add_account_effects(page, contents);
  page.open_section("path", "Effects over time");
  for (const char* name : {"headcount", "poached_out", "leadership_share"}) {
    add_path(page, contents, contents.quantity(name));
  }
  add_all_effects(page, contents);
  page.open_section("provenance", "Provenance");
  add_run(page, "Treatment", treated);
  add_run(page, "Baseline", base);
  return page.print();
}

}  // namespace poach::report
