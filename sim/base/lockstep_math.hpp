#pragma once
// Elementary functions of many numbers at a time. Each number's result has the same bits as that of
// the function of one number (math.hpp); vectors only avoid waiting for one step after the other.

#include <span>

#include "base/screen.hpp"

namespace poach {

/// Numbers that the widest vectors hold: whole multiples cost least.
inline constexpr std::size_t widest_vector = 8;

/// Writes log(x[k]) to `logs[k]`. Spans of one length that share no memory.
void log_of_each(std::span<const double> x, std::span<double> logs);
/// Writes logistic(x[k]) to `shares[k]`. Spans of one length that share no memory.
void logistic_of_each(std::span<const double> x, std::span<double> shares);

/// The same with an instruction set that must run here; for tests and benchmarks.
void log_of_each_with(VectorWidth width, std::span<const double> x, std::span<double> logs);
void logistic_of_each_with(VectorWidth width, std::span<const double> x, std::span<double> shares);

}  // namespace poach
