#pragma once

#include "base/id.hpp"

namespace poach {
struct Market;
struct Tick;
struct TickLog;

/// Gives someone equity that vests over the time that the employer's policy says, USD, and enters
/// the grant.
void give_grant(Market& market, TickLog& tick_log, ResearcherId researcher, CompanyId employer,
                double amount);

/// Grants of unvested equity to those most at risk, out of each company's budget.
void grant_retention(Market& market, Tick& tick);

}  // namespace poach
