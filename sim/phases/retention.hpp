#pragma once

#include "base/id.hpp"

namespace poach {
struct World;

/// Gives someone equity that vests over the time that the employer's policy says, USD, and enters
/// the grant.
void give_grant(World& world, ResearcherId researcher, CompanyId employer, double amount);

/// Grants of unvested equity to those most at risk, out of each company's budget.
void grant_retention(World& world);

}  // namespace poach
