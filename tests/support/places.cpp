#include "support/places.hpp"

namespace poach::support {

std::string source_file(const std::string& path) {
  return std::string(POACH_SOURCE_DIR) + "/" + path;
}

std::string program_file() { return POACH_PROGRAM; }

std::string failing_disk_library() { return POACH_FAILING_DISK; }

}  // namespace poach::support
