// A race on purpose: ThreadSanitizer must see it, or its silence about the other tests means
// nothing. Built and run by .ci/sanitizers only.

#include <cstdio>

#include "base/parallel.hpp"

int main() {
  const poach::Workers workers(4);
  int heads = 0;
  // Counting heads without atomics, as planning does with them.
  workers.for_each(20'000, [&](std::size_t) { ++heads; });
  std::printf("%d\n", heads);
}
