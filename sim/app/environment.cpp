#include "app/environment.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace poach::app {

void open_standard_descriptors() {
  for (int number = 0; number <= STDERR_FILENO; ++number) {
    if (::fcntl(number, F_GETFD) >= 0) continue;
    // The lowest number that is free is this one. Otherwise there is no descriptor left
    // for a message.
    if (::open("/dev/null", O_RDWR) != number) std::abort();
  }
}

}  // namespace poach::app
