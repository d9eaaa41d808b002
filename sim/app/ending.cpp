#include "app/ending.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>

#include "app/print.hpp"
#include "app/signals.hpp"
#include "base/error.hpp"

namespace poach::app {
namespace {

int caught(const std::function<int()>& program) {
  try {
    return program();
  } catch (const InputError& error) {
    const std::string text = error.what();
    print_err("{}{}", text, text.ends_with('\n') ? "" : "\n");
    return exit_usage;
  } catch (const Interrupted& stop) {
    print_err("poach: {}\n", stop.what());
    return exit_interrupted;
  } catch (const std::bad_alloc&) {
    print_err("poach: error: out of memory\n");
  } catch (const std::exception& error) {
    // A failure of stdout is reported below.
    if (std::ferror(stdout) == 0) print_err("poach: error: {}\n", error.what());
  }
  return exit_failed;
}

}  // namespace

int ending_of(const std::function<int()>& program) {
  turn_write_signals_into_errors();
  const int code = caught(program);
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  print_err("poach: error: cannot write to the standard output: {}\n",
            errno != 0 ? std::strerror(errno) : "its reader is gone or its disk is full");
  return code == 0 ? exit_failed : code;
}

}  // namespace poach::app
