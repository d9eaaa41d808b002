#include "graph/measures.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "base/exact_sum.hpp"

namespace poach::graph {
namespace {

__extension__ using Wide = unsigned __int128;

// Every tie once, in the row of the end with the smaller degree (ties broken by number). No row is
// then longer than sqrt(2 ties), which keeps the search for triangles cheap around hubs.
struct UpwardRows {
  std::vector<std::uint64_t> begins;
  std::vector<std::uint32_t> targets;
};

UpwardRows point_upward(const CompressedGraph& graph) {
  UpwardRows rows;
  rows.begins.reserve(std::size_t{graph.vertex_count()} + 1);
  rows.begins.push_back(0);
  rows.targets.reserve(graph.edge_count());
  for (std::uint32_t vertex = 0; vertex < graph.vertex_count(); ++vertex) {
    const std::uint32_t degree = graph.degree(vertex);
    for (const std::uint32_t other : graph.neighbours(vertex)) {
      const std::uint32_t other_degree = graph.degree(other);
      if (degree < other_degree || (degree == other_degree && vertex < other)) {
        rows.targets.push_back(other);
      }
    }
    rows.begins.push_back(rows.targets.size());
  }
  return rows;
}

// Triangles through each vertex (Latapy, Theor. Comput. Sci. 407 (2008) 458-473, "forward").
std::vector<std::uint64_t> count_triangles(const CompressedGraph& graph) {
  const UpwardRows rows = point_upward(graph);
  const auto row = [&](std::uint32_t vertex) {
    return std::span(rows.targets)
        .subspan(rows.begins[vertex], rows.begins[vertex + 1] - rows.begins[vertex]);
  };
  std::vector<std::uint64_t> triangles(graph.vertex_count(), 0);
  std::vector<std::uint32_t> marked_by(graph.vertex_count(), graph.vertex_count());
  for (std::uint32_t a = 0; a < graph.vertex_count(); ++a) {
    for (const std::uint32_t b : row(a)) marked_by[b] = a;
    for (const std::uint32_t b : row(a)) {
      for (const std::uint32_t c : row(b)) {
        if (marked_by[c] != a) continue;
        ++triangles[a];
        ++triangles[b];
        ++triangles[c];
      }
    }
  }
  return triangles;
}

void measure_clustering(const CompressedGraph& graph, GraphMeasures& measures) {
  const std::vector<std::uint64_t> triangles = count_triangles(graph);
  ExactSum local;
  std::uint64_t clustered = 0;
  std::uint64_t corners = 0;  // each triangle has three
  Wide triples = 0;
  for (std::uint32_t vertex = 0; vertex < graph.vertex_count(); ++vertex) {
    const std::uint64_t degree = graph.degree(vertex);
    if (degree < 2) continue;
    const std::uint64_t pairs = degree * (degree - 1) / 2;
    local.add(static_cast<double>(triangles[vertex]) / static_cast<double>(pairs));
    ++clustered;
    corners += triangles[vertex];
    triples += pairs;
  }
  if (clustered == 0) return;
  measures.clustering = local.value() / static_cast<double>(clustered);
  measures.transitivity = static_cast<double>(corners) / static_cast<double>(triples);
}

void measure_degrees(const CompressedGraph& graph, GraphMeasures& measures) {
  const std::uint32_t vertices = graph.vertex_count();
  if (vertices == 0) return;
  measures.mean_degree = 2.0 * static_cast<double>(graph.edge_count()) / vertices;
  std::vector<std::uint32_t> degrees(vertices);
  for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
    degrees[vertex] = graph.degree(vertex);
  }
  std::sort(degrees.begin(), degrees.end());
  const auto percentile = [&](std::uint64_t percent) {
    return degrees[(percent * vertices + 99) / 100 - 1];
  };
  measures.median_degree = percentile(50);
  measures.degree_p90 = percentile(90);
  measures.degree_p99 = percentile(99);
  measures.largest_degree = degrees.back();
}

// Sums over the ties of the product, the sum and the sum of squares of the degrees at both ends.
// All are integers, so they are exact.
void measure_assortativity(const CompressedGraph& graph, GraphMeasures& measures) {
  Wide products = 0;
  Wide sums = 0;
  Wide squares = 0;
  for (std::uint32_t vertex = 0; vertex < graph.vertex_count(); ++vertex) {
    const std::uint64_t degree = graph.degree(vertex);
    std::uint64_t others = 0;
    for (const std::uint32_t other : graph.neighbours(vertex)) {
      if (vertex < other) others += graph.degree(other);
    }
    products += Wide{degree} * others;
    sums += Wide{degree} * degree;
    squares += Wide{degree} * degree * degree;
  }
  const Wide ties = graph.edge_count();
  const Wide spread = 2 * ties * squares - sums * sums;  // not negative (Cauchy-Schwarz)
  if (spread == 0) return;
  const Wide common = 4 * ties * products;
  const Wide expected = sums * sums;
  const double covariance = common >= expected ? static_cast<double>(common - expected)
                                               : -static_cast<double>(expected - common);
  measures.assortativity = covariance / static_cast<double>(spread);
}

void measure_components(const CompressedGraph& graph, GraphMeasures& measures) {
  std::vector<std::uint8_t> seen(graph.vertex_count(), 0);
  std::vector<std::uint32_t> reached;
  for (std::uint32_t start = 0; start < graph.vertex_count(); ++start) {
    if (seen[start] != 0) continue;
    ++measures.components;
    std::uint32_t size = 0;
    seen[start] = 1;
    reached.assign(1, start);
    while (!reached.empty()) {
      const std::uint32_t vertex = reached.back();
      reached.pop_back();
      ++size;
      for (const std::uint32_t other : graph.neighbours(vertex)) {
        if (seen[other] != 0) continue;
        seen[other] = 1;
        reached.push_back(other);
      }
    }
    measures.largest_component = std::max(measures.largest_component, size);
  }
  if (graph.vertex_count() > 0) {
    measures.largest_component_share =
        static_cast<double>(measures.largest_component) / graph.vertex_count();
  }
}

}  // namespace

GraphMeasures measure(const CompressedGraph& graph) {
  GraphMeasures measures;
  measures.vertices = graph.vertex_count();
  measures.ties = graph.edge_count();
  measure_degrees(graph, measures);
  measure_clustering(graph, measures);
  measure_assortativity(graph, measures);
  measure_components(graph, measures);
  return measures;
}

std::optional<double> share_inside_companies(const CompressedGraph& graph,
                                             std::span<const std::uint32_t> companies) {
  if (companies.size() != graph.vertex_count()) {
    throw std::invalid_argument("share_inside_companies needs a company for each vertex");
  }
  if (graph.edge_count() == 0) return std::nullopt;
  std::uint64_t inside = 0;
  for (std::uint32_t vertex = 0; vertex < graph.vertex_count(); ++vertex) {
    for (const std::uint32_t other : graph.neighbours(vertex)) {
      if (companies[vertex] == companies[other]) ++inside;
    }
  }
  return static_cast<double>(inside) / static_cast<double>(graph.all_neighbours().size());
}

}  // namespace poach::graph
