#pragma once
// Messages to people, on stderr.

#include <fmt/format.h>

#include <cstdio>

namespace poach::app {

/// Prints to stderr whether anybody still reads it or not: fmt::print would throw when the reader
/// is gone, and a run goes on without its audience.
template <class... Arguments>
void tell(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  std::fputs(fmt::format(text, std::forward<Arguments>(arguments)...).c_str(), stderr);
}

}  // namespace poach::app
