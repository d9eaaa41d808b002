#pragma once
// How the program ends: exit code and last words.

#include <functional>

namespace poach::app {

inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_interrupted = 130;

/// Carries out the program and returns its exit code; exceptions become messages. Incomplete output
/// (a closed pipe, a full disk) is a failure too.
[[nodiscard]] int ending_of(const std::function<int()>& program);

}  // namespace poach::app
