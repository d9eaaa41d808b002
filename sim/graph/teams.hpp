#pragma once
// Co-authorship made of teams: everyone in a team knows everyone else. Cliques give the high
// clustering of measured networks; a few people who lead many teams and a few large teams give the
// long tail of degrees; groups that keep to themselves stay outside the largest component.

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "base/stream.hpp"
#include "graph/compressed_graph.hpp"

namespace poach::graph {

/// Each company is cut into groups of `group_size` people in their order. The people of isolated
/// groups form small teams among themselves, one each. Everyone else leads a heavy-tailed number of
/// teams of heavy-tailed size; each further place is taken by a guest from another company, by
/// someone of the leader's group, or by anyone of the company.
/// The defaults were searched for on nine companies with 2,400 people, to look like measured
/// co-authorship: mean degree 5-10, clustering .6-.75, 99th percentile of degree 25-50, largest
/// component 60-80 %, assortativity .1-.3, inside share .45-.59. Of 200 seeds that the
/// search did not see, 193 met all six; six of the others had a largest component of 56-60 %.
struct TeamsConfig {
  double isolated_share = 0.17;     ///< chance that a group keeps to itself, 0 to 1
  double isolated_team_size = 3.0;  ///< mean size of a team in an isolated group, at least 1
  std::uint32_t group_size = 20;    ///< people in a group, at least 1
  /// A person leads floor(activity_scale * u^(-1 / activity_tail)) teams for a uniform u, at most
  /// `most_teams`. Scale at least 0, tail above 0.
  double activity_scale = 0.34;
  double activity_tail = 1.28;
  std::uint32_t most_teams = 12;
  /// A team aims at floor(size_scale * u^(-1 / size_tail)) people, its leader among them, at most
  /// `largest_team`; fewer when the same person is asked twice. Scale at least 2, tail above 0.
  double size_scale = 3.0;
  double size_tail = 2.8;
  std::uint32_t largest_team = 24;
  /// Aimed share of ties inside the own company, 0 to 1, were no two people ever in two teams
  /// together. Own people meet again more often than guests do, and repeated ties are merged, so
  /// the graph has less: 0.55 gives about 0.50 with the other defaults.
  double inside_share = 0.55;
  double group_share = 0.87;  ///< share of places for own people that stay in the leader's group
  double active_first = 0.6;  ///< chance that a place goes to the more active of two candidates
};

/// Everyone's employer when the graph is made.
struct Staff {
  /// The company of each vertex, below company_keys.size(). People without a job are a class of
  /// their own with its own key.
  std::span<const std::uint32_t> companies;
  /// A key per company that does not change with the order of companies. Draws depend on it, so the
  /// teams of a company keep their leaders, sizes and own members when others grow or shrink.
  std::span<const std::uint64_t> company_keys;
};

/// The collaboration graph of teams. Throws InputError for parameters out of range and
/// std::invalid_argument for a company without a key.
[[nodiscard]] CompressedGraph teams(const TeamsConfig& config, const Staff& staff, Seed seed,
                                    const Workers& workers);

/// 1 for each vertex whose group is isolated in teams() of the same arguments, else 0. Throws as
/// teams() does.
[[nodiscard]] std::vector<std::uint8_t> isolated_people(const TeamsConfig& config,
                                                        const Staff& staff, Seed seed);

/// The share of places that go to guests so that `config.inside_share` of ties is expected inside
/// companies when no two guests of a team come from the same company. It does not depend on
/// headcounts, since teams would change with it; with few companies the graph has a little more.
[[nodiscard]] double guest_share(const TeamsConfig& config);

}  // namespace poach::graph
