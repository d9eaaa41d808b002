#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/print.hpp"
#include "base/safe_name.hpp"

namespace poach::app {
namespace {

using std::chrono::steady_clock;

std::string time_left(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

}  // namespace

bool colour_wanted() { return isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr; }

ProgressStyle choose_progress(const std::string& wanted, bool quiet) {
  if (quiet || wanted == "never") return ProgressStyle::silent;
  if (wanted == "always") return ProgressStyle::bar;
  return isatty(STDERR_FILENO) == 1 ? ProgressStyle::bar : ProgressStyle::lines;
}

Progress::Progress(ProgressStyle style, std::string what)
    : style_(style), what_(std::move(what)), started_(steady_clock::now()), drawn_(started_) {}

Progress::~Progress() {
  if (shown_ && style_ == ProgressStyle::bar) control_terminal(stderr, "\r\033[K");
}

void Progress::report(std::uint64_t done, std::uint64_t total) {
  if (style_ == ProgressStyle::silent || total == 0) return;
  const std::lock_guard lock(guard_);
  const auto now = steady_clock::now();
  const double seconds = std::chrono::duration<double>(now - started_).count();
  const double share = static_cast<double>(done) / static_cast<double>(total);
  if (style_ == ProgressStyle::lines) {
    const int tenths = static_cast<int>(share * 10.0);
    if (tenths <= tenths_) return;
    tenths_ = tenths;
    // Short runs end before anyone could read a bar.
    if (seconds < 1.0) return;
    print_err("{}: {} %, about {} left\n", what_, tenths * 10,
              time_left(seconds * (1.0 - share) / share));
    return;
  }
  if (std::chrono::duration<double>(now - drawn_).count() < 0.1) return;
  drawn_ = now;
  draw_bar(share, seconds);
}

void Progress::draw_bar(double share, double seconds) {
  constexpr int width = 30;
  const int full = std::clamp(static_cast<int>(share * width), 0, width);
  const char* bright = colour_wanted() ? "\033[36m" : "";
  const char* plain = colour_wanted() ? "\033[0m" : "";
  control_terminal(
      stderr, fmt::format("\r\033[K{} {}{}{}{} {:3.0f} %  {} left", made_visible(what_), bright,
                          std::string(static_cast<std::size_t>(full), '#'), plain,
                          std::string(static_cast<std::size_t>(width - full), '-'), share * 100.0,
                          time_left(seconds * (1.0 - share) / share)));
  shown_ = true;
}

}  // namespace poach::app
