#include <fmt/format.h>

#include "base/units.hpp"
#include "report/html.hpp"
#include "report/sweep.hpp"

namespace poach::report {
namespace {

// A parameter's value as written, a number where it is one.
Json value_json(const std::string& value) {
  const auto number = parse_number(value);
  return number ? Json(*number) : Json(value);
}

Json points_json(const SweepData& sweep, const Estimates& estimates) {
  Json points = Json::array();
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    const SweepPoint& point = sweep.points[p];
    Json values = Json::array();
    Json means = Json::array();
    Json lows = Json::array();
    Json highs = Json::array();
    for (const std::string& value : point.values) values.push_back(value_json(value));
    for (const std::vector<compare::Estimate>& of_outcome : estimates) {
      const compare::Estimate& found = of_outcome[p];
      means.push_back(found.count > 0 ? chart_number(found.mean) : Json());
      lows.push_back(found.interval ? chart_number(found.interval->low) : Json());
      highs.push_back(found.interval ? chart_number(found.interval->high) : Json());
    }
    points.push_back({{"point", point.point},
                      {"values", std::move(values)},
                      {"means", std::move(means)},
                      {"lows", std::move(lows)},
                      {"highs", std::move(highs)}});
  }
  return points;
}

// The first view of the chart: the clearest answer, with the parameter that explains the
// second-largest part of it as color.
void choose_first(Json& chart, const SweepData& sweep, const Estimates& estimates,
                  const std::vector<Answer>& answers) {
  if (answers.empty()) return;
  const Answer& first = answers.front();
  chart["outcome"] = first.outcome;
  chart["parameter"] = first.parameter;
  double most = 0.05;  // of the variance: less is not worth colors
  for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
    const double share = explained_share(sweep, p, estimates[first.outcome]);
    if (p == first.parameter || share <= most) continue;
    most = share;
    chart["colour"] = p;
  }
}

// The part of each outcome that the parameters explain.
std::string answers_table(const SweepData& sweep, const Estimates& estimates,
                          const std::vector<Answer>& answers) {
  std::vector<HtmlTable::Header> header = {
      {"outcome", Align::left}, {"lowest point"}, {"highest point"}};
  for (const std::string& name : sweep.parameters) header.push_back({name});
  HtmlTable table(
      "Means of points, and the share of their variance that each parameter explains by itself; "
      "the clearest answers first",
      header);
  for (const Answer& answer : answers) {
    const Outcome& outcome = sweep.outcomes[answer.outcome];
    std::vector<std::string> cells = {outcome.title, print_outcome(outcome.unit, answer.low),
                                      print_outcome(outcome.unit, answer.high)};
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
      cells.push_back(percent(explained_share(sweep, p, estimates[answer.outcome])));
    }
    table.add(cells);
  }
  return table.empty() ? std::string{} : table.print();
}

}  // namespace

std::string print_outcome(const std::string& unit, double value) {
  if (unit == "share") return percent(value);
  return unit.starts_with("USD") ? dollars(value) : figure(value);
}

Estimates estimates_of(const SweepData& sweep) {
  Estimates estimates;
  for (std::size_t k = 0; k < sweep.outcomes.size(); ++k) {
    estimates.push_back(point_estimates(sweep, k));
  }
  return estimates;
}

Figure response_figure(const SweepData& sweep, const Estimates& estimates,
                       const std::vector<Answer>& answers) {
  Figure figure_of{"response",
                   "Outcomes by parameter",
                   "A dot for each point of the design: the mean over its replicates. The thin "
                   "line through it: the 95 % interval of its distance from the mean of all "
                   "points, replicate by replicate, because the points share their seeds; cut off "
                   "at the edge of the chart. Thick lines: the mean of "
                   "the points with that value. Shown first: the outcome with the clearest answer, "
                   "by the parameter that explains most of it.",
                   {{"kind", "response"}},
                   answers_table(sweep, estimates, answers)};
  Json& chart = figure_of.chart;
  chart["parameters"] = sweep.parameters;
  chart["outcomes"] = Json::array();
  for (const Outcome& outcome : sweep.outcomes) {
    chart["outcomes"].push_back({{"name", outcome.title}, {"unit", outcome.unit}});
  }
  choose_first(chart, sweep, estimates, answers);
  chart["points"] = points_json(sweep, estimates);
  return figure_of;
}

// The clearest answers, of different outcomes.
std::vector<Card> answer_cards(const SweepData& sweep, const std::vector<Answer>& answers) {
  constexpr std::size_t most_cards = 4;
  std::vector<Card> cards;
  for (const Answer& answer : answers) {
    if (cards.size() == most_cards || answer.clarity < 1.0) break;
    const Outcome& outcome = sweep.outcomes[answer.outcome];
    std::string note = "over the points";
    if (answer.explained > 0.0) {
      note += fmt::format("; {} explains {} of it", sweep.parameters[answer.parameter],
                          percent(answer.explained));
    }
    const std::string low = print_outcome(outcome.unit, answer.low);
    const std::string high = print_outcome(outcome.unit, answer.high);
    cards.push_back({outcome.title, low == high ? low : range_text(low, high), note});
  }
  return cards;
}

}  // namespace poach::report
