#include "report/sweep_answers.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "base/units.hpp"

namespace poach::report {
namespace {

double squares(const std::vector<double>& values) {
  const double middle = compare::mean(values);
  double sum = 0.0;
  for (const double value : values) sum += (value - middle) * (value - middle);
  return sum;
}

// The share of the variance between groups of values.
double between(const std::map<std::string, std::vector<double>>& levels, double all) {
  double within = 0.0;
  for (const auto& [level, values] : levels) within += squares(values);
  return 1.0 - within / all;
}

// Squared correlation of the means with the ranks of their values.
double by_rank(std::vector<std::pair<double, double>> pairs, double all) {
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<double> means;
  for (const auto& [value, of_point] : pairs) means.push_back(of_point);
  const double middle = compare::mean(means);
  double product = 0.0;
  std::vector<double> ranks;
  for (std::size_t k = 0; k < means.size(); ++k) ranks.push_back(static_cast<double>(k));
  const double middle_rank = compare::mean(ranks);
  for (std::size_t k = 0; k < means.size(); ++k) {
    product += (ranks[k] - middle_rank) * (means[k] - middle);
  }
  return product * product / (squares(ranks) * all);
}

}  // namespace

double explained_share(const SweepData& sweep, std::size_t parameter,
                       const std::vector<compare::Estimate>& of_points) {
  std::map<std::string, std::vector<double>> levels;
  std::vector<std::pair<double, double>> pairs;
  std::vector<double> means;
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    if (of_points[p].count == 0) continue;
    const std::string& text = sweep.points[p].values[parameter];
    levels[text].push_back(of_points[p].mean);
    means.push_back(of_points[p].mean);
    if (const auto value = parse_number(text)) pairs.emplace_back(*value, of_points[p].mean);
  }
  const double all = squares(means);
  if (levels.size() < 2 || !(all > 0.0)) return 0.0;
  if (levels.size() * 2 <= means.size()) return between(levels, all);
  return pairs.size() == means.size() && pairs.size() > 2 ? by_rank(pairs, all) : 0.0;
}

std::vector<Answer> answers_of(const SweepData& sweep,
                               const std::vector<std::vector<compare::Estimate>>& estimates) {
  std::vector<Answer> answers;
  for (std::size_t k = 0; k < sweep.outcomes.size(); ++k) {
    Answer answer{k,
                  0,
                  0.0,
                  std::numeric_limits<double>::infinity(),
                  -std::numeric_limits<double>::infinity(),
                  0.0};
    std::vector<double> widths;
    for (const compare::Estimate& e : estimates[k]) {
      if (e.count == 0) continue;
      answer.low = std::min(answer.low, e.mean);
      answer.high = std::max(answer.high, e.mean);
      widths.push_back(e.interval ? e.interval->high - e.interval->low : 0.0);
    }
    if (!(answer.high > answer.low)) continue;
    const double width = compare::mean(widths);
    answer.clarity = width > 0.0 ? (answer.high - answer.low) / width : 0.0;
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
      const double share = explained_share(sweep, p, estimates[k]);
      if (share > answer.explained) {
        answer.explained = share;
        answer.parameter = p;
      }
    }
    answers.push_back(answer);
  }
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.clarity > b.clarity; });
  return answers;
}

}  // namespace poach::report
