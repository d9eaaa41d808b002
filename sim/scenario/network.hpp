#pragma once
// The collaboration graph and the company graph, as a scenario writes them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenario/fwd.hpp"

namespace poach {

enum class NetworkKind { none, teams, small_world, configuration, erdos_renyi, copies, file };
enum class CopyShape { empty, link, path, cycle, complete, star };

/// How persons of a file's graph are matched to researchers: in the order of both, or so that each
/// company gets a connected neighbourhood (breadth-first from the best connected vertex).
enum class Placement { in_order, clustered };

/// Whether people who enter the market form ties at their first employer.
enum class EntrantTies { by_kind, join, none };

/// Co-authorship made of teams; docs/model.md explains the parameters.
struct TeamNetworkSpec {
  double inside_share = 0.55;
  double isolated_share = 0.17;
  double isolated_team_size = 3.0;
  std::int64_t group_size = 20;
  double group_share = 0.87;
  double activity_scale = 0.34;
  double activity_tail = 1.28;
  std::int64_t most_teams = 12;
  double size_scale = 3.0;
  double size_tail = 2.8;
  std::int64_t largest_team = 24;
  double active_first = 0.6;
  friend bool operator==(const TeamNetworkSpec&, const TeamNetworkSpec&) = default;
};

struct NetworkSpec {
  NetworkKind kind = NetworkKind::none;
  std::string file;                      ///< edge list, or GraphML (.graphml or .xml)
  std::string sha256;                    ///< of the file; checked when given
  std::optional<std::int64_t> vertices;  ///< file: people, including those without ties
  Placement placement = Placement::in_order;
  double mean_degree = 8.0;           ///< small_world, configuration, erdos_renyi
  double rewiring = 0.1;              ///< small_world
  double degree_exponent = 2.5;       ///< configuration
  CopyShape shape = CopyShape::link;  ///< copies
  std::int64_t copy_size = 2;         ///< copies: vertices of one copy
  EntrantTies entrants = EntrantTies::by_kind;
  TeamNetworkSpec teams;

  /// Whether entrants form ties: by default where the network is made of teams.
  [[nodiscard]] bool entrants_join() const {
    return kind == NetworkKind::teams && entrants != EntrantTies::none;
  }
};

void describe(TeamNetworkSpec& teams, config::Fields& fields);
void describe(NetworkSpec& network, config::Fields& fields);

enum class CompanyGraphKind { complete, ring, random, edges };

/// Two or more companies that do not approach each other's staff.
struct NoPoachPact {
  std::string name;
  std::vector<std::string> companies;
  bool active = true;
};

/// The companies that may approach each other's staff.
struct CompanyGraphSpec {
  CompanyGraphKind kind = CompanyGraphKind::complete;
  std::int64_t neighbours = 4;     ///< ring and random: neighbours of each company
  std::vector<std::string> edges;  ///< edges: "A -- B" pairs
  std::vector<NoPoachPact> pacts;
};

/// Two companies of `company_graph.edges`.
struct CompanyEdge {
  std::string from;
  std::string to;
};
/// The ends of an edge written as `A -- B`; nothing for any other text.
[[nodiscard]] std::optional<CompanyEdge> parse_company_edge(const std::string& text);

void describe(NoPoachPact& pact, config::Fields& fields);
void describe(CompanyGraphSpec& graph, config::Fields& fields);

}  // namespace poach
