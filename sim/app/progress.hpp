#pragma once
// Progress of a run on stderr: a bar on a terminal, a line per 10 % elsewhere.

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace poach::app {

enum class ProgressStyle { silent, bar, lines };

/// `automatic` becomes a bar on a terminal and lines elsewhere.
[[nodiscard]] ProgressStyle choose_progress(const std::string& wanted, bool quiet);

class Progress {
 public:
  Progress(ProgressStyle style, std::string what);
  ~Progress();
  /// May be called by several threads at once.
  void report(std::uint64_t done, std::uint64_t total);

 private:
  void draw_bar(double share, double seconds);

  ProgressStyle style_;
  std::string what_;
  std::mutex guard_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point drawn_;
  int tenths_ = 0;
  bool shown_ = false;
};

/// Whether colour may be used on stderr (a terminal, and NO_COLOR is not set).
[[nodiscard]] bool colour_wanted();

}  // namespace poach::app
