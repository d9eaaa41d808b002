#pragma once
// The outcomes of a sweep that respond most, and to which parameters.

#include <cstddef>
#include <vector>

#include "report/sweep_outcomes.hpp"

namespace poach::report {

/// The response of an outcome to the parameter that explains most of it.
struct Answer {
  std::size_t outcome = 0;
  std::size_t parameter = 0;
  double explained = 0.0;  ///< share of the variance of the points' means
  double low = 0.0;        ///< lowest mean of a point
  double high = 0.0;       ///< highest
  double clarity = 0.0;    ///< high less low, in mean widths of the points' intervals
};

/// Share of the variance of the points' means that a parameter explains: by its levels where there
/// are at most half as many levels as points; otherwise the squared correlation with the rank of
/// its values. 0 where it cannot be computed.
[[nodiscard]] double explained_share(const SweepData& sweep, std::size_t parameter,
                                     const std::vector<compare::Estimate>& of_points);

/// An answer for each outcome that differs between points, the clearest first.
/// `estimates`: by outcome, then point.
[[nodiscard]] std::vector<Answer> answers_of(
    const SweepData& sweep, const std::vector<std::vector<compare::Estimate>>& estimates);

}  // namespace poach::report
