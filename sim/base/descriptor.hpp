#pragma once
// System calls on one open file.

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <utility>

namespace poach {

/// An open file, closed at the end of its life. System calls cut short by a signal are repeated.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) {
    do {
      number_ = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
    } while (number_ < 0 && errno == EINTR);
    if (number_ < 0) open_error_ = errno;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  /// Leaves the file open for another owner.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int open_error() const { return open_error_; }

  /// Returns 0 or the error.
  int write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno != EINTR) return errno;
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
  }
  /// Lets the disk begin with the written bytes, so that a later sync() waits less. A hint only.
  void begin_sync() {
#if defined(__linux__) && defined(SYNC_FILE_RANGE_WRITE)
    ::sync_file_range(number_, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
  }
  int sync() {
    int result = 0;
    do {
      result = ::fsync(number_);
    } while (result < 0 && errno == EINTR);
    return result < 0 ? errno : 0;
  }
  /// Keeps other processes from locking the file for as long as it is open: 0, EWOULDBLOCK when
  /// another has it, or the error of a file system without locks.
  int lock() { return ::flock(number_, LOCK_EX | LOCK_NB) == 0 ? 0 : errno; }
  /// The number of bytes read, or minus the error.
  ssize_t read(char* buffer, std::size_t size) {
    ssize_t count = 0;
    do {
      count = ::read(number_, buffer, size);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
  }
  /// Linux releases the descriptor even when close() is interrupted, so it is never repeated.
  int close() {
    if (!is_open()) return 0;
    return ::close(std::exchange(number_, -1)) < 0 && errno != EINTR ? errno : 0;
  }

 private:
  int number_ = -1;
  int open_error_ = 0;
};

}  // namespace poach
