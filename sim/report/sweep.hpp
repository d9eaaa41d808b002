#pragma once
// The parts of a sweep's page about its outcomes and parameters.

#include <string>
#include <vector>

#include "report/page.hpp"
#include "report/sweep_answers.hpp"

namespace poach::report {

/// Estimates by outcome, then point.
using Estimates = std::vector<std::vector<compare::Estimate>>;
[[nodiscard]] Estimates estimates_of(const SweepData& sweep);

/// A value in the unit of its outcome.
[[nodiscard]] std::string print_outcome(const std::string& unit, double value);
/// The clearest answers.
[[nodiscard]] std::vector<Card> answer_cards(const SweepData& sweep,
                                             const std::vector<Answer>& answers);
/// Every outcome by every parameter.
[[nodiscard]] Figure response_figure(const SweepData& sweep, const Estimates& estimates,
                                     const std::vector<Answer>& answers);

}  // namespace poach::report
