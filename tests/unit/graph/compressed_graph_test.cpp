#include "graph/compressed_graph.hpp"

#include <stdexcept>

#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

namespace {
using Row = std::vector<std::uint32_t>;

// Offsets of rows with these lengths.
RowOffsets offsets_of(Row lengths) {
  lengths.push_back(0);
  return RowOffsets(WordBuffer(lengths));
}

}  // namespace

TEST_CASE("an empty graph has no vertices and no ties") {
  const CompressedGraph graph;
  CHECK(graph.vertex_count() == 0);
  CHECK(graph.edge_count() == 0);
}

TEST_CASE("rows hold the neighbours in ascending order") {
  const CompressedGraph graph = graph_of(5, {{3, 1}, {0, 3}, {3, 2}, {2, 0}});
  CHECK(graph.vertex_count() == 5);
  CHECK(graph.edge_count() == 4);
  CHECK(row(graph, 3) == Row{0, 1, 2});
  CHECK(row(graph, 0) == Row{2, 3});
  CHECK(row(graph, 4).empty());
  CHECK(graph.degree(3) == 3);
  CHECK(graph.degree(4) == 0);
  CHECK(graph.greatest_degree() == 3);
}

TEST_CASE("has_edge finds ties from both ends and no others") {
  const CompressedGraph graph = graph_of(4, {{0, 1}, {0, 2}, {0, 3}});
  CHECK(graph.has_edge(0, 2));
  CHECK(graph.has_edge(2, 0));
  CHECK_FALSE(graph.has_edge(1, 2));
  CHECK_FALSE(graph.has_edge(0, 0));
}

TEST_CASE("graphs are equal when their rows are") {
  const CompressedGraph graph = graph_of(3, {{0, 1}});
  CHECK(graph == graph_of(3, {{1, 0}}));
  CHECK_FALSE(graph == graph_of(3, {{1, 2}}));
  CHECK_FALSE(graph == graph_of(4, {{0, 1}}));
}

TEST_CASE("neighbours that do not end with the offsets are refused") {
  CHECK_THROWS_AS(CompressedGraph(offsets_of({1, 1}), WordBuffer(1)), std::invalid_argument);
}

TEST_CASE("row offsets pass 2^32 without growing their entries") {
  const std::uint32_t large = 3'000'000'000U;
  const RowOffsets offsets = offsets_of({large, large, 5, 0, large});
  REQUIRE(offsets.rows() == 5);
  CHECK(offsets[0] == 0);
  CHECK(offsets[1] == 3'000'000'000ULL);
  CHECK(offsets[2] == 6'000'000'000ULL);
  CHECK(offsets[3] == 6'000'000'005ULL);
  CHECK(offsets[4] == 6'000'000'005ULL);
  CHECK(offsets.total() == 9'000'000'005ULL);
  CHECK(offsets.length(1) == large);
  CHECK(offsets.length(2) == 5);
  CHECK(offsets.length(4) == large);
}

TEST_CASE("rows that are filled from their ends become the offsets, past 2^32 too") {
  const std::uint32_t large = 3'000'000'000U;
  const Row lengths = {large, large, 5, 0, large};
  const RowOffsets offsets = offsets_of(lengths);
  FillingRows rows{WordBuffer(Row{large, large, 5, 0, large, 0})};
  CHECK(rows.total() == offsets.total());
  for (std::uint32_t row = 0; row < 5; ++row) {
    if (lengths[row] == 0) continue;
    const std::uint64_t last = offsets[row + 1] - 1;
    CHECK(rows.entry(row, --rows.cursor(row)) == last);
    CHECK(rows.entry(row, static_cast<std::uint32_t>(offsets[row])) == offsets[row]);
    rows.cursor(row) -= lengths[row] - 1;
  }
  CHECK(std::move(rows).offsets() == offsets);
}

TEST_CASE("row offsets are shortened in place, from beyond 2^32 to below and not") {
  const std::uint32_t large = 3'000'000'000U;
  RowOffsets offsets = offsets_of({large, large, 5, 0, large});
  std::vector<std::uint64_t> begins;
  std::vector<std::uint64_t> places;
  offsets.shorten([&](std::uint64_t begin, std::uint32_t length, std::uint64_t place) {
    begins.push_back(begin);
    places.push_back(place);
    return length == 5 ? 2U : length - length / 3;
  });
  CHECK(begins ==
        std::vector<std::uint64_t>{0, 3'000'000'000, 6'000'000'000, 6'000'000'005, 6'000'000'005});
  CHECK(places ==
        std::vector<std::uint64_t>{0, 2'000'000'000, 4'000'000'000, 4'000'000'002, 4'000'000'002});
  CHECK(offsets == offsets_of({2'000'000'000U, 2'000'000'000U, 2, 0, 2'000'000'000U}));
  CHECK(offsets.total() == 6'000'000'002);
}

TEST_CASE("row offsets exactly at 2^32 carry") {
  const RowOffsets offsets = offsets_of({0x80000000U, 0x80000000U, 1});
  CHECK(offsets[2] == 0x100000000ULL);
  CHECK(offsets.total() == 0x100000001ULL);
  CHECK_THROWS_AS(RowOffsets(WordBuffer(0)), std::invalid_argument);
}
