#pragma once
// What the staff of each company adds up to.

#include "world/world.hpp"

namespace poach {

/// The sums of every company, exact. In markets of moderate size only who changed since the last
/// time is taken out and put in anew.
[[nodiscard]] const IdVector<CompanyId, AggregateSums>& add_up_companies(World& world);

}  // namespace poach
