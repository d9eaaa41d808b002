#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "compare/compare.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

/// A quantity of compare_runs in words, with the sign in which it is read.
struct Words {
  std::string_view quantity;
  std::string_view title;
  std::string_view unit;
};
constexpr std::array<Words, 15> all_words = {{
    {"poached_out", "People lost to rivals", "people"},
    {"poached_in", "People won from rivals", "people"},
    {"headcount", "Headcount at the end", "people"},
    {"leadership_share", "Share of research capital at the end", "share"},
    {"payroll_usd_per_year", "Payroll at the end", "USD per year"},
    {"pay_accumulated_usd", "Pay over the whole run", "USD"},
    {"counter_offers", "Counter-offers", "offers"},
    {"raises", "Raises that kept someone", "raises"},
    {"raise_cost_usd_per_year", "Pay added by those raises", "USD per year"},
    {"retention_grants_usd", "Retention grants", "USD"},
    {"hires", "Hires", "people"},
    {"morale", "Morale at the end", "log pay"},
    {"moves", "Moves", "moves"},
    {"pay_median_usd_per_year", "Median pay at the end", "USD per year"},
    {"pay_p99_usd_per_year", "99th percentile of pay at the end", "USD per year"},
}};

const Words& words_of(std::string_view quantity) {
  const auto found = std::find_if(all_words.begin(), all_words.end(),
                                  [&](const Words& words) { return words.quantity == quantity; });
  if (found == all_words.end()) throw std::logic_error("a quantity without words");
  return *found;
}

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

// What a chart of differences is measured in.
std::string_view unit_of_difference(const Words& words) {
  return words.unit == "share" ? "percentage points" : words.unit;
}

// A title that counts nothing says what it is measured in.
std::string with_unit(const std::string& title, const Words& words) {
  const std::string unit(unit_of_difference(words));
  const bool counts = unit == "people" || unit == "offers" || unit == "raises" || unit == "moves";
  return counts ? title : title + ", " + unit;
}

std::string interval_of(const compare::Effect& e) {
  const std::string_view unit = words_of(e.quantity).unit;
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

void add_row(HtmlTable& table, const compare::Effect& e, const std::string& label) {
  const std::string_view unit = words_of(e.quantity).unit;
  table.add({label, print_as(unit, e.treatment_mean), print_as(unit, e.baseline_mean),
             print_signed(unit, e.effect), interval_of(e)});
}

void add_quantity(Page& page, const compare::Comparison& comparison, const std::string& quantity,
                  const std::vector<std::string>& names) {
  const Words& words = words_of(quantity);
  Figure figure_of{
      quantity,
      with_unit(std::string(words.title), words),
      "Treatment less baseline: mean of the paired differences and its 95 % interval. "
      "Grey where the interval holds 0.",
      {{"kind", "effects"}, {"unit", unit_of_difference(words)}, {"rows", Json::array()}},
      {}};
  HtmlTable table = effects_table_of(figure_of.title);
  for (const std::string& name : names) {
    for (const compare::Effect& e : comparison.whole_run) {
      if (e.quantity != quantity || e.company != name) continue;
      figure_of.chart["rows"].push_back({{"name", name},
                                         {"effect", chart_number(e.effect)},
                                         {"low", chart_number(end_of(e.interval_low))},
                                         {"high", chart_number(end_of(e.interval_high))}});
      add_row(table, e, name);
    }
  }
  if (table.empty()) return;
  figure_of.tables = table.print();
  page.figure(std::move(figure_of));
}

std::string label_of(const Json& time) {
  return time.is_string() ? time.get<std::string>()
                          : fmt::format("tick {}", time.get<std::int64_t>());
}

// The path of the effects: bands are 95 % intervals.
void add_path(Page& page, const compare::Comparison& comparison, const std::string& quantity,
              const std::vector<std::string>& names) {
  const Words& words = words_of(quantity);
  const std::string title(words.title.substr(0, words.title.find(" at the end")));
  Json series = Json::array();
  Json axis = Json::array();
  std::vector<HtmlTable::Header> header = {{"when", Align::left}};
  std::vector<std::vector<std::string>> rows;
  for (const std::string& name : names) {
    Json line = {{"name", name}};
    Bands path;
    axis = Json::array();
    for (const compare::Effect& e : comparison.over_time) {
      if (e.quantity != quantity || e.company != name) continue;
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
      rows[k].push_back(print_signed(words.unit, path.middle[k]));
    }
    header.push_back({name});
    line["effect"] = chart_number(path.middle.back());
    put_bands(line, path);
    series.push_back(std::move(line));
  }
  if (series.empty()) return;
  HtmlTable table("Mean of the paired differences so far", header);
  for (const auto& row : rows) table.add(row);
  page.figure({quantity + "_path",
               with_unit(title + ", effect so far", words),
               "Treatment less baseline, with 95 % intervals. Beside each name: the effect at the "
               "end.",
               {{"kind", "panels"},
                {"unit", unit_of_difference(words)},
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

// The surest effects in units of what is at stake: people, leadership, pay.
std::vector<Card> cards_of(const compare::Comparison& comparison,
                           const std::vector<std::string>& names) {
  std::vector<Card> cards;
  for (const char* quantity :
       {"poached_out", "headcount", "leadership_share", "pay_accumulated_usd"}) {
    const compare::Effect* largest = nullptr;
    for (const compare::Effect& e : comparison.whole_run) {
      if (e.quantity != quantity || !is_sure(e) || !is_shown(names, e.company)) continue;
      if (largest == nullptr || std::abs(e.effect) > std::abs(largest->effect)) largest = &e;
    }
    if (largest == nullptr) continue;
    const Words& words = words_of(quantity);
    cards.push_back({fmt::format("{}: largest effect", words.title),
                     largest->company + " " + print_signed(words.unit, largest->effect),
                     fmt::format("95 % interval {}; {} instead of {}", interval_of(*largest),
                                 print_as(words.unit, largest->treatment_mean),
                                 print_as(words.unit, largest->baseline_mean))});
  }
  return cards;
}

void add_headline(Page& page, const compare::Comparison& comparison,
                  const std::vector<std::string>& names) {
  page.open_section("headline", "In short");
  if (const auto& first = comparison.first_difference) {
    page.paragraph(
        fmt::format("The runs part at {}; {} of {} differ. Replicates are paired: both runs draw "
                    "the same random numbers, so an effect is known far better than either level.",
                    first->date.empty() ? fmt::format("tick {}", first->tick) : first->date,
                    first->replicates, counted(comparison.replicates, "replicate")));
  } else {
    page.paragraph("The recorded rows do not differ.");
  }
  for (const std::string& remark : comparison.remarks) page.paragraph(remark + ".");
  const std::vector<Card> cards = cards_of(comparison, names);
  if (cards.empty()) {
    page.paragraph("No effect on people lost, headcount, leadership or pay is told from chance.");
  } else {
    page.cards(cards);
  }
}

void add_all_effects(Page& page, const compare::Comparison& comparison,
                     const std::vector<std::string>& names) {
  page.open_section("all", "Every effect");
  if (names.size() < comparison.companies.size()) {
    page.paragraph(fmt::format("The {} largest of {} companies; poach compare -o writes all.",
                               names.size(), comparison.companies.size()));
  }
  for (const Words& words : all_words) {
    HtmlTable table = effects_table_of(std::string(words.title));
    for (const compare::Effect& e : comparison.whole_run) {
      if (e.quantity != words.quantity) continue;
      if (e.company.empty() || is_shown(names, e.company)) {
        add_row(table, e, e.company.empty() ? "market" : e.company);
      }
    }
    if (table.empty()) continue;
    page.html("<details><summary>" + escape_html(words.title) + "</summary>\n" + table.print() +
              "</details>\n");
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
                              const std::filesystem::path& baseline) {
  const compare::Comparison comparison = compare::compare_runs(treatment, baseline);
  const RunData treated = read_run(treatment);
  const RunData base = read_run(baseline);
  const std::vector<std::string> names = companies_shown(comparison, treated);
  const std::string a = treated.title();
  const std::string b = base.title();
  Page page(a == b ? a + ": treatment against baseline" : a + " against " + b,
            fmt::format("Treatment: {}. Baseline: {}. {}, seed {}.", treatment.string(),
                        baseline.string(),
                        counted(comparison.replicates,
                                comparison.replicates == 1 ? "pair of runs" : "paired replicate"),
                        treated.manifest().seed));
  page.share("companies", names);
  page.share("events", events_json(treated.events));
  add_headline(page, comparison, names);
  add_events(page, treated);
  page.open_section("effects", "What the treatment did");
  for (const char* quantity :
       {"poached_out", "poached_in", "leadership_share", "pay_accumulated_usd"}) {
    add_quantity(page, comparison, quantity, names);
  }
  page.open_section("path", "When it did it");
  for (const char* quantity : {"headcount", "poached_out", "leadership_share"}) {
    add_path(page, comparison, quantity, names);
  }
  add_all_effects(page, comparison, names);
  page.open_section("provenance", "Where this comes from");
  add_run(page, "Treatment", treated);
  add_run(page, "Baseline", base);
  return page.print();
}

}  // namespace poach::report
