#pragma once
// The only way in which the library opens a file that somebody else may have put there: opening
// never waits, as it does at a pipe that nobody writes to, and what is opened has an end.

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/descriptor.hpp"

namespace poach {

/// A regular file opened for reading; links are followed. Folders, devices and pipes are refused.
class RegularFile {
 public:
  explicit RegularFile(const std::filesystem::path& path);

  [[nodiscard]] bool is_open() const { return reason_.empty(); }
  /// Why it is not open, for a message; empty when it is.
  [[nodiscard]] const std::string& reason() const { return reason_; }
  /// Whether the machine is at fault and not the file: a disk error, or no descriptors left.
  [[nodiscard]] bool is_fault_of_machine() const;
  /// Its size when it was opened.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] int number() const { return descriptor_.number(); }
  /// The number of bytes read, or minus the error.
  ssize_t read(char* buffer, std::size_t size) { return descriptor_.read(buffer, size); }
  /// Hands the descriptor over; whoever takes it closes it.
  [[nodiscard]] int release() { return descriptor_.release(); }

 private:
  Descriptor descriptor_;
  std::string reason_;
  std::uint64_t bytes_ = 0;
};

}  // namespace poach
