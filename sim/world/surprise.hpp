#pragma once
// Jobs that disappoint: what a job is like shows only on the job.

#include "world/market.hpp"

namespace poach {

/// Whether the present job of someone has turned out to be a disappointment by now. Jobs that began
/// in the run are one with probability `share`, and it shows at a constant hazard. No state: both
/// draws belong to the person, the company and the tick on which the job began. False without a
/// job.
[[nodiscard]] bool is_disappointed(const Market& market, ResearcherId researcher);

/// By how much that lowers the utility of staying, log pay (USD a year under linear utility).
[[nodiscard]] double disappointment(const Market& market, ResearcherId researcher);

}  // namespace poach
