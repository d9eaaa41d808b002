#pragma once
// The one list of shortcuts: quicker ways to the same state and the same rows, where a market
// allows them. Without any of them the model is whole; see docs/architecture.md.

#include <span>
#include <string_view>

#include "world/shortcut_set.hpp"

namespace poach {
struct Market;
struct Tick;

struct ShortcutRow {
  Shortcut shortcut;
  std::string_view name;
  /// Whether it may be taken in this tick. Asked in the order of the rows: a row sees in
  /// `tick.shortcuts` which of the rows above are taken.
  bool (*applies)(const Market& market, const Tick& tick);
};

/// Every shortcut, in the order of Shortcut.
[[nodiscard]] std::span<const ShortcutRow> shortcuts();

/// Chooses the shortcuts of this tick, once, when companies have planned: all that apply, but for
/// those in `tick.wants.without`; and works out what they need.
void choose_shortcuts(const Market& market, Tick& tick);

/// The shortcuts of a list of names separated by commas; an empty list has none. Throws InputError,
/// with all names there are, for a name of no shortcut.
[[nodiscard]] ShortcutSet shortcuts_named(std::string_view list);

}  // namespace poach
