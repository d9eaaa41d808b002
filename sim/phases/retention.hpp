#pragma once

namespace poach {
struct World;

/// Grants of unvested equity to those most at risk, out of each company's budget.
void grant_retention(World& world);

}  // namespace poach
