#pragma once
// The program as a process: what it prints where, and how it ends.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/places.hpp"
#include "support/temporary_directory.hpp"

namespace poach::support {

struct Outcome {
  int code = -1;    ///< exit code; 128 + signal when a signal ended it
  std::string out;  ///< stdout
  std::string err;  ///< stderr
};

using Words = std::vector<std::string>;

/// Runs `program` with arguments and an empty stdin, and waits for its end.
[[nodiscard]] Outcome run_process(const std::string& program, const Words& words);
/// Runs poach.
[[nodiscard]] Outcome run_poach(const Words& words);

/// A poach that is still running.
class RunningPoach {
 public:
  explicit RunningPoach(const Words& words);
  /// Ends it if it is still there.
  ~RunningPoach();
  RunningPoach(const RunningPoach&) = delete;
  RunningPoach& operator=(const RunningPoach&) = delete;

  void send(int signal) const;
  [[nodiscard]] Outcome wait();

 private:
  TemporaryDirectory directory_;
  pid_t process_;
};

/// Whether a file appears within ten seconds.
[[nodiscard]] bool appears(const std::filesystem::path& file);
[[nodiscard]] inline std::string small() { return source_file("tests/cli/small.yaml"); }
[[nodiscard]] inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace poach::support
