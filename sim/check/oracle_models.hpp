#pragma once
// The models of the literature as a scenario's settings: the assumptions and parameters of each.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "check/oracle.hpp"
#include "theory/auction_ladder.hpp"
#include "theory/transportation.hpp"

namespace poach {
struct Market;
}  // namespace poach

namespace poach::check {

struct Assumption {
  const char* setting;
  const char* assumed;
  bool (*holds)(const Scenario&);
};

/// Two hazards, one employer's or many: only separation and job finding matter.
[[nodiscard]] std::span<const Assumption> lake_assumptions();
/// Random meetings, one wage each, no limits.
[[nodiscard]] std::span<const Assumption> posted_assumptions();
/// Random meetings, Bertrand competition with counter-offers, no limits.
[[nodiscard]] std::span<const Assumption> auction_assumptions();
[[nodiscard]] std::span<const Assumption> job_network_assumptions();
[[nodiscard]] std::span<const Assumption> labor_flow_assumptions();
/// One tick in which everyone bids for everyone.
[[nodiscard]] std::span<const Assumption> one_tick_assumptions();

/// The first that does not hold.
[[nodiscard]] std::optional<BrokenAssumption> first_broken(std::span<const Assumption> assumptions,
                                                           const Scenario& scenario);

/// The ladder of companies that the scenario's hazards describe.
[[nodiscard]] theory::AuctionLadder ladder_of(const Scenario& scenario);
/// Amounts of an evenly spaced distribution over the companies, ascending.
[[nodiscard]] std::vector<double> evenly_spaced(const Distribution& distribution,
                                                std::int64_t count);

/// Numbers of companies and people and the gains of each pair as drawn in a world, in `unit`s.
inline constexpr double gain_unit = 1.0 / 65536.0;
[[nodiscard]] theory::TransportationProblem transportation_of(const Market& market);

}  // namespace poach::check
