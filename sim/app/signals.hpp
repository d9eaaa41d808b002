#pragma once
// Requests by a user or a queue to stop the program at the next safe point.

#include <atomic>

namespace poach::app {

/// True once SIGINT, SIGTERM, SIGHUP or SIGUSR1 came, after listen_for_signals().
[[nodiscard]] std::atomic<bool>& stop_signal();
/// True once SIGINT, SIGTERM or SIGHUP came; SIGUSR1 alone is a warning that time runs out.
[[nodiscard]] bool must_stop_now();
/// A hang-up that was ignored before, as under nohup, stays ignored.
void listen_for_signals();

/// Writing to a closed pipe or beyond the file size limit fails, with a message, instead of ending
/// the program at once.
void turn_write_signals_into_errors();

}  // namespace poach::app
