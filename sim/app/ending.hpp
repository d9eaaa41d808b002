#pragma once
// How the program ends: exit code and last words.

#include <functional>

namespace poach::app {

inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_interrupted = 130;

/// Carries out the program and gives its exit code; what it throws becomes a message. Output that
/// stdout did not take (a closed pipe, a full disk) must not pass for the whole: that fails too.
[[nodiscard]] int ending_of(const std::function<int()>& program);

}  // namespace poach::app
