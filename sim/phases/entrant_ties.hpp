#pragma once
// Ties that end with people who leave the market, and those that entrants form.

#include "world/world.hpp"

namespace poach {
struct Services;

/// Removes the ties of those who left the market in this tick, where ties follow people.
void end_ties(World& world, const Services& services);

/// Entrants who started their first job in this tick bring teams about, mostly of staff of the
/// company: as many as the generator of the network has a person lead (at most three), each as
/// large as a member sees teams. Since a tie ends with either of its people, such teams, larger
/// than those of the generator, replace what exits take away. Entrants who keep apart join one
/// small team.
void form_ties(World& world, const Services& services);

}  // namespace poach
