#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "check/check.hpp"
#include "compare/text_table.hpp"

namespace poach::check {
namespace {

constexpr double largest_z = 4.0;
constexpr double equal_within = 1e-12;

std::string_view word_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::sum:
      return "sum";
    case Statistic::mean:
      return "mean";
    case Statistic::last:
      return "last";
    case Statistic::growth:
      return "growth";
    case Statistic::median:
      return "median";
    case Statistic::minimum:
      return "minimum";
    case Statistic::maximum:
      return "maximum";
    case Statistic::count:
      return "count";
    case Statistic::ratio:
      return "ratio";
    case Statistic::rank_slope:
      break;
  }
  return "rank slope";
}

// The expected range as numbers and as text.
void describe_expected(const ExpectationSpec& e, CheckRow& row) {
  if (e.value) {
    const double around = e.tolerance.value_or(0.0);
    row.expected_low = *e.value - around;
    row.expected_high = *e.value + around;
    row.expected = compare::short_number(*e.value);
    if (e.tolerance) row.expected += fmt::format(" within {}", compare::short_number(around));
  } else if (!e.less_than.empty()) {
    row.expected_high = 0.0;
    row.expected = "below " + e.less_than;
  } else {
    row.expected_low = e.at_least;
    row.expected_high = e.at_most;
    if (!e.at_least && !e.at_most) row.expected = e.oracle;  // not asked
    if (!row.expected.empty()) return;
    const std::string low = e.at_least ? compare::short_number(*e.at_least) : "";
    const std::string high = e.at_most ? compare::short_number(*e.at_most) : "";
    if (e.at_least && e.at_most) {
      row.expected = low + " to " + high;
    } else {
      row.expected = e.at_least ? "at least " + low : "at most " + high;
    }
  }
}

bool is_equal(double simulated, double expected) {
  return std::abs(simulated - expected) <= equal_within * std::abs(expected);
}

bool is_met(const ExpectationSpec& e, const compare::Estimate& estimate) {
  if (estimate.count == 0) return false;
  if (e.value && e.tolerance) return std::abs(estimate.mean - *e.value) <= *e.tolerance;
  if (e.value) {
    const auto z = compare::z_score(estimate, *e.value);
    return z ? std::abs(*z) < largest_z : is_equal(estimate.mean, *e.value);
  }
  if (!e.less_than.empty()) {
    return estimate.interval ? estimate.interval->high < 0.0 : estimate.mean < 0.0;
  }
  return (!e.at_least || estimate.mean >= *e.at_least) &&
         (!e.at_most || estimate.mean <= *e.at_most);
}

std::string remark_on(const ExpectationSpec& e, const CheckRow& row, std::size_t without_value) {
  std::string remark;
  const auto add = [&](const std::string& text) { remark += (remark.empty() ? "" : "; ") + text; };
  if (without_value > 0) {
    add(fmt::format("{} of {} replicates have no value", without_value,
                    without_value + row.replicates));
  }
  if (!e.known_miss.empty()) {
    add(row.verdict == Verdict::met ? "no longer a known miss: remove known_miss"
                                    : "known: " + e.known_miss);
  }
  return remark;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::known_miss:
      return "known miss";
    case Verdict::missed:
      break;
  }
  return "missed";
}

std::vector<Observation> differences(std::span<const Observation> a,
                                     std::span<const Observation> b) {
  std::vector<Observation> result(std::min(a.size(), b.size()));
  for (std::size_t k = 0; k < result.size(); ++k) {
    result[k].rows = a[k].rows + b[k].rows;
    if (a[k].value && b[k].value) result[k].value = *a[k].value - *b[k].value;
  }
  return result;
}

CheckRow judge(const ExpectationSpec& e, std::span<const Observation> observations) {
  std::vector<double> values;
  for (const Observation& observation : observations) {
    if (observation.value) values.push_back(*observation.value);
  }
  const compare::Estimate found = compare::estimate(values);
  CheckRow row;
  row.name = e.name;
  row.quantity = e.quantity;
  row.statistic = word_of(e.statistic);
  describe_expected(e, row);
  if (found.count > 0) row.simulated = found.mean;
  row.standard_error = found.standard_error;
  if (found.interval) {
    row.interval_low = found.interval->low;
    row.interval_high = found.interval->high;
  }
  if (e.value) row.z = compare::z_score(found, *e.value);
  if (!e.less_than.empty()) row.z = compare::z_score(found, 0.0);
  row.replicates = found.count;
  row.verdict = is_met(e, found)       ? Verdict::met
                : e.known_miss.empty() ? Verdict::missed
                                       : Verdict::known_miss;
  row.verdict_text = to_string(row.verdict);
  row.oracle = e.oracle;
  row.source = e.source;
  row.known_miss = e.known_miss;
  row.remark = remark_on(e, row, observations.size() - values.size());
  return row;
}

}  // namespace poach::check
