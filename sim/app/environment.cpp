#include "app/environment.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

namespace poach::app {

void open_standard_descriptors() {
  for (int opened = 0; opened <= STDERR_FILENO;) {
    opened = ::open("/dev/null", O_RDWR);
    if (opened < 0) std::abort();  // there is no descriptor left for a message
    if (opened > STDERR_FILENO) ::close(opened);
  }
}

}  // namespace poach::app
