#include <fmt/format.h>

#include <algorithm>

#include "config/print.hpp"
#include "report/html.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

std::string words_of(Addressees who) {
  switch (who) {
    case Addressees::leader:
      return "the leader";
    case Addressees::members:
      return "the members";
    case Addressees::followers:
      break;
  }
  return "the followers";
}

std::string what_happens(const EventSpec& event) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "\n") + part; };
  for (const config::Entry& entry : event.set.entries()) {
    add(entry.key + " = " + config::print_flow(entry.value));
  }
  for (const config::Entry& entry : event.shock.entries()) {
    add(entry.key == "half_life" ? "half-life " + config::print_flow(entry.value)
                                 : entry.key + " shifted by " + config::print_flow(entry.value));
  }
  if (event.approach) {
    add(fmt::format("{} approaches {} of {}", event.approach->company,
                    words_of(event.approach->who), event.approach->team));
  }
  return text;
}

}  // namespace

std::vector<MarkedEvent> events_of(const Scenario& scenario) {
  std::vector<MarkedEvent> events;
  const bool dated = scenario.clock.tick != TickLength::unit;
  for (const EventSpec& event : scenario.events) {
    MarkedEvent mark;
    mark.tick =
        event.tick ? *event.tick : scenario.clock.first_tick_on_or_after(event.at.value_or(Date{}));
    if (dated) mark.date = to_string(scenario.clock.date_of(mark.tick));
    mark.name = event.name;
    mark.what = what_happens(event);
    events.push_back(std::move(mark));
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const MarkedEvent& a, const MarkedEvent& b) { return a.tick < b.tick; });
  for (std::size_t k = 0; k < events.size(); ++k) events[k].number = k + 1;
  return events;
}

Json events_json(const std::vector<MarkedEvent>& events) {
  Json list = Json::array();
  for (const MarkedEvent& event : events) {
    Json mark = {{"number", event.number}, {"name", event.name}};
    if (event.date.empty()) {
      mark["x"] = event.tick;
    } else {
      mark["x"] = event.date;
    }
    list.push_back(std::move(mark));
  }
  return list;
}

void add_events(Page& page, const RunData& data) {
  if (!data.scenario) {
    page.open_section("events", "Events");
    page.paragraph("Events are not marked: the scenario of the run cannot be read. " +
                   data.scenario_problem);
    return;
  }
  if (data.events.empty()) return;
  page.open_section("events", "Events");
  page.paragraph("Every chart over time marks these events by their numbers.");
  HtmlTable table("Events", {{"event", Align::left},
                             {"no."},
                             {data.events.front().date.empty() ? "tick" : "date", Align::left},
                             {"what changes", Align::left}});
  for (const MarkedEvent& event : data.events) {
    table.add({event.name, std::to_string(event.number),
               event.date.empty() ? std::to_string(event.tick) : event.date, event.what});
  }
  page.html(table.print());
}

}  // namespace poach::report
