#include "graph/team_places.hpp"

#include <algorithm>

#include "base/math.hpp"

namespace poach::graph {

TeamPlaces::TeamPlaces(const TeamsConfig& config)
    : guest_share_(graph::guest_share(config)),
      isolated_team_size_(config.isolated_team_size),
      activity_scale_(config.activity_scale),
      activity_tail_(config.activity_tail),
      most_teams_(config.most_teams),
      group_size_(config.group_size),
      seen_up_to_(config.largest_team + 1, 0.0) {
  const auto reaches = [&](std::uint32_t size) {
    if (size > config.largest_team) return 0.0;
    return std::min(1.0, pow(config.size_scale / size, config.size_tail));
  };
  double places = 0.0;
  for (std::uint32_t size = 2; size <= config.largest_team; ++size) {
    places += (size - 1) * (reaches(size) - reaches(size + 1));
    seen_up_to_[size] = places;
  }
  for (double& share : seen_up_to_) share /= places;
}

std::uint32_t TeamPlaces::size_apart(double uniform) const {
  if (isolated_team_size_ <= 1.0) return 1;
  // The chance of at most n is 1 - q^n (1 + n (1 - q)), q being that of one member more.
  const double more = 1.0 - 1.0 / isolated_team_size_;
  double power = 1.0;
  for (std::uint32_t size = 1; size < group_size_; ++size) {
    power *= more;
    if (uniform <= 1.0 - power * (1.0 + size * (1.0 - more))) return size;
  }
  return group_size_;
}

std::uint32_t TeamPlaces::led(double uniform) const {
  const double value = activity_scale_ * pow(uniform, -1.0 / activity_tail_);
  return value < most_teams_ ? static_cast<std::uint32_t>(value) : most_teams_;
}

std::uint32_t TeamPlaces::size_seen(double uniform) const {
  const auto at = std::lower_bound(seen_up_to_.begin(), seen_up_to_.end() - 1, uniform);
  return static_cast<std::uint32_t>(at - seen_up_to_.begin());
}

}  // namespace poach::graph
