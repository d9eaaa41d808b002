#pragma once
// The companies with rows of their own, in tables with a row per company.

#include <vector>

#include "record/recorded_tick.hpp"

namespace poach {

/// Every company or, where the record asks for the largest, those with the most staff in this tick
/// (of equals the first in order). In the order of companies; the tick has company aggregates.
[[nodiscard]] std::vector<CompanyId> companies_shown(const RecordedTick& tick);

}  // namespace poach
