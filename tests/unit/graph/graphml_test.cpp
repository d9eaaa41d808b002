#include <string>

#include "graph/readers.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

struct Outcome {
  std::optional<ReadGraph> read;
  Diagnostics diagnostics;
  std::string report;
};

Outcome read(const std::string& text, const ReadOptions& options = {}) {
  const support::TemporaryDirectory folder;
  const auto file = support::put(folder / "g.graphml", text);
  Outcome outcome;
  outcome.read = read_graphml(file, options, outcome.diagnostics, Workers(1));
  outcome.report = outcome.diagnostics.report();
  return outcome;
}

// A file around the content of its graph, which begins on line 3.
std::string around(const std::string& content, const std::string& direction = "undirected") {
  return "<?xml version=\"1.0\"?>\n"
         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><graph edgedefault=\"" +
         direction + "\">\n" + content + "</graph></graphml>\n";
}

bool has(const Outcome& outcome, const std::string& text) {
  return outcome.report.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a GraphML graph, with vertices in the order of their nodes") {
  const Outcome outcome =
      read(around("<node id=\"b\"/><edge source=\"a\" target=\"b\"/>\n"
                  "<node id=\"a\"><data key=\"k\"><graph>anything <b/></graph></data></node>\n"
                  "<node id=\"lone\"/><node id=\"c\"/>\n<edge source=\"c\" "
                  "target=\"a\"><desc>x</desc></edge>"));
  REQUIRE(outcome.read);
  CHECK(outcome.diagnostics.all().empty());
  CHECK(outcome.read->labels == std::vector<std::string>{"b", "a", "lone", "c"});
  CHECK(outcome.read->graph == graph_of(4, {{0, 1}, {1, 3}}));
}

TEST_CASE("GraphML without a namespace, with keys and with the five XML entities") {
  const Outcome outcome = read(
      "<graphml><key id=\"w\"><default>1</default></key><graph>"
      "<node id=\"a&amp;b\"/><node id=\"&#65;\"/><edge source=\"A\" target=\"a&amp;b\"/>"
      "</graph></graphml>");
  REQUIRE(outcome.read);
  CHECK(outcome.read->labels == std::vector<std::string>{"a&b", "A"});
  CHECK(outcome.read->graph.edge_count() == 1);
}

TEST_CASE("directed GraphML is taken as undirected with one warning") {
  const std::string content =
      "<node id=\"a\"/><node id=\"b\"/>\n"
      "<edge source=\"a\" target=\"b\" directed=\"true\"/>\n<edge source=\"b\" target=\"a\"/>\n"
      "<edge source=\"b\" target=\"b\"/>";
  const Outcome outcome = read(around(content, "directed"));
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph.edge_count() == 1);
  CHECK(outcome.diagnostics.all().size() == 3);
  CHECK(has(outcome, "g.graphml:2:56: warning: directed edges are taken as undirected"));
  CHECK(has(outcome, "g.graphml:6:1: warning: 1 ties of a vertex with itself"));
  CHECK(has(outcome, "warning: 1 repeated ties were merged"));
  CHECK(has(read(around(content)), "g.graphml:4:1: warning: directed edges"));
}

TEST_CASE("an edge between undeclared vertices is refused at its place") {
  const Outcome outcome =
      read(around("<node id=\"a\"/>\n<edge source=\"a\" target=\"ghost\"/>\n  <edge source=\"b\" "
                  "target=\"a\"/>"));
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 2);
  CHECK(has(outcome, "g.graphml:4:1: error: the edge mentions \"ghost\""));
  CHECK(has(outcome, "g.graphml:5:3: error: the edge mentions \"b\""));
}

TEST_CASE("entity bombs are refused before anything expands") {
  const Outcome outcome = read(
      "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n <!ENTITY a \"aaaaaaaaaa\">\n"
      " <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n]>\n"
      "<graphml><graph><node id=\"&b;\"/></graph></graphml>");
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 1);
  CHECK(has(outcome, "g.graphml:2:"));
  CHECK(has(outcome, "document types and entities are refused"));
  const Outcome external =
      read("<!DOCTYPE g SYSTEM \"file:///etc/passwd\"><graphml><graph/></graphml>");
  CHECK_FALSE(external.read);
  CHECK(has(external, "document types and entities are refused"));
}

TEST_CASE("nesting is limited, in attached data too") {
  const auto nested = [](int deep) {
    std::string text = "<node id=\"a\"><data key=\"k\">";  // at depths 3 and 4
    for (int i = 0; i < deep; ++i) text += "<x>";
    for (int i = 0; i < deep; ++i) text += "</x>";
    return around(text + "</data></node>");
  };
  CHECK(read(nested(max_nesting - 4)).read);
  const Outcome outcome = read(nested(max_nesting - 3));
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 1);
  CHECK(has(outcome, "g.graphml:3:208: error: elements are nested more than 64 deep"));
  CHECK_FALSE(read(nested(1'000'000)).read);
}

TEST_CASE("malformed XML is reported with its place") {
  const Outcome torn = read(around("<node id=\"a\"/>\n<node id=\"b\"></edge>"));
  CHECK_FALSE(torn.read);
  CHECK(has(torn, "g.graphml:4:16: error: the XML is malformed (mismatched tag)"));
  CHECK(has(read("<graphml><graph>"), "error: the XML is malformed (no element found)"));
  CHECK(has(read(""), "error: the XML is malformed (no element found)"));
  CHECK(has(read("source,target\n0,1\n"), "g.graphml:1:1: error: the XML is malformed"));
  CHECK(has(read("<graphml><graph><node id=\"&nope;\"/></graph></graphml>"),
            "error: the XML is malformed (undefined entity)"));
  CHECK(has(read("<graphml><graph><node id=\"a\" id=\"b\"/></graph></graphml>"),
            "error: the XML is malformed (duplicate attribute)"));
}

TEST_CASE("what a flat graph cannot have is refused") {
  CHECK(has(read(around("<node id=\"a\"><graph/></node>")),
            "g.graphml:3:14: error: nested graphs are refused"));
  CHECK(has(read(around("<hyperedge><endpoint node=\"a\"/></hyperedge>")),
            "g.graphml:3:1: error: hyperedges are refused"));
  CHECK(has(read(around("<node id=\"a\"><port name=\"p\"/></node>")), "ports are refused"));
  CHECK(has(read(around("<nodes/>")), "the element nodes is not expected here"));
  CHECK(has(read(around("<node id=\"a\"/>\n<node id=\"a\"/>")),
            "g.graphml:4:1: error: the node \"a\" is declared twice"));
  CHECK(has(read(around("<node/>")), "g.graphml:3:1: error: the node has no id"));
  CHECK(has(read(around("<edge source=\"a\"/>")), "error: the edge has no target"));
  CHECK(has(read(around("<edge target=\"a\"/>")), "error: the edge has no source"));
  CHECK(has(read("<html/>"), "g.graphml:1:1: error: the outermost element is html"));
  CHECK(has(read("<graphml/>"), "error: the file has no graph"));
  CHECK(has(read("<graphml><graph/><graph/></graphml>"), "a file may have one graph only"));
}

TEST_CASE("a tag without end does not fill the memory") {
  CHECK(has(read("<graphml><graph><node id=\"" + std::string(40'000'000, 'x')),
            "the tag is longer than"));
}

TEST_CASE("many problems in GraphML are counted") {
  std::string content;
  for (int i = 0; i < 100; ++i) content += "<node/>\n";
  const Outcome outcome = read(around(content));
  CHECK(outcome.diagnostics.error_count() == max_problems + 1);
  CHECK(has(outcome, "g.graphml:23:1: error: and 80 more problems"));
}

TEST_CASE("GraphML with more vertices than allowed, or no file") {
  ReadOptions options;
  options.max_vertices = 2;
  CHECK(read(around("<node id=\"a\"/><node id=\"b\"/>"), options).read);
  CHECK(has(read(around("<node id=\"a\"/><node id=\"b\"/><node id=\"c\"/>"), options),
            "there are more than 2 vertices"));
  Diagnostics diagnostics;
  CHECK_FALSE(read_graphml("/nonexistent/g.graphml", {}, diagnostics, Workers(1)));
  CHECK(diagnostics.error_count() == 1);
}

TEST_CASE("GraphML larger than the reader's chunks") {
  std::string content;
  for (int i = 0; i < 60'000; ++i) content += "<node id=\"n" + std::to_string(i) + "\"/>\n";
  for (int i = 1; i < 60'000; ++i) {
    content +=
        "<edge source=\"n" + std::to_string(i - 1) + "\" target=\"n" + std::to_string(i) + "\"/>\n";
  }
  const Outcome outcome = read(around(content));
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == one(MotifKind::path, 60'000));
}

TEST_CASE("GraphML has as many vertices as it is said to have") {
  const support::TemporaryDirectory folder;
  const auto file = support::put(
      folder / "g.GraphML",
      "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\"/><graph edgedefault=\"undirected\">"
      "<node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\"/></graph></graphml>");
  CHECK(is_graphml(file));
  CHECK(is_graphml("x.XML"));
  CHECK_FALSE(is_graphml("x.csv"));
  ReadOptions options;
  options.vertex_count = 5;
  Diagnostics diagnostics;
  const auto read = read_graphml(file, options, diagnostics, Workers(1));
  REQUIRE(read);
  CHECK(read->graph.vertex_count() == 5);
  CHECK(diagnostics.report().find("weights play no part") != std::string::npos);
  options.vertex_count = 1;
  CHECK_FALSE(read_graphml(file, options, diagnostics, Workers(1)));
  CHECK(diagnostics.report().find("2 vertices, more than the 1 it should have") !=
        std::string::npos);
}
