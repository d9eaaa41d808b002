#pragma once
// The facts about a contract's signing, from the world in which it was signed.

#include <span>

#include "base/parallel.hpp"
#include "explain/story.hpp"
#include "world/world.hpp"

namespace poach::explain {

/// The contest for a researcher, in a world that is about to bid: its search is over. The bidding
/// is carried out once for each number of rounds, and the world is left with the last.
[[nodiscard]] Signing see_signing(World& world, ResearcherId researcher, const Workers& workers);

/// The draws behind the approach of the company that is joined, the employer's answer, tastes and
/// the wait before the job.
[[nodiscard]] std::vector<DrawSeen> see_draws(const Market& market, const TickStart& start,
                                              const Approach& taken,
                                              std::span<const CompanyId> companies);

}  // namespace poach::explain
