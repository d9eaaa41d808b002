#include "sweep/engines/slurm_commands.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace poach::sweep {
namespace {

constexpr std::size_t largest_message = std::size_t{1} << 20;

// Inherited by the commands that read and write it. Slurm itself runs on Linux alone.
int open_memory() {
#ifdef __linux__
  return ::memfd_create("poach", 0);
#else
  return -1;
#endif
}

}  // namespace

MemoryFile::MemoryFile(std::string_view text) : number_(open_memory()) {
  if (number_ < 0) return;
  while (!text.empty()) {
    const ssize_t count = ::write(number_, text.data(), text.size());
    if (count <= 0) break;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

MemoryFile::~MemoryFile() {
  if (number_ >= 0) ::close(number_);
}

std::string MemoryFile::path() const {
  return number_ < 0 ? "/dev/null" : fmt::format("/proc/self/fd/{}", number_);
}

std::string MemoryFile::text() const {
  std::string text;
  std::array<char, 4096> block;
  while (number_ >= 0 && text.size() < largest_message) {
    const ssize_t count =
        ::pread(number_, block.data(), block.size(), static_cast<off_t>(text.size()));
    if (count <= 0) break;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  return text;
}

Answer ask(const std::string& command) {
  const MemoryFile messages;
  Answer answer;
  std::FILE* pipe = ::popen(("{ " + command + "; } 2>" + quoted(messages.path())).c_str(), "r");
  if (pipe == nullptr) return answer;
  std::array<char, 4096> block;
  std::size_t count = 0;
  while ((count = std::fread(block.data(), 1, block.size(), pipe)) > 0) {
    answer.text.append(block.data(), count);
  }
  const int status = ::pclose(pipe);
  answer.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  answer.error = messages.text();
  return answer;
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace poach::sweep
