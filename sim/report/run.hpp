#pragma once
// The parts of a run's page. Each part adds sections of its own, with a note where a table that it
// needs was not recorded.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compare/finished_run.hpp"
#include "compare/panel.hpp"
#include "report/html.hpp"
#include "report/page.hpp"
#include "report/series.hpp"
#include "scenario/scenario.hpp"
#include "tables/read_table.hpp"

namespace poach::report {

/// An event of the scenario on the time axis.
struct MarkedEvent {
  std::size_t number = 0;  ///< from 1, in the order in which they act
  std::int64_t tick = 0;
  std::string date;  ///< empty for a clock without dates
  std::string name;
  std::string what;  ///< what it sets or shifts, or the approach
};

/// The data of a run's page, except the moves.
struct RunData {
  compare::FinishedRun run;
  std::optional<Scenario> scenario;  ///< nothing when this poach cannot read it
  std::string scenario_problem;      ///< why
  std::optional<TimeTable> market;
  std::optional<TimeTable> companies;
  std::optional<TimeTable> accounts;
  std::vector<MarkedEvent> events;
  std::vector<std::string> shown;  ///< companies with charts, the largest first

  [[nodiscard]] const tables::Manifest& manifest() const { return *run.manifest; }
  /// Of the scenario; its name where it has none.
  [[nodiscard]] std::string title() const;
};

/// Throws InputError.
[[nodiscard]] RunData read_run(const std::filesystem::path& directory);

/// The events of a scenario in the order in which they act.
[[nodiscard]] std::vector<MarkedEvent> events_of(const Scenario& scenario);
/// The events for the charts.
[[nodiscard]] Json events_json(const std::vector<MarkedEvent>& events);
void add_events(Page& page, const RunData& data);

/// A chart of one column with a series per company shown.
struct PanelWords {
  std::string id;
  std::string title;
  std::string caption;
  std::string kind;  ///< `panels` (one each) or `lines` (together)
  std::string column;
  std::string unit;
  std::string scale;    ///< `linear` or `log`
  bool change = false;  ///< whether the chart shows the change since the start
  std::string (*print)(double) = nullptr;
};
[[nodiscard]] Figure company_panels(const RunData& data, const PanelWords& words);
/// An empty table of bands over time, with a column per name.
[[nodiscard]] HtmlTable table_over_time(const std::string& caption, const TimeTable& table,
                                        const std::vector<std::string>& names);
/// `median (low to high)`.
[[nodiscard]] std::string band_text(const Bands& bands, std::size_t time,
                                    std::string (*print)(double));

/// Adds headcounts and research leadership.
[[nodiscard]] std::vector<Card> company_cards(const RunData& data);
[[nodiscard]] std::vector<Card> leader_cards(const RunData& data);
/// The company that lost the largest part of its staff to rivals; empty when none lost anyone.
[[nodiscard]] std::string most_raided(const RunData& data);
void add_companies(Page& page, const RunData& data);
void add_leadership(Page& page, const RunData& data);
/// Adds what companies took in and spent, where that was recorded.
void add_accounts(Page& page, const RunData& data);
/// Adds pay.
void add_pay(Page& page, const RunData& data);
void add_expectations(Page& page, const RunData& data);
void add_manifest(Page& page, const tables::Manifest& manifest);
void add_provenance(Page& page, const RunData& data);

}  // namespace poach::report
