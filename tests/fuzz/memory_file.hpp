#pragma once
// A file in memory with a name, for readers that take a path.

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace poach::fuzz {

/// One file that is rewritten for every input.
class MemoryFile {
 public:
  MemoryFile() : number_(::memfd_create("input", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(number_); }

  [[nodiscard]] std::filesystem::path holding(std::string_view bytes) {
    if (::ftruncate(number_, 0) != 0) std::abort();
    const ssize_t written = ::pwrite(number_, bytes.data(), bytes.size(), 0);
    if (written != static_cast<ssize_t>(bytes.size())) std::abort();
    return "/proc/self/fd/" + std::to_string(number_);
  }

 private:
  int number_;
};

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace poach::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
