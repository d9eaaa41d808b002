#pragma once
// The only way in which text leaves the program for a terminal: .ci/check_layers allows no other
// call that prints.

#include <cstdio>
#include <string_view>

namespace poach {

/// Prints text whose control, direction-changing and invisible characters are shown as \x1b; line
/// feeds and tabs stay. Names, titles and messages may come from anybody's file, and a terminal
/// obeys what it is sent, also by `cat` of what was redirected. A closed pipe is no error here: a
/// run continues without its reader.
void print_text(std::FILE* stream, std::string_view text);

/// Sends the program's own control sequences, as a progress bar does, and sends them at once.
void control_terminal(std::FILE* stream, std::string_view sequence);

}  // namespace poach
