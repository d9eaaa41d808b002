#include <fmt/format.h>

#include <string>

#include "graph/measures.hpp"
#include "graph/readers.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

// The result of reading a text.
struct Outcome {
  std::optional<ReadGraph> read;
  Diagnostics diagnostics;
  std::string report;  // without the name of the folder
};

Outcome read(const std::string& text, const ReadOptions& options = {}) {
  const support::TemporaryDirectory folder;
  const auto file = support::put(folder / "ties.csv", text);
  Outcome outcome;
  outcome.read = read_edge_list(file, options, outcome.diagnostics, Workers(1));
  outcome.report = outcome.diagnostics.report();
  const std::string prefix = folder.path().string() + "/";
  for (auto at = outcome.report.find(prefix); at != std::string::npos;
       at = outcome.report.find(prefix)) {
    outcome.report.erase(at, prefix.size());
  }
  return outcome;
}

ReadOptions names() {
  ReadOptions options;
  options.labels = VertexLabels::names;
  return options;
}

bool has(const Outcome& outcome, const std::string& text) {
  return outcome.report.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("an edge list of numbers") {
  const Outcome outcome = read("source,target\n0,2\n3,2\n");
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == graph_of(4, {{0, 2}, {2, 3}}));
  CHECK(outcome.read->labels.empty());
  CHECK(outcome.diagnostics.all().empty());
}

TEST_CASE("an edge list may have carriage returns, a byte-order mark, gaps and no last newline") {
  const Outcome outcome = read("\xef\xbb\xbfsource,target\r\n0,1\r\n\r\n\n1,2");
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == graph_of(3, {{0, 1}, {1, 2}}));
}

TEST_CASE("the number of vertices may be given, and no tie may leave it") {
  ReadOptions options;
  options.vertex_count = 6;
  const Outcome outcome = read("source,target\n0,1\n", options);
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph.vertex_count() == 6);
  const Outcome beyond = read("source,target\n0,1\n5,6\n", options);
  CHECK_FALSE(beyond.read);
  CHECK(has(beyond, "ties.csv:3:3: error: vertex 6 is beyond the last one, 5"));
}

TEST_CASE("an edge list of names, some in quotes") {
  const Outcome outcome =
      read("source,target,weight\nAda,\"Lovelace, B.\",1.5\n\"say \"\"hi\"\"\",Ada,0\n", names());
  REQUIRE(outcome.read);
  CHECK(outcome.read->labels == std::vector<std::string>{"Ada", "Lovelace, B.", "say \"hi\""});
  CHECK(outcome.read->graph == graph_of(3, {{0, 1}, {0, 2}}));
}

TEST_CASE("thousands of names keep their numbers") {
  std::string text = "source,target\n";
  for (int i = 0; i < 5000; ++i) {
    text += fmt::format("v{},v{}\n", i, i + 1);
  }
  const Outcome outcome = read(text, names());
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == one(MotifKind::path, 5001));
  CHECK(outcome.read->labels[4321] == "v4321");
}

TEST_CASE("lines that cross the reader's chunks stay whole") {
  std::string text = "source,target\n";
  std::vector<Tie> ties;
  for (std::uint32_t i = 0; text.size() < 3'500'000; ++i) {
    ties.push_back({i, i * 7 + 1});
    text += fmt::format("{},{}\n", i, i * 7 + 1);
  }
  const auto vertices = ties.back().second + 1;
  const CompressedGraph expected = graph_of(vertices, ties);
  const Outcome outcome = read(text);
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == expected);
  text.pop_back();  // and without the last newline
  CHECK(read(text).read->graph == expected);
}

TEST_CASE("malformed lines are all reported, with their places") {
  const Outcome outcome = read(
      "source,target\n"
      "0,1\n"
      "0\n"
      "0,1,2\n"
      "a,1\n"
      "1,2x\n"
      "1,\n"
      ",1\n"
      "1,-2\n"
      "1, 2\n"
      "1,99999999999999999999999\n"
      "0x1,1\n"
      "0,2\n");
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 10);
  CHECK(has(outcome, "ties.csv:3:2: error: the line ends after 1 of 2 fields"));
  CHECK(has(outcome, "ties.csv:4:5: error: there are more than 2 fields"));
  CHECK(has(outcome, "ties.csv:5:1: error: \"a\" is not a vertex number"));
  CHECK(has(outcome, "ties.csv:6:3: error: \"2x\" is not a vertex number"));
  CHECK(has(outcome, "ties.csv:7:3: error: the field is empty"));
  CHECK(has(outcome, "ties.csv:8:1: error: the field is empty"));
  CHECK(has(outcome, "ties.csv:9:3: error: \"-2\" is not a vertex number"));
  CHECK(has(outcome, "ties.csv:10:3: error: \" 2\" is not a vertex number"));
  CHECK(has(outcome, "ties.csv:11:3: error: vertex 99999999999999999999999 is beyond"));
  CHECK(has(outcome, "ties.csv:12:1: error: \"0x1\" is not a vertex number"));
}

TEST_CASE("weights must be numbers from 0 on") {
  const Outcome outcome =
      read("source,target,weight\n0,1,1e3\n0,2,-1\n0,3,x\n0,4,nan\n0,5,inf\n0,6\n");
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 5);
  CHECK(has(outcome, "ties.csv:3:5: error: the weight \"-1\""));
  CHECK(has(outcome, "ties.csv:4:5: error: the weight \"x\""));
  CHECK(has(outcome, "ties.csv:5:5: error: the weight \"nan\""));
  CHECK(has(outcome, "ties.csv:6:5: error: the weight \"inf\""));
  CHECK(has(outcome, "ties.csv:7:4: error: the line ends after 2 of 3 fields"));
}

TEST_CASE("quotes must be closed and followed by a comma") {
  const Outcome outcome = read("source,target\n\"a,b\nx,\"y\"z\nx,\"y\"\"\nx,\"\"\n", names());
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == 4);
  CHECK(has(outcome, "ties.csv:2:1: error: the quoted field does not end on this line"));
  CHECK(has(outcome, "ties.csv:3:6: error: a quoted field must be followed by a comma"));
  CHECK(has(outcome, "ties.csv:4:3: error: the quoted field does not end on this line"));
  CHECK(has(outcome, "ties.csv:5:3: error: the field is empty"));
}

TEST_CASE("more problems than the limit are counted") {
  std::string text = "source,target\n";
  for (int i = 0; i < 50; ++i) text += "x,1\n";
  const Outcome outcome = read(text);
  CHECK_FALSE(outcome.read);
  CHECK(outcome.diagnostics.error_count() == max_problems + 1);
  CHECK(has(outcome, "ties.csv:21:1: error: \"x\""));
  CHECK(has(outcome, "ties.csv:22:1: error: and 30 more problems"));
}

TEST_CASE("self loops and repeats are dropped with one warning each") {
  const Outcome outcome = read("source,target\n0,1\n1,1\n1,0\n0,1\n2,2\n");
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == graph_of(3, {{0, 1}}));
  CHECK(outcome.diagnostics.all().size() == 2);
  CHECK_FALSE(outcome.diagnostics.has_errors());
  CHECK(has(outcome, "ties.csv:3:1: warning: 2 ties of a vertex with itself"));
  CHECK(has(outcome, "ties.csv: warning: 2 repeated ties were merged"));
}

TEST_CASE("files that are no edge lists") {
  CHECK(has(read(""), "ties.csv:1:1: error: the file is empty"));
  const Outcome header = read("from,to\nx,y\n");
  CHECK_FALSE(header.read);
  CHECK(header.diagnostics.error_count() == 1);
  CHECK(has(header, "ties.csv:1:1: error: the header must be source,target"));
  CHECK(has(read("source,target\n0,1\n" + std::string(3'000'000, '7') + ",1\n"),
            "ties.csv:3:1: error: the line is longer than"));
  CHECK(has(read(std::string("source,target\n0,\0001\n", 19)), "ties.csv:2:3: error:"));
  REQUIRE(read("source,target\n").read);
  CHECK(read("source,target\n").read->graph.vertex_count() == 0);
}

TEST_CASE("missing files and folders are reported") {
  const support::TemporaryDirectory folder;
  Diagnostics diagnostics;
  CHECK_FALSE(read_edge_list(folder / "none.csv", {}, diagnostics, Workers(1)));
  CHECK_FALSE(read_edge_list(folder.path(), {}, diagnostics, Workers(1)));
  CHECK(diagnostics.error_count() == 2);
  CHECK(diagnostics.report().find("No such file") != std::string::npos);
  CHECK(diagnostics.report().find("it is a folder") != std::string::npos);
}

TEST_CASE("more vertices than allowed are refused") {
  ReadOptions options = names();
  options.max_vertices = 3;
  CHECK(read("source,target\na,b\nb,c\n", options).read);
  CHECK(has(read("source,target\na,b\nc,d\n", options),
            "ties.csv:3:3: error: there are more than 3 vertices"));
  options.labels = VertexLabels::numbers;
  CHECK(has(read("source,target\n0,3\n", options), "ties.csv:2:3: error: vertex 3 is beyond"));
}

TEST_CASE("the co-authorship network of network scientists") {
  ReadOptions options;
  options.vertex_count = 1589;
  Diagnostics diagnostics;
  const auto read = read_edge_list(support::source_file("scenarios/networks/netscience.csv"),
                                   options, diagnostics, Workers(2));
  REQUIRE(read);
  CHECK(diagnostics.all().empty());
  const GraphMeasures measures = measure(read->graph);
  CHECK(measures.vertices == 1589);
  CHECK(measures.ties == 2742);
  CHECK(measures.largest_component == 379);
  CHECK(measures.components == 396);
  // The other figures come from a separate brute-force count in Python.
  CHECK(measures.transitivity == Approx(0.693441).margin(1e-6));
  REQUIRE(measures.assortativity);
  CHECK(*measures.assortativity == Approx(0.461622).margin(1e-6));
  CHECK(measures.largest_degree == 34);
  CHECK(measures.clustering == Approx(0.878206).margin(1e-6));
}

TEST_CASE("edge lists as other programs write them are read, or refused with what to change") {
  CHECK(read("\"source\",\"target\"\n\"0\",\"1\"\n").read);
  const auto hint = [](const std::string& text, const std::string& what) {
    const Outcome outcome = read(text);
    INFO(outcome.report);
    CHECK_FALSE(outcome.read);
    CHECK(has(outcome, "the header must be source,target"));
    CHECK(has(outcome, what));
  };
  hint("Source,Target,Type,Id\n0,1,Undirected,0\n", "name them source and target");
  hint("# Directed graph\n# FromNodeId\tToNodeId\n0\t1\n", "remove the lines that start with #");
  hint("% sym\n1 2\n", "remove the lines that start with #");
  hint("source\ttarget\n0\t1\n", "put commas between");
  hint("0,1\n1,2\n", "write source,target above the first tie");
  hint("\xff\xfes\0", "UTF-8");
  CHECK(has(read(std::string("\x1f\x8b\x08\x00rest", 8)), "the file is compressed; decompress it"));
  CHECK(has(read("source,target\nann,bob\n"), "number the people from 0"));
  const Outcome far = read("source,target\n0,300000000\n");
  CHECK(has(far, "beyond 199999999, the largest number where no number of vertices is given"));
}

TEST_CASE("weights play no part, and that is said once") {
  const Outcome outcome = read("source,target,weight\n0,1,0\n1,2,5\n");
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph.edge_count() == 2);
  CHECK(has(outcome, "ties.csv:1:15: warning: weights play no part"));
}
