#include "report/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/shell_words.hpp"
#include "compare/statistics.hpp"
#include "report/html.hpp"
#include "report/moves.hpp"
#include "report/report.hpp"
#include "scenario/load.hpp"

namespace poach::report {
namespace {

constexpr std::size_t most_companies = 12;

// The largest companies by headcount at the start or the end.
std::vector<std::string> largest_companies(const TimeTable& companies) {
  const std::vector<std::string>& all = companies.panel().companies();
  std::vector<std::pair<double, std::string>> sizes;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const Series staff = companies.series("headcount", c, Reading::state);
    sizes.emplace_back(std::max(compare::mean(staff.first()), compare::mean(staff.last())), all[c]);
  }
  std::stable_sort(sizes.begin(), sizes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sizes.size() > most_companies) sizes.resize(most_companies);
  std::vector<std::string> names;
  for (const auto& [size, name] : sizes) names.push_back(name);
  return names;
}

void read_scenario_of(RunData& data) {
  Diagnostics diagnostics;
  const auto file = data.run.file("scenario.resolved.yaml");
  auto loaded = load_scenario(file, {}, diagnostics);
  if (!loaded) {
    data.scenario_problem = diagnostics.report();
    return;
  }
  data.scenario = std::move(loaded->scenario);
  data.events = events_of(*data.scenario);
}

std::string subtitle_of(const RunData& data) {
  std::string text = counted(data.manifest().replicates, "replicate");
  const auto& table = data.market ? data.market : data.companies;
  if (table) {
    const compare::Panel& panel = table->panel();
    text += fmt::format(", {} to {}", time_label(panel, 0),
                        time_label(panel, panel.ticks().size() - 1));
  }
  if (data.market && data.market->has("researchers")) {
    const double people =
        compare::mean(data.market->series("researchers", 0, Reading::state).first());
    text += fmt::format(", {} people",
                        people < 10000.0 ? fmt::format("{:.0f}", people) : figure(people));
  }
  return text + fmt::format(". Seed {}.", data.manifest().seed);
}

std::vector<Card> pay_cards(const RunData& data) {
  if (!data.market || !data.market->has("pay_median_usd_per_year")) return {};
  const Series pay = data.market->series("pay_median_usd_per_year", 0, Reading::state);
  return {{"Median pay", dollars(compare::mean(pay.last())) + " a year",
           dollars(compare::mean(pay.first())) + " at the start"}};
}

void add_headline(Page& page, const RunData& data, const std::optional<Moves>& moves) {
  page.open_section("headline", "Summary");
  if (data.scenario && !data.scenario->description.empty()) {
    page.paragraph(data.scenario->description);
  }
  std::vector<Card> cards = company_cards(data);
  const auto add = [&](const std::vector<Card>& more) {
    cards.insert(cards.end(), more.begin(), more.end());
  };
  if (moves) add(move_cards(data, *moves));
  add(leader_cards(data));
  add(pay_cards(data));
  page.cards(cards);
  if (data.manifest().replicates == 1) {
    page.paragraph(
        "One replicate has no bands, so chance cannot be judged; that takes twenty replicates or "
        "more.");
  }
}

}  // namespace

std::string RunData::title() const {
  return scenario && !scenario->title.empty() ? scenario->title : manifest().scenario;
}

RunData read_run(const std::filesystem::path& directory) {
  Diagnostics diagnostics;
  RunData data;
  std::error_code ignored;
  if (std::filesystem::exists(directory / "sweep.yaml", ignored) &&
      std::filesystem::is_directory(directory / "shards", ignored)) {
    throw InputError(fmt::format(
        "error: {} is a sweep whose tables were not collected; run {} {} first", directory.string(),
        shell_command({"poach", "sweep", "collect"}), shell_path(directory.string())));
  }
  data.run = compare::open_run(directory, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  const std::uint64_t replicates = data.manifest().replicates;
  if (const auto file = data.run.file_of("market")) data.market.emplace(*file, replicates);
  if (const auto file = data.run.file_of("companies")) data.companies.emplace(*file, replicates);
  if (const auto file = data.run.file_of("accounts")) data.accounts.emplace(*file, replicates);
  if (data.companies) data.shown = largest_companies(*data.companies);
  read_scenario_of(data);
  return data;
}

std::string run_report(const std::filesystem::path& directory) {
  RunData data = read_run(directory);
  std::optional<Moves> moves;
  if (const auto file = data.run.file_of("moves")) {
    moves.emplace(*file, data.manifest().replicates);
    if (data.shown.empty()) data.shown = moves->busiest(most_companies);
  }
  Page page(data.title(), subtitle_of(data));
  page.share("events", events_json(data.events));
  page.share("companies", data.shown);
  add_headline(page, data, moves);
  add_events(page, data);
  add_companies(page, data);
  if (moves) {
    add_flows(page, data, *moves);
    add_prices(page, data, *moves);
  } else {
    page.open_section("prices", "Prices");
    page.paragraph("moves.csv was not recorded.");
  }
  add_offers(page, data);
  add_pay(page, data);
  add_accounts(page, data);
  add_leadership(page, data);
  add_expectations(page, data);
  add_provenance(page, data);
  return page.print();
}

}  // namespace poach::report
