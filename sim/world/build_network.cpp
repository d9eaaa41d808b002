#include "world/build_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "graph/builder.hpp"
#include "graph/generators.hpp"
#include "graph/readers.hpp"
#include "graph/teams.hpp"
#include "world/input_hash.hpp"

namespace poach {
namespace {

using graph::CompressedGraph;
using graph::Tie;

std::vector<Tie> ties_of(const CompressedGraph& graph) {
  std::vector<Tie> ties;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (const std::uint32_t n : graph.neighbours(v)) {
      if (v < n) ties.push_back({v, n});
    }
  }
  return ties;
}

graph::MotifKind motif_of(CopyShape shape) {
  switch (shape) {
    case CopyShape::empty:
      return graph::MotifKind::empty;
    case CopyShape::link:
      return graph::MotifKind::link;
    case CopyShape::path:
      return graph::MotifKind::path;
    case CopyShape::cycle:
      return graph::MotifKind::cycle;
    case CopyShape::complete:
      return graph::MotifKind::complete;
    case CopyShape::star:
      return graph::MotifKind::star;
  }
  return graph::MotifKind::empty;
}

// Who works where when the network of teams is made.
struct TeamStaff {
  std::vector<std::uint32_t> employers;  // by person; past the companies: without a job
  std::vector<std::uint64_t> keys;
};

TeamStaff team_staff(const Market& market) {
  TeamStaff staff;
  for (const CompanyId c : market.fixed.companies.ids()) {
    const CompanyKind& kind = market.fixed.companies.kinds()[market.fixed.companies.kind_of(c)];
    staff.keys.push_back(combine_keys(kind.key, c.value() - kind.first.value()));
  }
  staff.keys.push_back(hash_name("without a job"));
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    staff.employers.push_back(employer ? (*employer).value() : market.fixed.companies.size());
  }
  return staff;
}

CompressedGraph team_graph(Market& market, Seed seed, const Workers& workers) {
  const graph::TeamsConfig config = team_config(market.fixed.scenario.network.teams);
  const TeamStaff staff = team_staff(market);
  if (market.fixed.features.entrant_ties) {
    const auto apart = graph::isolated_people(config, {staff.employers, staff.keys}, seed);
    for (const ResearcherId r : market.fixed.population.ids()) {
      market.state.researchers.apart.set(r, apart[r.value()]);
    }
  }
  return graph::teams(config, {staff.employers, staff.keys}, seed, workers);
}

// Numbers vertices breadth-first, from the best connected vertex of each component, so that people
// of consecutive numbers are neighbours.
CompressedGraph clustered(const CompressedGraph& graph, const Workers& workers) {
  const std::uint32_t size = graph.vertex_count();
  std::vector<std::uint32_t> by_degree(size);
  for (std::uint32_t v = 0; v < size; ++v) by_degree[v] = v;
  std::stable_sort(by_degree.begin(), by_degree.end(), [&](std::uint32_t a, std::uint32_t b) {
    return graph.degree(a) > graph.degree(b);
  });
  std::vector<std::uint32_t> number(size, size);
  std::vector<std::uint32_t> queue;
  for (const std::uint32_t start : by_degree) {
    if (number[start] != size) continue;
    std::size_t next = queue.size();
    number[start] = static_cast<std::uint32_t>(queue.size());
    queue.push_back(start);
    for (; next < queue.size(); ++next) {
      for (const std::uint32_t n : graph.neighbours(queue[next])) {
        if (number[n] != size) continue;
        number[n] = static_cast<std::uint32_t>(queue.size());
        queue.push_back(n);
      }
    }
  }
  std::vector<Tie> ties = ties_of(graph);
  for (Tie& tie : ties) tie = {number[tie.first], number[tie.second]};
  return graph::build_graph(size, ties, workers);
}

// A graph as it was before it lost people.
struct Uncut {
  std::uint32_t people = 0;
  std::uint64_t ties = 0;
  bool first_is_alone = false;
};

// Warns of what a graph for more vertices than there are researchers loses.
void warn_of_cut(const Uncut& graph, const CompressedGraph& kept, const NetworkSpec& spec,
                 Diagnostics& diagnostics) {
  const std::uint32_t beyond = graph.people - kept.vertex_count();
  if (beyond == 0) return;
  const bool from_one = !spec.vertices && beyond == 1 && graph.first_is_alone;
  diagnostics.warning(
      {spec.file, 0, 0}, "network.file",
      fmt::format("the graph has {} people and the market {}: {} people and {} ties are left out",
                  graph.people, kept.vertex_count(), beyond, graph.ties - kept.edge_count()),
      from_one ? "vertices are numbered from 0, and the file never mentions 0" : "");
}

// Vertex k of a file is the person of row k of the roster: people are numbered by company.
CompressedGraph by_row(const CompressedGraph& graph, const Market& market, const Roster& roster,
                       const Workers& workers) {
  const std::vector<std::uint32_t> person = people_by_row(market.fixed.population, roster);
  std::vector<Tie> ties = ties_of(graph);
  for (Tie& tie : ties) tie = {person[tie.first], person[tie.second]};
  return graph::build_graph(graph.vertex_count(), ties, workers);
}

// A graph for more vertices than there are researchers keeps those that researchers stand for.
CompressedGraph fitted(CompressedGraph graph, std::uint32_t people, const Workers& workers) {
  if (graph.vertex_count() == people) return graph;
  std::vector<Tie> ties = ties_of(graph);
  std::erase_if(ties, [&](const Tie& t) { return t.first >= people || t.second >= people; });
  return graph::build_graph(people, ties, workers);
}

CompressedGraph graph_from_file(const Market& market, const Roster* roster, const Workers& workers,
                                Diagnostics& diagnostics) {
  const NetworkSpec& spec = market.fixed.scenario.network;
  graph::ReadOptions options;
  if (spec.vertices) options.vertex_count = static_cast<std::uint32_t>(*spec.vertices);
  auto read = graph::is_graphml(spec.file)
                  ? graph::read_graphml(spec.file, options, diagnostics, workers)
                  : graph::read_edge_list(spec.file, options, diagnostics, workers);
  if (!read || !has_expected_sha256(spec.file, spec.sha256, "network.sha256", diagnostics)) {
    return {};
  }
  if (read->graph.vertex_count() < market.fixed.population.size()) {
    diagnostics.error({spec.file, 0, 0}, "network.file",
                      "there are " + std::to_string(market.fixed.population.size()) +
                          " researchers but only " + std::to_string(read->graph.vertex_count()) +
                          " people in the graph",
                      "lower the head counts, or give network.vertices for people without ties");
    return {};
  }
  const bool in_order = spec.placement == Placement::in_order;
  CompressedGraph placed = in_order ? std::move(read->graph) : clustered(read->graph, workers);
  const Uncut before = {placed.vertex_count(), placed.edge_count(), placed.degree(0) == 0};
  placed = fitted(std::move(placed), market.fixed.population.size(), workers);
  warn_of_cut(before, placed, spec, diagnostics);
  return in_order && roster != nullptr ? by_row(placed, market, *roster, workers)
                                       : std::move(placed);
}

CompressedGraph configuration_graph(const NetworkSpec& spec, std::uint32_t people, Seed seed,
                                    const Workers& workers) {
  graph::DegreeConfig degrees;
  degrees.law = graph::DegreeLaw::power_law_of_mean;
  degrees.mean = spec.mean_degree;
  degrees.exponent = spec.degree_exponent;
  // The structural cut-off: above it, two well-connected people would expect more than one tie, and
  // the repeats that are dropped would lower the mean.
  const double cut = std::sqrt(spec.mean_degree * people);
  const double largest = std::min(std::max(cut, spec.mean_degree), 1e6);
  degrees.largest = std::min(static_cast<std::uint32_t>(largest) + 1, people > 1 ? people - 1 : 1);
  return graph::configuration(graph::draw_degrees(degrees, people, seed, workers), seed, workers);
}

CompressedGraph generated(Market& market, Seed seed, const Workers& workers) {
  const NetworkSpec& spec = market.fixed.scenario.network;
  const std::uint32_t people = market.fixed.population.size();
  switch (spec.kind) {
    case NetworkKind::teams:
      return team_graph(market, seed, workers);
    case NetworkKind::small_world: {
      const auto half = static_cast<std::uint32_t>(spec.mean_degree / 2.0 + 0.5);
      return graph::small_world({2 * half, spec.rewiring}, people, seed, workers);
    }
    case NetworkKind::erdos_renyi:
      return graph::erdos_renyi({spec.mean_degree}, people, seed, workers);
    case NetworkKind::configuration:
      return configuration_graph(spec, people, seed, workers);
    case NetworkKind::copies: {
      const auto size = static_cast<std::uint32_t>(spec.copy_size);
      const graph::Motif motif = graph::make_motif(motif_of(spec.shape), size);
      return fitted(graph::copies(motif, (people + size - 1) / size, workers), people, workers);
    }
    case NetworkKind::none:
    case NetworkKind::file:
      break;
  }
  return graph::no_ties(people);
}

// Whether two members of a team collaborate, by a draw of the one with the smaller number.
bool are_tied(const Market& market, ResearcherId a, ResearcherId b, double chance) {
  if (b < a) std::swap(a, b);
  const AgentDraws draws = market.fixed.draws_of(StreamName::team_ties, a);
  return draws.uniform({.counterpart = b.value() - a.value()}) < chance;
}

}  // namespace

graph::TeamsConfig team_config(const TeamNetworkSpec& spec) {
  return {.isolated_share = spec.isolated_share,
          .isolated_team_size = spec.isolated_team_size,
          .group_size = static_cast<std::uint32_t>(spec.group_size),
          .activity_scale = spec.activity_scale,
          .activity_tail = spec.activity_tail,
          .most_teams = static_cast<std::uint32_t>(spec.most_teams),
          .size_scale = spec.size_scale,
          .size_tail = spec.size_tail,
          .largest_team = static_cast<std::uint32_t>(spec.largest_team),
          .inside_share = spec.inside_share,
          .group_share = spec.group_share,
          .active_first = spec.active_first};
}

std::vector<Tie> team_ties(const Market& market) {
  std::vector<Tie> ties;
  for (const TeamId t : market.state.teams.ids()) {
    const double chance = market.fixed.scenario.teams[t.value()].tie_probability;
    const std::vector<ResearcherId>& members = market.state.teams[t].members;
    for (std::size_t a = 0; a < members.size(); ++a) {
      for (std::size_t b = a + 1; b < members.size(); ++b) {
        if (are_tied(market, members[a], members[b], chance)) {
          ties.push_back({members[a].value(), members[b].value()});
        }
      }
    }
  }
  return ties;
}

void build_collaborations(Market& market, const Roster* roster, Seed seed, const Workers& workers,
                          Diagnostics& diagnostics) {
  const NetworkSpec& spec = market.fixed.scenario.network;
  if (spec.kind == NetworkKind::none && market.state.teams.empty()) return;
  CompressedGraph graph;
  try {
    graph = spec.kind == NetworkKind::file ? graph_from_file(market, roster, workers, diagnostics)
                                           : generated(market, seed, workers);
  } catch (const InputError& error) {
    diagnostics.error({}, "network", error.what());
    return;
  }
  const std::vector<Tie> extra = team_ties(market);
  if (!extra.empty() && graph.vertex_count() != 0) {
    std::vector<Tie> ties = ties_of(graph);
    ties.insert(ties.end(), extra.begin(), extra.end());
    graph = graph::build_graph(market.fixed.population.size(), ties, workers);
  }
  market.state.collaborations = std::move(graph);
  if (market.fixed.features.changing_ties) market.state.collaborations.open();
}

void build_company_graph(Market& market, const Workers& workers) {
  const CompanyGraphSpec& spec = market.fixed.scenario.base.company_graph;
  const std::uint32_t companies = market.fixed.companies.size();
  const auto neighbours = static_cast<std::uint32_t>(spec.neighbours);
  std::vector<Tie> ties;
  switch (spec.kind) {
    case CompanyGraphKind::complete:
      return;
    case CompanyGraphKind::ring:
      for (std::uint32_t c = 0; c < companies; ++c) {
        for (std::uint32_t k = 1; k <= neighbours / 2; ++k)
          ties.push_back({c, (c + k) % companies});
      }
      break;
    case CompanyGraphKind::random:
      for (std::uint32_t c = 0; c < companies; ++c) {
        const AgentDraws draws =
            market.fixed.draws_of(StreamName::company_neighbours, CompanyId{c});
        for (std::uint32_t k = 0; k < neighbours / 2; ++k) {
          const double u = draws.uniform({.index = k});
          ties.push_back({c, static_cast<std::uint32_t>(u * companies)});
        }
      }
      break;
    case CompanyGraphKind::edges:
      for (const std::string& edge : spec.edges) {
        const std::optional<CompanyEdge> ends = parse_company_edge(edge);
        if (!ends) continue;  // reported by validation
        const auto from = market.fixed.companies.find_kind(ends->from);
        const auto to = market.fixed.companies.find_kind(ends->to);
        if (!from || !to) continue;
        ties.push_back({market.fixed.companies.kinds()[*from].first.value(),
                        market.fixed.companies.kinds()[*to].first.value()});
      }
      break;
  }
  market.state.company_graph = graph::build_graph(companies, ties, workers);
}

}  // namespace poach
