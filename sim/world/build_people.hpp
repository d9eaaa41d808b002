#pragma once
// Steps of build_world that fill the table of researchers.

#include "world/market.hpp"
#include "world/roster.hpp"

namespace poach {
class Workers;

/// Gives everyone a first employer, by cohort and the kind's size distribution.
void assign_employers(Market& market, const Workers& workers);
/// Draws traits, first pay and tenure, or takes them from the roster.
void assign_traits(Market& market, const Roster* roster, const Workers& workers);

}  // namespace poach
