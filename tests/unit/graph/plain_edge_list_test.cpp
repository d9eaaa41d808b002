// Edge lists long enough to be read in several pieces at the same time.

#include "graph/plain_edge_list.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/stream.hpp"
#include "graph/builder.hpp"
#include "graph/readers.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

constexpr std::uint32_t vertices = 1'000'000;

// About ten megabytes of ties, of lines between four and fourteen bytes.
std::vector<Tie> many_ties() {
  const CohortDraws draws = Stream(Seed{5}, "ties").of(0);
  std::vector<Tie> ties;
  for (std::uint32_t k = 0; k < 800'000; ++k) {
    const RandomWords words = draws.words({.ordinal = k});
    const std::uint32_t most = words[2] % 4 == 0 ? 9 : vertices;
    ties.push_back({words[0] % most, words[1] % vertices});
    if (ties.back().first == ties.back().second) ties.pop_back();
  }
  return ties;
}

std::string text_of(const std::vector<Tie>& ties) {
  std::string text = "source,target\n";
  for (const Tie& tie : ties) text += fmt::format("{},{}\n", tie.first, tie.second);
  return text;
}

struct Outcome {
  std::optional<ReadGraph> read;
  std::string report;
};

Outcome read(const std::string& text, int threads) {
  const support::TemporaryDirectory folder;
  const auto file = support::put(folder / "ties.csv", text);
  Diagnostics diagnostics;
  Outcome outcome;
  outcome.read = read_edge_list(file, {}, diagnostics, Workers(threads));
  outcome.report = diagnostics.report();
  return outcome;
}

}  // namespace

TEST_CASE("an edge list of several pieces is read whole, at any number of threads") {
  const std::vector<Tie> ties = many_ties();
  const std::string text = text_of(ties);
  std::uint32_t most = 0;
  for (const Tie& tie : ties) most = std::max({most, tie.first, tie.second});
  const CompressedGraph expected = build_graph(most + 1, ties, Workers(1));
  for (const int threads : {1, 3}) {
    const Outcome outcome = read(text, threads);
    REQUIRE(outcome.read);
    CHECK(outcome.read->graph == expected);
    CHECK(outcome.report.find("repeated ties were merged") != std::string::npos);
  }
  // The last line may do without its line feed; other lines are left to the careful reader.
  CHECK(read(text.substr(0, text.size() - 1), 2).read->graph == expected);
  CHECK(read(text + "\r\n\n", 2).read->graph == expected);
}

TEST_CASE("self loops and errors far into an edge list are reported at their line") {
  std::vector<Tie> ties = many_ties();
  ties[700'000] = {7, 7};
  ties[750'000] = {8, 8};
  const Outcome loops = read(text_of(ties), 2);
  REQUIRE(loops.read);
  CHECK(loops.report.find("ties.csv:700002:1: warning: 2 ties of a vertex with itself") !=
        std::string::npos);
  std::string text = text_of(ties);
  text += "5,x\n";
  const Outcome wrong = read(text, 2);
  CHECK_FALSE(wrong.read);
  CHECK(wrong.report.find(fmt::format("ties.csv:{}:3: error: \"x\"", ties.size() + 2)) !=
        std::string::npos);
}

TEST_CASE("pieces may begin anywhere in a line") {
  // Lines of one length, so that the piece's border at four megabytes falls on each place of a line
  // in turn as the number before it grows.
  for (std::uint32_t shift = 0; shift < 8; ++shift) {
    std::string text = "source,target\n" + std::string(shift / 2 + 1, '1') + "," +
                       std::string(shift - shift / 2 + 1, '2') + "\n";
    std::uint64_t lines = 1;
    while (text.size() < (std::size_t{1} << 22) + 200) {
      text += fmt::format("{:03},{:03}\n", 1 + lines % 500, 501 + (7 * lines) % 499);
      ++lines;
    }
    const Outcome one = read(text, 1);
    // A blank line sends the same ties to the careful reader.
    const Outcome careful = read(text + "\n", 1);
    if (one.read) CHECK(one.read->graph == careful.read->graph);
    CHECK(one.read.has_value() == careful.read.has_value());
  }
}

TEST_CASE("numbers of one to ten digits are read, whatever stands behind them") {
  std::string text = "source,target\n";
  std::vector<Tie> ties;
  for (std::uint32_t first = 1; first <= 10; ++first) {
    for (std::uint32_t second = 1; second <= 10; ++second) {
      // As many digits, zeros in front: 7, 17, 217, 3217 and so on.
      const Tie tie = {7'654'321 % static_cast<std::uint32_t>(std::pow(10, std::min(first, 7U))),
                       8'193'217 % static_cast<std::uint32_t>(std::pow(10, std::min(second, 7U)))};
      text += fmt::format("{:0{}},{:0{}}\n", tie.first, first, tie.second, second);
      ties.push_back(tie);
    }
  }
  const Outcome outcome = read(text, 1);
  REQUIRE(outcome.read);
  CHECK(outcome.read->graph == build_graph(8'193'218, ties, Workers(1)));
  CHECK_FALSE(read("source,target\n00000000001,2\n1,99999999999\n", 1).read);
  CHECK_FALSE(read("source,target\n1,2:\n", 1).read);
  CHECK_FALSE(read("source,target\n1,2/\n", 1).read);
}

TEST_CASE("a file that changes while its graph is built is noticed") {
  const std::string before = "source,target\n1,2\n2,3\n";
  for (const std::string after :
       {"source,target\n1,2\n2,4\n", "source,target\n1,2\n2;3\n", "source,target\n1,2\n22,\n",
        "source,target\n1,2\n", "source,target\n001,00002\n"}) {
    const support::TemporaryDirectory folder;
    const auto file = support::put(folder / "ties.csv", before);
    PlainEdgeList list(file);
    REQUIRE(list.survey(10, Workers(1)));
    CHECK(list.vertices() == 4);
    CHECK(build_graph(list.vertices(), list, Workers(1)).edge_count() == 2);
    support::put(folder / "ties.csv", after);
    INFO(after);
    CHECK_THROWS_AS(build_graph(list.vertices(), list, Workers(1)), TiesChanged);
  }
}
