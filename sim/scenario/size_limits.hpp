#pragma once
// Limits on the size of a market, and its memory.

#include <functional>
#include <string>

#include "config/path.hpp"
#include "scenario/scenario.hpp"

namespace poach {

/// Receives each problem: the path of a parameter, the problem, and a suggestion.
using ReportAt = std::function<void(const config::Path&, std::string, std::string)>;

/// Reports random meetings so frequent that their number in a tick cannot be drawn.
void check_meeting_rates(const MarketSpec& market, const ClockSpec& clock, const ReportAt& report);

/// Reports counts beyond what ids can number, and empty markets.
void check_size_limits(const Scenario& scenario, const ReportAt& report);

/// A lower bound of the memory in bytes that a run of the scenario takes: the columns and ties of
/// its people, and the columns of its companies.
[[nodiscard]] double least_memory(const Scenario& scenario);

/// `12 GB`, `0.3 GB`.
[[nodiscard]] std::string gigabytes(double bytes);

}  // namespace poach
