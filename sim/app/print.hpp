#pragma once
// Printing: results on stdout, messages on stderr. Both show control characters instead of sending
// them.

#include <fmt/format.h>

#include <cstdio>
#include <string_view>

#include "base/terminal.hpp"

namespace poach::app {

/// Prints a text to stdout.
inline void print_out(std::string_view text) { print_text(stdout, text); }
/// Prints to stdout.
template <class... Arguments>
void print_out(fmt::format_string<Arguments...> text,
               Arguments&&... arguments) requires(sizeof...(Arguments) > 0) {
  print_text(stdout, fmt::format(text, std::forward<Arguments>(arguments)...));
}

/// Prints to stderr.
template <class... Arguments>
void print_err(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
  print_text(stderr, fmt::format(text, std::forward<Arguments>(arguments)...));
}

}  // namespace poach::app
