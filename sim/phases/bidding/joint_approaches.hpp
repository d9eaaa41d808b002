#pragma once
// Collaborators whom a company approaches together: each counts on the others to join.

#include <cstdint>

#include "base/id.hpp"

namespace poach {
struct Market;
struct Services;
struct Tick;
struct World;

/// Marks who is approached in this tick, for `collaborators_if_joined`.
void mark_approached(World& world, const Services& services);

/// Collaborators at the company, counting those whom it approaches in the same tick as being there.
[[nodiscard]] std::uint32_t collaborators_if_joined(const Market& market, const Tick& tick,
                                                    ResearcherId researcher, CompanyId company);

}  // namespace poach
