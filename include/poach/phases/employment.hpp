#pragma once
// Changes of a researcher's own row: leaving a job, starting one, being replaced by an entrant.

#include "poach/world/ledger.hpp"

namespace poach {
struct World;

/// Ends the present job. The researcher's row shows nobody's employee from now on.
void leave_employer(World& world, ResearcherId researcher);
/// Starts the job of a move whose time has come.
void start_job(World& world, const Move& move);
/// A new person takes the slot: unemployed, without ties or past.
void enter_market(World& world, ResearcherId slot);

}  // namespace poach
