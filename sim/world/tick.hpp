#pragma once
// What lives for one tick: what companies know at its start, what happens in it, and what it adds
// up to.

#include "world/accounts.hpp"
#include "world/aggregates.hpp"
#include "world/shortcut_set.hpp"
#include "world/tick_log.hpp"
#include "world/tick_start.hpp"

namespace poach {

/// What the caller wants to know of a tick besides the state that it leaves.
struct TickWants {
  bool details = true;             ///< moves, raises and separations one by one
  bool collaborators = true;       ///< of moves: the collaborators at the destination
  bool aggregates = true;          ///< what the market adds up to
  bool company_aggregates = true;  ///< and what each company adds up to
  bool money = true;               ///< what people receive
  bool accounts = true;            ///< and what each company takes in and spends; these take the
                                   ///< company aggregates and the money
  ShortcutSet without;             ///< shortcuts that are not to be taken
};

struct Tick {
  TickWants wants;
  TickStart start;
  ShortcutSet shortcuts;  ///< taken in this tick; chosen at the end of planning
  TickLog log;
  Aggregates aggregates;  ///< of the last tick that was asked for them
  Accounts accounts;      ///< closed by production, as far as they are wanted
};

}  // namespace poach
