#pragma once
// Referrals: a company's staff name their collaborators.

#include <cstdint>
#include <vector>

#include "phases/search/recruiter.hpp"

namespace poach {

/// A sample of `count` collaborators of the staff, fewer where there are fewer: the more ties to
/// the staff the likelier, former team-mates of newcomers first.
[[nodiscard]] std::vector<ResearcherId> sample_referrals(const Recruiter& recruiter,
                                                         std::uint32_t count);

}  // namespace poach
