#pragma once
// The laws of the teams generator (teams.hpp), for one person who comes later.

#include <cstdint>
#include <vector>

#include "graph/teams.hpp"

namespace poach::graph {

class TeamPlaces {
 public:
  explicit TeamPlaces(const TeamsConfig& config);

  /// Size of the team of someone in an isolated group, the person included, for a uniform number:
  /// geometric from 1, and as often as it has members.
  [[nodiscard]] std::uint32_t size_apart(double uniform) const;
  /// Teams that a person leads. The smaller the uniform number, the more.
  [[nodiscard]] std::uint32_t led(double uniform) const;
  /// Size of a team as those besides its leader see it: as often as it has places for them.
  [[nodiscard]] std::uint32_t size_seen(double uniform) const;
  /// The share of places that go to guests from other companies.
  [[nodiscard]] double guest_share() const { return guest_share_; }

 private:
  double guest_share_;
  double isolated_team_size_;
  double activity_scale_;
  double activity_tail_;
  std::uint32_t most_teams_;
  std::uint32_t group_size_;
  std::vector<double> seen_up_to_;  // by size: chance that a team seen is at most as large
};

}  // namespace poach::graph
