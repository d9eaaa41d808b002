#include "graph/measures.hpp"

#include <stdexcept>

#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

TEST_CASE("measures of a complete graph") {
  const GraphMeasures measures = measure(one(MotifKind::complete, 7));
  CHECK(measures.ties == 21);
  CHECK(measures.mean_degree == 6.0);
  CHECK(measures.degree_p99 == 6);
  CHECK(measures.clustering == 1.0);
  CHECK(measures.transitivity == 1.0);
  CHECK_FALSE(measures.assortativity.has_value());
  CHECK(measures.components == 1);
  CHECK(measures.largest_component_share == 1.0);
}

TEST_CASE("measures of a cycle") {
  const GraphMeasures measures = measure(one(MotifKind::cycle, 10));
  CHECK(measures.ties == 10);
  CHECK(measures.largest_degree == 2);
  CHECK(measures.clustering == 0.0);
  CHECK_FALSE(measures.assortativity.has_value());
  CHECK(measure(one(MotifKind::cycle, 3)).clustering == 1.0);
}

TEST_CASE("measures of a star: every tie joins the highest and the lowest degree") {
  const GraphMeasures measures = measure(one(MotifKind::star, 11));
  CHECK(measures.ties == 10);
  CHECK(measures.largest_degree == 10);
  CHECK(measures.median_degree == 1);
  CHECK(measures.degree_p90 == 1);
  CHECK(measures.degree_p99 == 10);
  REQUIRE(measures.assortativity.has_value());
  CHECK(*measures.assortativity == Approx(-1.0));
}

TEST_CASE("assortativity of a path of n vertices is -1 / (n - 2)") {
  // Ends: n - 3 inner ties (2, 2), two outer (1, 2). Newman's formula then gives -1 / (n - 2).
  for (const std::uint32_t n : {4U, 5U, 30U}) {
    const GraphMeasures measures = measure(one(MotifKind::path, n));
    REQUIRE(measures.assortativity.has_value());
    CHECK(*measures.assortativity == Approx(-1.0 / (n - 2)));
  }
}

TEST_CASE("clustering and transitivity differ where they should") {
  // A triangle 0-1-2 with a fourth vertex at 0: local 1/3, 1, 1; one triangle on five triples.
  const GraphMeasures measures = measure(graph_of(4, {{0, 1}, {1, 2}, {2, 0}, {0, 3}}));
  CHECK(measures.clustering == Approx((1.0 / 3.0 + 2.0) / 3.0));
  CHECK(measures.transitivity == Approx(3.0 / 5.0));
}

TEST_CASE("components count lone vertices, and the largest is found") {
  const GraphMeasures measures = measure(graph_of(10, {{0, 1}, {1, 2}, {5, 6}}));
  CHECK(measures.components == 7);
  CHECK(measures.largest_component == 3);
  CHECK(measures.largest_component_share == Approx(0.3));
}

TEST_CASE("measures of graphs without ties or vertices") {
  const GraphMeasures none = measure(no_ties(5));
  CHECK(none.components == 5);
  CHECK(none.clustering == 0.0);
  CHECK_FALSE(none.assortativity.has_value());
  CHECK(measure(CompressedGraph{}).components == 0);
}

TEST_CASE("a large hub does not slow the triangles down") {
  std::vector<Tie> ties;
  const std::uint32_t n = 300'000;
  for (std::uint32_t vertex = 1; vertex < n; ++vertex) {
    ties.push_back({0, vertex});
    if (vertex > 1) ties.push_back({vertex - 1, vertex});
  }
  // A fan: n - 2 triangles; triples (n-1)(n-2)/2 at the hub, 3 at n - 3 rim vertices, 1 at two.
  const double triples = 0.5 * (n - 1.0) * (n - 2.0) + 3.0 * (n - 3.0) + 2.0;
  CHECK(measure(graph_of(n, ties)).transitivity == Approx(3.0 * (n - 2.0) / triples));
}

TEST_CASE("the share of ties inside companies") {
  const CompressedGraph graph = graph_of(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  const std::vector<std::uint32_t> companies = {7, 7, 9, 9, 2};
  CHECK(share_inside_companies(graph, companies).value() == Approx(0.5));
  CHECK_FALSE(share_inside_companies(no_ties(5), companies).has_value());
  CHECK_THROWS_AS(share_inside_companies(no_ties(4), companies), std::invalid_argument);
}
