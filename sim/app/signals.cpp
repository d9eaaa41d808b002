#include "app/signals.hpp"

#include <csignal>

namespace poach::app {
namespace {

std::atomic<bool> stop_requested = false;
std::atomic<bool> stop_is_urgent = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

// A second Ctrl-C ends the program at once, which a run directory survives.
void request_stop(int signal) {
  if (signal == SIGINT && stop_is_urgent) {
    std::signal(SIGINT, SIG_DFL);
    std::raise(SIGINT);
  }
  if (signal != SIGUSR1) stop_is_urgent = true;
  stop_requested = true;
}

void take_no_notice(int) {}

}  // namespace

std::atomic<bool>& stop_signal() { return stop_requested; }

bool must_stop_now() { return stop_is_urgent.load(); }

void listen_for_signals() {
  std::signal(SIGINT, request_stop);
  std::signal(SIGTERM, request_stop);
  std::signal(SIGUSR1, request_stop);
  // nohup ignores it, so that the program outlives its terminal.
  if (std::signal(SIGHUP, request_stop) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

void turn_write_signals_into_errors() {
  // Not SIG_IGN, which the programs started from here would inherit.
  std::signal(SIGPIPE, take_no_notice);
  std::signal(SIGXFSZ, take_no_notice);
}

}  // namespace poach::app
