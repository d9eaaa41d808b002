#pragma once
// Named teams and founders, who are appointed from the staff at tick 0.

#include "world/market.hpp"

namespace poach {

/// Appoints the members of teams, who get their skill multiples and bonds to the employer, and the
/// founders. First come those who have been with the company since the market was built, in their
/// order, then others. Throws InputError when a company has too few people for its teams.
void appoint_members(Market& market);

/// The same at the end of a burn-in, with the ties of team-mates. Does nothing without a burn-in,
/// when the market was built with them.
void appoint_after_burn_in(Market& market);

}  // namespace poach
