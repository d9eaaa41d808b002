#pragma once
// Which people a company's policies extend to.

#include "scenario/people_filter.hpp"
#include "world/market.hpp"

namespace poach {

/// Whether a researcher, as things are now, satisfies every condition of a filter. Collaborators
/// are counted at `company`, the one that acts, whatever they are worth to anyone.
[[nodiscard]] bool passes(const Market& market, const PeopleFilter& filter, CompanyId company,
                          ResearcherId researcher);

/// Whether a policy of `company` with the filter `to` extends to a researcher.
[[nodiscard]] inline bool extends_to(const Market& market, const PeopleFilter& to,
                                     CompanyId company, ResearcherId researcher) {
  return to.empty() || passes(market, to, company, researcher);
}

}  // namespace poach
