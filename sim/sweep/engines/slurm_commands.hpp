#pragma once
// Slurm is asked through its commands: the library would tie the program to one version of it.

#include <string>
#include <string_view>

namespace poach::sweep {

struct Answer {
  int code = -1;      ///< exit code; 127 when there is no such program
  std::string text;   ///< stdout
  std::string error;  ///< stderr
};

/// A file without a place in any folder, for commands to read and write: folders for temporary
/// files may be missing or full.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text = {});
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  /// The name by which a command started from here opens it.
  [[nodiscard]] std::string path() const;
  /// What it holds, at most a megabyte.
  [[nodiscard]] std::string text() const;

 private:
  int number_ = -1;
};

/// Runs a command line of the shell and waits for its end.
[[nodiscard]] Answer ask(const std::string& command);
/// In single quotes for the shell.
[[nodiscard]] std::string quoted(const std::string& text);
[[nodiscard]] std::string first_line(std::string_view text);

}  // namespace poach::sweep
