#include "run/without.hpp"

#include <cstdlib>

#include "phases/shortcuts/shortcuts.hpp"

namespace poach {

ShortcutSet shortcuts_to_do_without() {
  static const ShortcutSet named = [] {
    const char* const list = std::getenv("POACH_WITHOUT");
    return list == nullptr ? ShortcutSet() : shortcuts_named(list);
  }();
  return named;
}

}  // namespace poach
