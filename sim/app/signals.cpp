#include "poach/app/signals.hpp"

#include <csignal>

namespace poach::app {
namespace {

std::atomic<bool> stop_requested = false;
std::atomic<bool> stop_is_urgent = false;
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

void request_stop(int signal) {
  if (signal != SIGUSR1) stop_is_urgent = true;
  stop_requested = true;
}

}  // namespace

std::atomic<bool>& stop_signal() { return stop_requested; }

bool must_stop_now() { return stop_is_urgent.load(); }

void listen_for_signals() {
  std::signal(SIGINT, request_stop);
  std::signal(SIGTERM, request_stop);
  std::signal(SIGUSR1, request_stop);
}

}  // namespace poach::app
