#include "sweep/engines/slurm_commands.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

extern char** environ;

namespace poach::sweep {
namespace {

constexpr std::size_t largest_answer = std::size_t{64} << 20;

// Slurm itself runs on Linux alone.
int open_memory() {
#ifdef __linux__
  return ::memfd_create("poach", MFD_CLOEXEC);
#else
  return -1;
#endif
}

/// A file without a place in any folder, for commands to read and write: folders for temporary
/// files may be missing or full.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text = {}) : number_(open_memory()) {
    while (number_ >= 0 && !text.empty()) {
      const ssize_t count = ::write(number_, text.data(), text.size());
      if (count <= 0) break;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (number_ >= 0) ::lseek(number_, 0, SEEK_SET);
  }
  ~MemoryFile() {
    if (number_ >= 0) ::close(number_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] std::string text() const {
    std::string text;
    std::array<char, 4096> block;
    while (text.size() < largest_answer) {
      const ssize_t count =
          ::pread(number_, block.data(), block.size(), static_cast<off_t>(text.size()));
      if (count <= 0) break;
      text.append(block.data(), static_cast<std::size_t>(count));
    }
    return text;
  }

 private:
  int number_ = -1;
};

/// How a command is started: its standard descriptors, and the signals that this program ignores.
class Start {
 public:
  Start(const MemoryFile& input, const MemoryFile& output, const MemoryFile& messages) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_adddup2(&files_, input.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files_, output.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files_, messages.number(), STDERR_FILENO);
    ::posix_spawnattr_init(&attributes_);
    sigset_t usual;
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    ::sigaddset(&usual, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes_, &usual);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;
  ~Start() {
    ::posix_spawn_file_actions_destroy(&files_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  /// Runs the program and waits for it. The exit code as a shell gives it.
  [[nodiscard]] int run(std::vector<std::string>& words) const {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int error =
        ::posix_spawnp(&process, arguments[0], &files_, &attributes_, arguments.data(), environ);
    if (error != 0) return error == ENOENT ? 127 : 126;
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
      if (errno != EINTR) return 128;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

Answer ask(std::vector<std::string> words, std::string_view input) {
  const MemoryFile in(input);
  const MemoryFile out;
  const MemoryFile messages;
  Answer answer;
  if (!in.is_open() || !out.is_open() || !messages.is_open()) return answer;
  answer.code = Start(in, out, messages).run(words);
  answer.text = out.text();
  answer.error = messages.text();
  return answer;
}

bool has_command(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view left = path == nullptr ? "/usr/bin:/bin" : path;
  while (!left.empty()) {
    const std::string folder(left.substr(0, left.find(':')));
    left.remove_prefix(std::min(folder.size() + 1, left.size()));
    if (!folder.empty() && ::access((folder + "/" + name).c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

bool is_job_number(std::string_view text) {
  constexpr std::size_t longest = 40;
  return !text.empty() && text.size() <= longest && text.front() != '_' && text.back() != '_' &&
         text.find_first_not_of("0123456789_") == text.npos;
}

}  // namespace poach::sweep
