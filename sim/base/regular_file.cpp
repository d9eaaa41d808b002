#include "base/regular_file.hpp"

#include <sys/stat.h>

#include <cstring>

namespace poach {

RegularFile::RegularFile(const std::filesystem::path& path)
    : descriptor_(path, O_RDONLY | O_NONBLOCK | O_NOCTTY) {
  struct stat about {};
  if (!descriptor_.is_open()) {
    reason_ = std::strerror(descriptor_.open_error());
  } else if (::fstat(descriptor_.number(), &about) != 0) {
    reason_ = std::strerror(errno);
  } else if (S_ISDIR(about.st_mode)) {
    reason_ = std::strerror(EISDIR);
  } else if (!S_ISREG(about.st_mode)) {
    reason_ = "it is a device or a pipe, not a file";
  } else {
    bytes_ = static_cast<std::uint64_t>(about.st_size);
    return;
  }
  descriptor_.close();
}

bool RegularFile::is_fault_of_machine() const {
  const int error = descriptor_.open_error();
  return error == EIO || error == ENOMEM || error == ENFILE || error == EMFILE || error == ESTALE;
}

}  // namespace poach
