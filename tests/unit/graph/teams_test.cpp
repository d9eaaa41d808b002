#include "graph/teams.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <stdexcept>

#include "base/error.hpp"
#include "graph/measures.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

// The nine companies of the base scenario, one after the other.
struct Market {
  std::vector<std::uint32_t> headcounts = {100, 400, 500, 350, 200, 150, 100, 100, 500};
  std::vector<std::uint32_t> companies;
  std::vector<std::uint64_t> keys;

  void place() {
    companies.clear();
    keys.clear();
    for (std::uint32_t company = 0; company < headcounts.size(); ++company) {
      companies.insert(companies.end(), headcounts[company], company);
      keys.push_back(hash_name("company " + std::to_string(company)));
    }
  }
  [[nodiscard]] Staff staff() const { return {companies, keys}; }
  [[nodiscard]] std::uint32_t first(std::uint32_t company) const {
    return std::accumulate(headcounts.begin(), headcounts.begin() + company, 0U);
  }
};

Market base_market() {
  Market market;
  market.place();
  return market;
}

CompressedGraph make(const Market& market, std::uint64_t seed, const TeamsConfig& config = {}) {
  return teams(config, market.staff(), Seed{seed}, Workers(1));
}

// Ties between members of two companies, as pairs of places within them.
std::vector<Tie> ties_between(const CompressedGraph& graph, const Market& market, std::uint32_t a,
                              std::uint32_t b) {
  std::vector<Tie> ties;
  for (std::uint32_t i = 0; i < market.headcounts[a]; ++i) {
    for (const std::uint32_t other : graph.neighbours(market.first(a) + i)) {
      if (market.companies[other] == b) ties.push_back({i, other - market.first(b)});
    }
  }
  return ties;
}

std::size_t shared(const std::vector<Tie>& a, const std::vector<Tie>& b) {
  const auto before = [](const Tie& x, const Tie& y) {
    return x.first != y.first ? x.first < y.first : x.second < y.second;
  };
  std::vector<Tie> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both), before);
  return both.size();
}

}  // namespace

TEST_CASE("the default teams look like measured co-authorship") {
  const Market market = base_market();
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const CompressedGraph graph = make(market, seed);
    const GraphMeasures measures = measure(graph);
    const double inside = share_inside_companies(graph, market.companies).value();
    INFO("seed " << seed << ": degree " << measures.mean_degree << ", clustering "
                 << measures.clustering << ", p99 " << measures.degree_p99 << ", largest "
                 << measures.largest_component_share << ", assortativity "
                 << measures.assortativity.value_or(-9) << ", inside " << inside);
    CHECK((measures.mean_degree >= 5.0 && measures.mean_degree <= 10.0));
    CHECK((measures.clustering >= 0.6 && measures.clustering <= 0.75));
    CHECK((measures.degree_p99 >= 25 && measures.degree_p99 <= 50));
    CHECK((measures.largest_component_share >= 0.6 && measures.largest_component_share <= 0.8));
    REQUIRE(measures.assortativity);
    CHECK((*measures.assortativity >= 0.1 && *measures.assortativity <= 0.3));
    CHECK((inside >= 0.45 && inside <= 0.59));
  }
}

TEST_CASE("teams are the same at any number of threads") {
  Market market;
  market.headcounts = {20'000, 5, 1, 0, 9'000, 3};
  market.place();
  const CompressedGraph serial = make(market, 7);
  for (const int threads : {2, 4, 8}) {
    CHECK(teams({}, market.staff(), Seed{7}, Workers(threads)) == serial);
  }
  CHECK_FALSE(make(market, 8) == serial);
}

TEST_CASE("the share inside companies follows its parameter") {
  const Market market = base_market();
  double last = -1.0;
  for (const double aim : {0.3, 0.55, 0.8}) {
    TeamsConfig config;
    config.inside_share = aim;
    const double found = share_inside_companies(make(market, 3, config), market.companies).value();
    CHECK(found > last + 0.1);
    CHECK(found == Approx(aim).margin(0.1));
    last = found;
  }
  TeamsConfig config;
  config.inside_share = 1.0;
  CHECK(share_inside_companies(make(market, 3, config), market.companies).value() == 1.0);
}

TEST_CASE("a changed headcount leaves the teams of the other companies alone") {
  const Market before = base_market();
  Market after;
  after.headcounts[1] += 40;
  after.place();
  TeamsConfig closed;
  closed.inside_share = 1.0;  // no guests: nothing at all may change
  const CompressedGraph closed_before = make(before, 5, closed);
  const CompressedGraph closed_after = make(after, 5, closed);
  const CompressedGraph open_before = make(before, 5);
  const CompressedGraph open_after = make(after, 5);
  for (std::uint32_t a = 0; a < 9; ++a) {
    if (a == 1) continue;
    CHECK(ties_between(closed_before, before, a, a) == ties_between(closed_after, after, a, a));
    // With guests, ties inside also arise from two guests in a team elsewhere.
    const auto old_ties = ties_between(open_before, before, a, a);
    CHECK(shared(old_ties, ties_between(open_after, after, a, a)) >= 0.97 * old_ties.size());
  }
  const auto across = ties_between(open_before, before, 2, 8);
  CHECK(shared(across, ties_between(open_after, after, 2, 8)) >= 0.8 * across.size());
}

TEST_CASE("the order of companies does not matter") {
  const Market market = base_market();
  const CompressedGraph graph = make(market, 6);
  // The same people in the same order, with companies numbered backwards.
  Market turned = market;
  for (std::uint32_t& company : turned.companies) company = 8 - company;
  std::reverse(turned.keys.begin(), turned.keys.end());
  CHECK(make(turned, 6) == graph);
}

TEST_CASE("the order of people matters only within their company") {
  const Market market = base_market();
  const CompressedGraph graph = make(market, 6);
  // Deal the vertices out to the companies in turn; members keep their order within the company.
  Market dealt = market;
  dealt.companies.clear();
  std::vector<std::uint32_t> original;  // the vertex that stands here in `market`
  for (std::uint32_t round = 0; round < 500; ++round) {
    for (std::uint32_t company = 0; company < 9; ++company) {
      if (round >= market.headcounts[company]) continue;
      dealt.companies.push_back(company);
      original.push_back(market.first(company) + round);
    }
  }
  const CompressedGraph found = make(dealt, 6);
  REQUIRE(found.edge_count() == graph.edge_count());
  std::size_t missing = 0;
  for (std::uint32_t v = 0; v < found.vertex_count(); ++v) {
    for (const std::uint32_t other : found.neighbours(v)) {
      missing += graph.has_edge(original[v], original[other]) ? 0 : 1;
    }
  }
  CHECK(missing == 0);
}

TEST_CASE("with isolated groups only, nobody works outside the group") {
  TeamsConfig config;
  config.isolated_share = 1.0;
  const Market market = base_market();
  const CompressedGraph graph = make(market, 2, config);
  CHECK(graph.edge_count() > 1000);
  std::size_t outside = 0;
  for (std::uint32_t company = 0; company < 9; ++company) {
    for (std::uint32_t i = 0; i < market.headcounts[company]; ++i) {
      for (const std::uint32_t other : graph.neighbours(market.first(company) + i)) {
        const std::uint32_t j = other - market.first(company);
        if (market.companies[other] != company || i / 20 != j / 20) ++outside;
      }
    }
  }
  CHECK(outside == 0);
  CHECK(measure(graph).clustering == 1.0);
}

TEST_CASE("teams of two without overlap are as many as the people who lead them") {
  TeamsConfig config;
  config.isolated_share = 0.0;
  config.size_scale = 2.0;
  config.largest_team = 2;
  config.activity_scale = 1.0;
  config.most_teams = 1;  // everyone leads one team of two
  config.group_share = 0.0;
  config.inside_share = 1.0;
  Market market;
  market.headcounts = {50'000};
  market.place();
  const double ties = static_cast<double>(make(market, 1, config).edge_count());
  // One tie each; about one in 50,000 meets itself and half a pair repeats.
  CHECK(ties <= 50'000);
  CHECK(ties >= 49'980);
}

TEST_CASE("markets without people, with lone people and with one company") {
  Market market;
  market.headcounts = {0, 0};
  market.place();
  CHECK(make(market, 1).vertex_count() == 0);
  market.headcounts = {1};
  market.place();
  CHECK(make(market, 1) == no_ties(1));
  market.headcounts = {300};
  market.place();
  CHECK(make(market, 1).edge_count() > 100);
}

TEST_CASE("impossible teams are refused") {
  const Market market = base_market();
  TeamsConfig config;
  config.isolated_share = 1.5;
  CHECK_THROWS_AS(make(market, 1, config), InputError);
  config = {};
  config.size_scale = 1.0;
  CHECK_THROWS_AS(make(market, 1, config), InputError);
  config = {};
  config.group_size = 0;
  CHECK_THROWS_AS(make(market, 1, config), InputError);
  Market unknown = market;
  unknown.companies.front() = 9;
  CHECK_THROWS_AS(make(unknown, 1), std::invalid_argument);
}

TEST_CASE("the share of guests solves for the share inside") {
  TeamsConfig config;
  config.isolated_share = 0.0;
  config.size_scale = 2.0;
  config.largest_team = 2;  // a leader and one other: inside when the other is no guest
  config.inside_share = 0.7;
  CHECK(guest_share(config) == Approx(0.3));
  config.inside_share = 1.0;
  CHECK(guest_share(config) == 0.0);
}
