#pragma once
// Where a company's recruiters look for people.

#include <cstdint>
#include <vector>

#include "world/market.hpp"

namespace poach {

struct RecruitingTarget {
  Channel channel = Channel::anyone;
  double weight = 0.0;
  OptionalId<KindId> rival{};
  std::uint8_t field = 0;
  OptionalId<TeamId> team{};
  std::uint32_t count = 0;  ///< approaches
};

/// A company's targets, with how many of its approaches of this tick go to each.
[[nodiscard]] std::vector<RecruitingTarget> split_approaches(const Market& market,
                                                             CompanyId company,
                                                             std::uint32_t approaches);

}  // namespace poach
