#include "program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace poach::support {
namespace {

namespace files = std::filesystem;

pid_t start(const std::string& program, const Words& words, const files::path& directory) {
  const std::string out = (directory / "out").string();
  const std::string err = (directory / "err").string();
  std::vector<std::string> texts = {program};
  texts.insert(texts.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error("cannot fork");
  if (process > 0) return process;
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

Outcome finish(pid_t process, const files::path& directory) {
  int status = 0;
  ::waitpid(process, &status, 0);
  Outcome outcome;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.out = content(directory / "out");
  outcome.err = content(directory / "err");
  return outcome;
}

}  // namespace

Outcome run_process(const std::string& program, const Words& words) {
  const TemporaryDirectory directory;
  return finish(start(program, words, directory.path()), directory.path());
}

Outcome run_poach(const Words& words) { return run_process(program_file(), words); }

RunningPoach::RunningPoach(const Words& words)
    : process_(start(program_file(), words, directory_.path())) {}

RunningPoach::~RunningPoach() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void RunningPoach::send(int signal) const { ::kill(process_, signal); }

Outcome RunningPoach::wait() {
  const Outcome outcome = finish(process_, directory_.path());
  process_ = 0;
  return outcome;
}

bool appears(const files::path& file) {
  for (int k = 0; k < 1000; ++k) {
    if (files::exists(file)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace poach::support
