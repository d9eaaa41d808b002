#include "scenario/network.hpp"

#include "config/fields.hpp"

namespace poach {

void describe(TeamNetworkSpec& t, config::Fields& fields) {
  using config::between;
  using config::share;
  fields.value({"inside_share", "target share of ties inside the own company", "", share()},
               t.inside_share);
  fields.value({"isolated_share", "chance that a group keeps to itself", "", share()},
               t.isolated_share);
  fields.value(
      {"isolated_team_size", "mean team of an isolated group", "people", config::at_least(1)},
      t.isolated_team_size);
  fields.value({"group_size", "people in a group of a company", "people", between(1, 1e6)},
               t.group_size);
  fields.value(
      {"group_share", "share of places for own people that stay in the group", "", share()},
      t.group_share);
  fields.value(
      {"activity_scale", "a person leads floor(scale u^(-1/tail)) teams", "", config::at_least(0)},
      t.activity_scale);
  fields.value({"activity_tail", "tail exponent of the teams a person leads", "", config::above(0)},
               t.activity_tail);
  fields.value(
      {"most_teams", "largest number of teams that one person leads", "teams", between(0, 1e4)},
      t.most_teams);
  fields.value({"size_scale", "target size of a team: floor(scale u^(-1/tail)) people", "people",
                config::at_least(2)},
               t.size_scale);
  fields.value({"size_tail", "tail exponent of team size", "", config::above(0)}, t.size_tail);
  fields.value({"largest_team", "the largest team", "people", between(2, 1e4)}, t.largest_team);
  fields.value({"active_first", "chance that a place goes to the more active of two", "", share()},
               t.active_first);
}

void describe(NetworkSpec& n, config::Fields& fields) {
  fields.choice({"kind", "source of the collaboration graph"}, n.kind,
                {{NetworkKind::none, "none"},
                 {NetworkKind::teams, "teams"},
                 {NetworkKind::small_world, "small_world"},
                 {NetworkKind::configuration, "configuration"},
                 {NetworkKind::erdos_renyi, "erdos_renyi"},
                 {NetworkKind::copies, "copies"},
                 {NetworkKind::file, "file"}});
  fields.value({.name = "file",
                .meaning = "GraphML (.graphml, .xml), or an edge list: header "
                           "source,target[,weight], vertices numbered from 0; weights play no "
                           "part. Placed in order, vertex k is the person of row k of a roster, "
                           "counted from 0",
                .bearing = config::Bearing::none},
               n.file);
  fields.value({"sha256", "of the file, checked when given"}, n.sha256);
  fields.value({"vertices",
                "file: people in the graph, including those without ties; none: as many as the "
                "file names, at most 200M",
                "people", config::between(0, 4e9)},
               n.vertices);
  fields.choice({"placement",
                 "file: how its people are matched to researchers; clustered gives "
                 "each company a connected neighbourhood"},
                n.placement,
                {{Placement::in_order, "in_order"}, {Placement::clustered, "clustered"}});
  fields.value({"mean_degree", "small_world, configuration, erdos_renyi: ties per person", "",
                config::between(0, 1e6)},
               n.mean_degree);
  fields.value({"rewiring", "small_world: share of ties rewired", "", config::share()}, n.rewiring);
  fields.value({"degree_exponent", "configuration: exponent of the power law of degrees", "",
                config::above(1)},
               n.degree_exponent);
  fields.choice({"shape", "copies: the graph that is repeated"}, n.shape,
                {{CopyShape::empty, "empty"},
                 {CopyShape::link, "link"},
                 {CopyShape::path, "path"},
                 {CopyShape::cycle, "cycle"},
                 {CopyShape::complete, "complete"},
                 {CopyShape::star, "star"}});
  fields.value({"copy_size", "copies: people in one copy", "people", config::between(1, 1e6)},
               n.copy_size);
  fields.choice(
      {"entrants",
       "ties of people who enter the market; join: in their first job they take places in "
       "teams there, at the rates of the network; none: they have no ties; by_kind: join "
       "in a network of teams, none in others"},
      n.entrants,
      {{EntrantTies::by_kind, "by_kind"},
       {EntrantTies::join, "join"},
       {EntrantTies::none, "none"}});
  fields.section({"teams", "teams: sizes, activity, and who joins"}, n.teams);
}

std::optional<CompanyEdge> parse_company_edge(const std::string& text) {
  const std::size_t at = text.find(" -- ");
  if (at == std::string::npos) return std::nullopt;
  return CompanyEdge{text.substr(0, at), text.substr(at + 4)};
}

void describe(NoPoachPact& pact, config::Fields& fields) {
  fields.value(
      {.name = "name", .meaning = "name of the pact", .presence = config::Presence::required},
      pact.name);
  fields.value({"companies", "companies that do not approach each other's staff"}, pact.companies);
  fields.value({.name = "active", .meaning = "whether it binds", .timing = config::Timing::timed},
               pact.active);
}

void describe(CompanyGraphSpec& g, config::Fields& fields) {
  fields.choice({"kind", "companies that may approach each other's staff"}, g.kind,
                {{CompanyGraphKind::complete, "complete"},
                 {CompanyGraphKind::ring, "ring"},
                 {CompanyGraphKind::random, "random"},
                 {CompanyGraphKind::edges, "edges"}});
  fields.value({"neighbours", "ring, random: neighbours of each company", "companies",
                config::between(0, 1e6)},
               g.neighbours);
  fields.value({"edges", "edges: pairs written as A -- B"}, g.edges);
  fields.named_list({"no_poach", "pacts not to approach each other's staff"}, g.pacts);
}

}  // namespace poach
