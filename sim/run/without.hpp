#pragma once
// Shortcuts that the user of a program wants it to do without, to test them and to measure them.

#include "world/shortcut_set.hpp"

namespace poach {

/// The shortcuts named by the environment variable POACH_WITHOUT, separated by commas; it is read
/// once. Throws InputError, with all names there are, when it names no shortcut.
[[nodiscard]] ShortcutSet shortcuts_to_do_without();

}  // namespace poach
