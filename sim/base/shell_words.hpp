#pragma once
// Text that a shell reads as words: the only place that quotes for one. Whatever is printed or
// recorded as a command can be pasted into a shell and runs.

#include <string>
#include <string_view>
#include <vector>

namespace poach {

/// `text` in single quotes: one word of a shell, with nothing in it that the shell replaces.
[[nodiscard]] std::string single_quoted(std::string_view text);

/// `text` as one word of any POSIX shell, as it is where nothing in it means something to a shell.
/// Bytes that a terminal or a JSON file would not pass on (control characters but line feeds, what
/// is not UTF-8) are written as "$(printf '\033')". No word can hold NUL.
[[nodiscard]] std::string shell_word(std::string_view text);

/// The name of a file or directory as a word that no program takes for an option: -x is ./-x.
[[nodiscard]] std::string shell_path(std::string_view path);

/// The words as a command line.
[[nodiscard]] std::string shell_command(const std::vector<std::string>& words);

}  // namespace poach
