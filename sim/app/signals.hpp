#pragma once
// The wish of a user or a queue that the program stops at the next good place.

#include <atomic>

namespace poach::app {

/// True once SIGINT, SIGTERM or SIGUSR1 came, after listen_for_signals().
[[nodiscard]] std::atomic<bool>& stop_signal();
/// True once SIGINT or SIGTERM came; SIGUSR1 alone is a warning that time runs out.
[[nodiscard]] bool must_stop_now();
void listen_for_signals();

/// Writing to a closed pipe or beyond the file size limit fails, with a message, instead of ending
/// the program on the spot.
void turn_write_signals_into_errors();

}  // namespace poach::app
