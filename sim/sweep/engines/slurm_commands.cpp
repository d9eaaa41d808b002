#include "sweep/engines/slurm_commands.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"

namespace poach::sweep {
namespace {

constexpr std::size_t largest_message = std::size_t{1} << 20;

/// A file of its own for what a command says on stderr, gone at the end.
class MessageFile {
 public:
  MessageFile() : path_((std::filesystem::temp_directory_path() / "poach-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file >= 0) ::close(file);
    if (file < 0) path_ = "/dev/null";
  }
  ~MessageFile() {
    std::error_code ignored;
    if (path_ != "/dev/null") std::filesystem::remove(path_, ignored);
  }
  MessageFile(const MessageFile&) = delete;
  MessageFile& operator=(const MessageFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string text() const {
    return path_ == "/dev/null" ? std::string{} : read_file(path_, largest_message);
  }

 private:
  std::string path_;
};

}  // namespace

Answer ask(const std::string& command) {
  const MessageFile messages;
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
