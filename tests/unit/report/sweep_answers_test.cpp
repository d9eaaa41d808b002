#include "report/sweep_answers.hpp"

#include "support/catch.hpp"

using namespace poach;
using namespace poach::report;

namespace {

// Two parameters on a grid; the first outcome is ten times the first plus the second, the second
// outcome is always 5.
SweepData grid() {
  SweepData sweep;
  sweep.parameters = {"a", "b"};
  sweep.outcomes = {{"flat", "people", ""}, {"steep", "people", ""}};
  for (int a = 0; a < 3; ++a) {
    for (int b = 0; b < 3; ++b) {
      SweepPoint point;
      point.point = a * 3 + b;
      point.values = {std::to_string(a), std::to_string(b)};
      point.runs = {"x", "y"};
      point.replicates = {0, 1};
      point.outcomes = {{5.0, 5.0}, {10.0 * a + b - 0.1, 10.0 * a + b + 0.1}};
      sweep.points.push_back(point);
    }
  }
  return sweep;
}

std::vector<std::vector<compare::Estimate>> means_of(const SweepData& sweep) {
  std::vector<std::vector<compare::Estimate>> estimates(sweep.outcomes.size());
  for (std::size_t k = 0; k < estimates.size(); ++k) {
    for (const SweepPoint& point : sweep.points) {
      estimates[k].push_back(compare::estimate(point.outcomes[k]));
    }
  }
  return estimates;
}

}  // namespace

TEST_CASE("The variance of a grid is divided between its parameters", "[report][sweep]") {
  const SweepData sweep = grid();
  const auto estimates = means_of(sweep);
  CHECK(explained_share(sweep, 0, estimates[1]) == Approx(100.0 / 101.0));
  CHECK(explained_share(sweep, 1, estimates[1]) == Approx(1.0 / 101.0));
  CHECK(explained_share(sweep, 0, estimates[0]) == 0.0);
  const auto answers = answers_of(sweep, estimates);
  REQUIRE(answers.size() == 1);  // what does not differ answers nothing
  CHECK(answers[0].outcome == 1);
  CHECK(answers[0].parameter == 0);
  CHECK(answers[0].low == Approx(0.0).margin(1e-12));
  CHECK(answers[0].high == Approx(22.0));
}

TEST_CASE("Without repeated values, ranks explain", "[report][sweep]") {
  SweepData sweep = grid();
  for (std::size_t p = 0; p < sweep.points.size(); ++p) {
    sweep.points[p].values = {std::to_string(p * p), "word" + std::to_string(p)};
    sweep.points[p].outcomes[1] = {3.0 * static_cast<double>(p), 3.0 * static_cast<double>(p)};
  }
  const auto estimates = means_of(sweep);
  CHECK(explained_share(sweep, 0, estimates[1]) == Approx(1.0));
  CHECK(explained_share(sweep, 1, estimates[1]) == 0.0);  // words have no order
}
