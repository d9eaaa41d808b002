#pragma once
// Events on the timeline.

#include <cstdint>
#include <optional>
#include <string>

#include "base/units.hpp"
#include "config/node.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// The addressees of an approach event.
enum class Addressees { leader, members, followers };

/// A company approaches a named team at a given time: the news of 2025 as scenario data.
struct TeamApproachSpec {
  std::string company;  ///< the approaching company
  std::string team;
  Addressees who = Addressees::members;  ///< followers: members without the leader
};

/// Acts in the first tick dated on or after its date. `set` replaces parameters permanently;
/// `shock` adds to them and fades with its half-life.
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
