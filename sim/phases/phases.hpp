#pragma once
// The phases, one function each. Each reads the state at its start and writes only its own part.

namespace poach {
struct Services;
struct World;

/// The parameters of this tick, from the base values and the events so far.
void shocks(World& world, const Services& services);
/// Quits, job losses and exits, for scenarios that place them before search.
void separation(World& world, const Services& services);
/// Each company's head count, open seats, free money and valuation.
void planning(World& world, const Services& services);
/// Who is approached: chance meetings, recruiters, news, and approaches passed on.
void search(World& world, const Services& services);
/// The approached researchers are bid for, and their employers counter.
void bidding(World& world, const Services& services);
/// Researchers accept, stay with a raise, or decline; moves are carried out.
void decisions(World& world, const Services& services);
/// What departures do to the attachment of colleagues and to morale.
void contagion(World& world, const Services& services);
/// Separation for scenarios that place it after the tick's hires.
void late_separation(World& world, const Services& services);
/// Pay, vesting, output, research leadership, and how companies react.
void production(World& world, const Services& services);
/// Rows are written.
void record(World& world, const Services& services);

}  // namespace poach
