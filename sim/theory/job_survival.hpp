#pragma once
// Jobs that turn out to be bad.

namespace poach::theory {

/// The share of jobs that last longer than `years` where a share pi of them is bad, which shows at
/// the constant hazard phi a year, and people leave as soon as it does: 1 - pi (1 - exp(-phi t)).
/// The special case of Jovanovic (1979), Journal of Political Economy 87(5), in which one signal
/// tells all.
[[nodiscard]] double job_survival(double bad_share, double hazard, double years);

}  // namespace poach::theory
