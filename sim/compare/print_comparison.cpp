#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "compare/compare.hpp"
#include "compare/output.hpp"
#include "compare/text_table.hpp"

namespace poach::compare {
namespace {

constexpr std::size_t most_companies = 12;

// Effects that are zero up to the rounding of sums are not shown.
bool is_visible(const Effect& e) {
  const double size = std::max(std::abs(e.treatment_mean), std::abs(e.baseline_mean));
  return std::abs(e.effect) > 1e-12 * size || e.interval_low != e.interval_high;
}

std::string signed_number(double value) {
  return (value > 0.0 ? "+" : "") + short_number(value, 4);
}

std::string interval_of(const Effect& e) {
  if (!e.interval_low || !e.interval_high) return "";
  return fmt::format("{} to {}", signed_number(*e.interval_low), signed_number(*e.interval_high));
}

// The largest companies by headcount in either run, at most twelve, in the order of the comparison.
std::vector<std::string> companies_shown(const Comparison& comparison) {
  std::map<std::string, double> sizes;
  std::map<std::string, bool> visible;
  for (const Effect& e : comparison.whole_run) {
    if (is_visible(e)) visible[e.company] = true;
    if (e.quantity == "headcount") {
      sizes[e.company] = std::max(e.treatment_mean, e.baseline_mean);
    }
  }
  std::vector<std::string> shown;
  for (const std::string& name : comparison.companies) {
    if (visible[name]) shown.push_back(name);
  }
  if (shown.size() <= most_companies) return shown;
  std::stable_sort(shown.begin(), shown.end(),
                   [&](const std::string& a, const std::string& b) { return sizes[a] > sizes[b]; });
  shown.resize(most_companies);
  return shown;
}

void add_rows(TextTable& table, const Comparison& comparison, const std::string& company) {
  bool first = true;
  for (const Effect& e : comparison.whole_run) {
    if (e.company != company || !is_visible(e)) continue;
    const std::string label = company.empty() ? "market" : company;
    table.add({first ? label : "", e.quantity, short_number(e.treatment_mean),
               short_number(e.baseline_mean), signed_number(e.effect), interval_of(e)});
    first = false;
  }
}

std::string print_whole_run(const Comparison& comparison,
                            const std::vector<std::string>& companies) {
  TextTable table({"", "quantity", "treatment", "baseline", "effect", "95 % interval"}, 2);
  for (const std::string& company : companies) add_rows(table, comparison, company);
  add_rows(table, comparison, "");
  return table.print();
}

const Effect* effect_on_all(const Comparison& comparison, std::string_view quantity) {
  for (const Effect& e : comparison.whole_run) {
    if (e.company.empty() && e.quantity == quantity) return &e;
  }
  return nullptr;
}

// `1.09B USD more (1.06B to 1.12B)`.
std::string more_or_less(const Effect& e) {
  std::string text = fmt::format("{} USD {}", short_number(std::abs(e.effect), 4),
                                 e.effect < 0.0 ? "less" : "more");
  if (const std::string interval = interval_of(e); !interval.empty()) {
    text += fmt::format(" ({})", interval);
  }
  return text;
}

// Who gains and who pays, where both runs have accounts.
std::string print_accounts(const Comparison& comparison) {
  const Effect* received = effect_on_all(comparison, "received_usd");
  const Effect* output = effect_on_all(comparison, "output_usd");
  const Effect* profit = effect_on_all(comparison, "profit_usd");
  if (received == nullptr || output == nullptr || profit == nullptr) return {};
  return fmt::format(
      "\nUnder the treatment people receive {};\ncompanies produce {}\nand profit {}.\n",
      more_or_less(*received), more_or_less(*output), more_or_less(*profit));
}

// A star marks effects whose interval excludes 0.
std::string cell_over_time(const Effect& e) {
  const bool sure = e.interval_low && (*e.interval_low > 0.0 || *e.interval_high < 0.0);
  const double rounded = std::abs(e.effect) < 1e-12 ? 0.0 : e.effect;
  std::string number = fmt::format("{:+.3g}", rounded);
  if (rounded == 0.0) number = "0";
  return number + (sure ? "*" : " ");
}

std::string print_quantity_over_time(const Comparison& comparison, const std::string& quantity,
                                     const std::vector<std::string>& companies) {
  std::vector<std::string> header = {quantity};
  std::map<std::string, std::vector<std::string>> lines;
  for (const Effect& e : comparison.over_time) {
    if (e.quantity != quantity) continue;
    if (e.company == comparison.companies.front()) {
      header.push_back((e.date.empty() ? fmt::format("tick {}", *e.tick) : e.date.substr(0, 10)) +
                       " ");
    }
    lines[e.company].push_back(cell_over_time(e));
  }
  TextTable table(header, 1);
  for (const std::string& company : companies) {
    std::vector<std::string> line = {company};
    line.insert(line.end(), lines[company].begin(), lines[company].end());
    table.add(line);
  }
  return table.print();
}

std::string print_head(const Comparison& comparison) {
  const std::string runs = comparison.replicates == 1
                               ? "1 replicate"
                               : fmt::format("{} paired replicates", comparison.replicates);
  std::string text = fmt::format("{} (treatment) less {} (baseline), {}\n", comparison.treatment,
                                 comparison.baseline, runs);
  if (const auto& first = comparison.first_difference) {
    text += fmt::format("the runs first differ at tick {}{}; {} of {} replicates differ\n",
                        first->tick, first->date.empty() ? "" : " (" + first->date + ")",
                        first->replicates, comparison.replicates);
  } else {
    text += "the recorded rows do not differ\n";
  }
  return text;
}

}  // namespace

std::string print_comparison(const Comparison& comparison, OverTime over_time) {
  const std::vector<std::string> companies = companies_shown(comparison);
  std::string text = print_head(comparison);
  const std::string table = print_whole_run(comparison, companies);
  if (!table.empty()) text += "\n" + table;
  text += print_accounts(comparison);
  if (over_time == OverTime::yes && !companies.empty()) {
    text += "\nEffect so far, by date; * where the 95 % interval excludes 0\n";
    for (const char* quantity : {"poached_out", "headcount", "leadership_share"}) {
      const std::string lines = print_quantity_over_time(comparison, quantity, companies);
      if (!lines.empty()) text += "\n" + lines;
    }
  }
  std::vector<std::string> remarks = comparison.remarks;
  const std::size_t hidden = comparison.companies.size() - companies.size();
  if (hidden > 0 && !companies.empty()) {
    remarks.push_back(
        fmt::format("{} companies without an effect, or smaller than these, are not shown; -o DIR "
                    "writes all",
                    hidden));
  }
  if (!remarks.empty()) text += "\n";
  for (const std::string& remark : remarks) text += remark + "\n";
  return text;
}

const tables::TableDescription<Effect>& effects_table() {
  using R = Effect;
  using tables::column;
  static const tables::TableDescription<R> table(
      {"effects", "Paired effects of a treated run against a baseline.",
       "treatment, quantity, company and tick; without a tick, the whole run"},
      {"treatment", "quantity", "company", "tick"},
      {column<&R::quantity>("quantity", "",
                            "Column of companies.csv, accounts.csv or market.csv: a state at the "
                            "tick, or the sum of a count or an amount up to it."),
       column<&R::company>("company", "",
                           "Company; empty for the market and for all companies together."),
       column<&R::tick>("tick", "ticks", "Last tick of the sum; empty for the whole run."),
       column<R>("date", "", "Date of the tick; empty for the whole run.",
                 [](const R& row) { return row.date_text(); }),
       column<&R::treatment_mean>("treatment_mean", "", "Mean over replicates of the treatment."),
       column<&R::baseline_mean>("baseline_mean", "", "Mean over replicates of the baseline."),
       column<&R::effect>("effect", "", "Mean of the paired differences."),
       column<&R::interval_low>("interval_low", "", "Lower end of the 95 % interval."),
       column<&R::interval_high>("interval_high", "", "Upper end of the 95 % interval."),
       column<&R::replicates>("replicates", "", "Pairs of replicates."),
       column<&R::treatment>("treatment", "", "Directory of the treated run.")});
  return table;
}

void write_effects(const tables::OutputDirectory& directory,
                   std::span<const Comparison> comparisons) {
  std::vector<Effect> rows;
  for (const Comparison& comparison : comparisons) {
    rows.insert(rows.end(), comparison.whole_run.begin(), comparison.whole_run.end());
    rows.insert(rows.end(), comparison.over_time.begin(), comparison.over_time.end());
  }
  write_table(directory, effects_table(), std::span<const Effect>(rows));
}

}  // namespace poach::compare
