#pragma once
// What happens on the timeline.

#include <cstdint>
#include <optional>
#include <string>

#include "base/units.hpp"
#include "config/node.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// Whom an approach event addresses.
enum class Addressees { leader, members, followers };

/// A company approaches a named team at a moment: the news of 2025 as scenario data.
struct TeamApproachSpec {
  std::string company;  ///< who approaches
  std::string team;
  Addressees who = Addressees::members;  ///< followers: members without the leader
};

/// Acts in the first tick dated on or after its date. `set` replaces parameters for good; `shock`
/// adds to them, fading with its half-life.
struct EventSpec {
  std::string name;
  std::optional<Date> at;            ///< a date, or
  std::optional<std::int64_t> tick;  ///< a tick
  config::Node set;                  ///< map: path -> value
  config::Node shock;                ///< map: path -> amount added; and half_life
  std::optional<TeamApproachSpec> approach;
};

void describe(TeamApproachSpec&, config::Fields&);
void describe(EventSpec&, config::Fields&);

}  // namespace poach
