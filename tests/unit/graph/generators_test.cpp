#include "graph/generators.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "graph/measures.hpp"
#include "graphs.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::graph;

namespace {

const Workers alone(1);

// Mean and variance of whole numbers.
struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

template <class ValueOf>
Moments moments(std::uint32_t count, ValueOf&& value_of) {
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double value = value_of(i);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / count;
  return {mean, squares / count - mean * mean};
}

Moments degree_moments(const CompressedGraph& graph) {
  return moments(graph.vertex_count(), [&](std::uint32_t v) { return graph.degree(v); });
}

template <class Generate>
void check_threads(Generate&& generate) {
  const CompressedGraph serial = generate(Seed{3}, alone);
  CHECK(serial.edge_count() > 10'000);
  for (const int threads : {2, 4, 8}) CHECK(generate(Seed{3}, Workers(threads)) == serial);
  CHECK_FALSE(generate(Seed{4}, alone) == serial);
}

}  // namespace

TEST_CASE("generated graphs depend on the seed and not on threads") {
  check_threads([](Seed seed, const Workers& workers) {
    return small_world({10, 0.2}, 20'000, seed, workers);
  });
  check_threads(
      [](Seed seed, const Workers& workers) { return erdos_renyi({6.0}, 20'000, seed, workers); });
  check_threads([](Seed seed, const Workers& workers) {
    const auto degrees = draw_degrees({}, 20'000, seed, workers);
    return configuration(degrees, seed, workers);
  });
}

TEST_CASE("a small world without rewiring is the ring lattice") {
  const CompressedGraph graph = small_world({10, 0.0}, 1000, Seed{1}, alone);
  CHECK(row(graph, 0) == std::vector<std::uint32_t>{1, 2, 3, 4, 5, 995, 996, 997, 998, 999});
  const GraphMeasures measures = measure(graph);
  CHECK(measures.ties == 5000);
  CHECK(measures.clustering == Approx(24.0 / 36.0));  // 3 (k - 2) / (4 (k - 1))
}

TEST_CASE("a small world with everything rewired has no clustering left") {
  const std::uint32_t n = 20'000;
  const GraphMeasures measures = measure(small_world({10, 1.0}, n, Seed{1}, alone));
  // About k / n = 0.0005 as in a random graph; the lattice has 0.67.
  CHECK(measures.clustering < 0.0015);
  CHECK(measures.clustering > 0.0001);
  // Five ties start at each vertex and a Poisson number with mean five arrives: variance 5.
  const Moments degrees = degree_moments(small_world({10, 1.0}, n, Seed{1}, alone));
  CHECK(std::abs(degrees.variance - 5.0) < 4.0 * std::sqrt((5.0 + 2.0 * 25.0) / n));
}

TEST_CASE("some rewiring keeps most clustering") {
  const double left = measure(small_world({10, 0.05}, 20'000, Seed{1}, alone)).clustering;
  // (1 - p)^3 of the lattice's (Barrat and Weigt, Eur. Phys. J. B 13 (2000) 547-560).
  CHECK(left == Approx(0.95 * 0.95 * 0.95 * 24.0 / 36.0).epsilon(0.01));
}

TEST_CASE("degrees of an Erdos-Renyi graph have the moments of the binomial") {
  const std::uint32_t n = 40'000;
  const double mean = 8.0;
  const CompressedGraph graph = erdos_renyi({mean}, n, Seed{11}, alone);
  const double ties = 0.5 * n * mean;
  CHECK(std::abs(static_cast<double>(graph.edge_count()) - ties) < 4.0 * std::sqrt(ties));
  const Moments degrees = degree_moments(graph);
  CHECK(std::abs(degrees.variance - mean) < 4.0 * std::sqrt((mean + 2.0 * mean * mean) / n));
}

TEST_CASE("every pair of an Erdos-Renyi graph is as likely as any other") {
  // Ties by the row of their smaller end: the first and the last quarter of the rows hold 7/16 and
  // 1/16 of the pairs.
  const std::uint32_t n = 4000;
  const CompressedGraph graph = erdos_renyi({20.0}, n, Seed{5}, alone);
  double first = 0.0;
  double last = 0.0;
  for (std::uint32_t a = 0; a < n; ++a) {
    for (const std::uint32_t b : graph.neighbours(a)) {
      if (a > b) continue;
      first += a < n / 4 ? 1 : 0;
      last += a >= 3 * (n / 4) ? 1 : 0;
    }
  }
  const double ties = 0.5 * n * 20.0;
  CHECK(std::abs(first - ties * 7.0 / 16.0) < 4.0 * std::sqrt(ties * 7.0 / 16.0));
  CHECK(std::abs(last - ties / 16.0) < 4.0 * std::sqrt(ties / 16.0));
}

TEST_CASE("Erdos-Renyi at both ends: no ties, and all") {
  CHECK(erdos_renyi({0.0}, 50, Seed{1}, alone) == no_ties(50));
  CHECK(erdos_renyi({49.0}, 50, Seed{1}, alone) == one(MotifKind::complete, 50));
  CHECK(erdos_renyi({0.0}, 0, Seed{1}, alone).vertex_count() == 0);
  CHECK_THROWS_AS(erdos_renyi({50.0}, 50, Seed{1}, alone), InputError);
  CHECK_THROWS_AS(erdos_renyi({-1.0}, 50, Seed{1}, alone), InputError);
}

TEST_CASE("Poisson degrees have the moments of the law") {
  const std::uint32_t n = 100'000;
  for (const double mean : {0.3, 8.0, 300.0}) {
    const auto degrees = draw_degrees({DegreeLaw::poisson, mean, 2.5, 2, 100}, n, Seed{2}, alone);
    const Moments found = moments(n, [&](std::uint32_t v) { return degrees[v]; });
    CHECK(std::abs(found.mean - mean) < 4.0 * std::sqrt(mean / n));
    CHECK(std::abs(found.variance - mean) < 4.0 * std::sqrt((mean + 2.0 * mean * mean) / n));
  }
}

TEST_CASE("power-law degrees have the mean and the range of the law") {
  const std::uint32_t n = 100'000;
  const auto degrees = draw_degrees({DegreeLaw::power_law, 8.0, 2.5, 3, 60}, n, Seed{2}, alone);
  double weight = 0.0;
  double first = 0.0;
  double second = 0.0;
  for (int k = 3; k <= 60; ++k) {
    weight += std::pow(k, -2.5);
    first += std::pow(k, -1.5);
    second += std::pow(k, -0.5);
  }
  const double mean = first / weight;
  const double variance = second / weight - mean * mean;
  const Moments found = moments(n, [&](std::uint32_t v) { return degrees[v]; });
  CHECK(std::abs(found.mean - mean) < 4.0 * std::sqrt(variance / n));
  CHECK(*std::min_element(degrees.begin(), degrees.end()) == 3);
  CHECK(*std::max_element(degrees.begin(), degrees.end()) <= 60);
}

TEST_CASE("the erased configuration model loses as many ties as theory says") {
  const std::uint32_t n = 20'000;
  const auto degrees = draw_degrees({DegreeLaw::poisson, 8.0, 2.5, 2, 100}, n, Seed{9}, alone);
  const CompressedGraph graph = configuration(degrees, Seed{9}, alone);
  std::uint64_t ends = 0;
  std::uint32_t above = 0;
  for (std::uint32_t v = 0; v < n; ++v) {
    ends += degrees[v];
    above += graph.degree(v) > degrees[v] ? 1 : 0;
  }
  CHECK(above == 0);
  // With nu = E[d(d-1)] / E[d] = 8: self loops are Poisson with mean nu / 2, repeats nu^2 / 4
  // (van der Hofstad, Random Graphs and Complex Networks 1 (2017), proposition 7.13).
  const double lost = static_cast<double>(ends / 2) - static_cast<double>(graph.edge_count());
  CHECK(std::abs(lost - 20.0) < 4.0 * std::sqrt(20.0));
}

TEST_CASE("a power law has the given mean") {
  for (const double mean : {0.3, 1.0, 2.2, 9.2, 40.0}) {
    DegreeConfig config;
    config.law = DegreeLaw::power_law_of_mean;
    config.mean = mean;
    config.largest = 300;
    const auto degrees = draw_degrees(config, 200'000, Seed{3}, alone);
    double sum = 0.0;
    double squares = 0.0;
    for (const std::uint32_t degree : degrees) {
      sum += degree;
      squares += static_cast<double>(degree) * degree;
    }
    const double n = static_cast<double>(degrees.size());
    const double error = std::sqrt((squares / n - sum / n * sum / n) / n);
    CHECK(std::abs(sum / n - mean) < 4 * error);
    CHECK(error < 0.03 * mean);
  }
  DegreeConfig too_dense;
  too_dense.law = DegreeLaw::power_law_of_mean;
  too_dense.mean = 101;
  CHECK_THROWS_AS(draw_degrees(too_dense, 10, Seed{3}, alone), InputError);
}

TEST_CASE("the configuration model matches ends without regard to their place") {
  // Degrees are all 4: the correlation of neighbouring vertex numbers must vanish.
  const std::uint32_t n = 30'000;
  const std::vector<std::uint32_t> degrees(n, 4);
  const CompressedGraph graph = configuration(degrees, Seed{5}, alone);
  double products = 0.0;
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t other : graph.neighbours(v)) {
      products += (v - 0.5 * n) * (static_cast<double>(other) - 0.5 * n);
    }
  }
  const double ties = static_cast<double>(graph.edge_count());
  const double correlation = products / (2.0 * ties) / (static_cast<double>(n) * n / 12.0);
  CHECK(std::abs(correlation) < 4.0 / std::sqrt(ties));
  CHECK(measure(graph).clustering < 0.002);
}

TEST_CASE("the configuration model pairs a few ends in every way equally often") {
  const std::vector<std::uint32_t> degrees(6, 1);
  std::array<int, 6> partner{};
  std::array<int, 5> pattern{};  // given 0-1, who is with 2; else unused
  const int seeds = 20'000;
  for (int seed = 0; seed < seeds; ++seed) {
    const CompressedGraph graph =
        configuration(degrees, Seed{static_cast<std::uint64_t>(seed)}, alone);
    const std::uint32_t first = row(graph, 0).front();
    ++partner[first];
    if (first == 1) ++pattern[row(graph, 2).front() - 1];
  }
  for (int other = 1; other < 6; ++other) {
    CHECK(std::abs(partner[other] - 0.2 * seeds) < 4.0 * std::sqrt(0.16 * seeds));
  }
  for (int other = 3; other < 6; ++other) {  // the 15 pairings have the same chance
    CHECK(std::abs(pattern[other - 1] - seeds / 15.0) < 4.0 * std::sqrt(seeds / 15.0));
  }
}

TEST_CASE("the configuration model takes odd sums, no ends and one end") {
  const std::vector<std::uint32_t> odd = {1, 1, 1};
  CHECK(configuration(odd, Seed{1}, alone).edge_count() == 1);
  CHECK(configuration(std::vector<std::uint32_t>(4, 0), Seed{1}, alone) == no_ties(4));
  CHECK(configuration(std::vector<std::uint32_t>{0, 1}, Seed{1}, alone) == no_ties(2));
}

TEST_CASE("named motifs") {
  CHECK(row(one(MotifKind::path, 4), 1) == std::vector<std::uint32_t>{0, 2});
  CHECK(row(one(MotifKind::cycle, 4), 0) == std::vector<std::uint32_t>{1, 3});
  CHECK(row(one(MotifKind::star, 4), 0) == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(one(MotifKind::complete, 5).edge_count() == 10);
  CHECK(one(MotifKind::link, 2).edge_count() == 1);
  CHECK(one(MotifKind::empty, 3) == no_ties(3));
  CHECK_THROWS_AS(make_motif(MotifKind::cycle, 2), InputError);
  CHECK_THROWS_AS(make_motif(MotifKind::link, 3), InputError);
  CHECK_THROWS_AS(make_motif(MotifKind::path, 0), InputError);
}

TEST_CASE("copies do not touch each other") {
  const CompressedGraph graph = copies(make_motif(MotifKind::cycle, 5), 2000, Workers(4));
  CHECK(graph.vertex_count() == 10'000);
  CHECK(row(graph, 9999) == std::vector<std::uint32_t>{9995, 9998});
  CHECK(measure(graph).components == 2000);
  CHECK_THROWS_AS(copies(Motif{2, {{0, 2}}}, 3, alone), InputError);
  CHECK_THROWS_AS(copies(Motif{1U << 31, {}}, 2, alone), InputError);
}

TEST_CASE("small worlds that cannot be are refused") {
  CHECK_THROWS_AS(small_world({3, 0.1}, 100, Seed{1}, alone), InputError);
  CHECK_THROWS_AS(small_world({4, 1.5}, 100, Seed{1}, alone), InputError);
  CHECK_THROWS_AS(small_world({10, 0.1}, 10, Seed{1}, alone), InputError);
  CHECK_THROWS_AS(draw_degrees({DegreeLaw::power_law, 8.0, 1.0, 2, 9}, 5, Seed{1}, alone),
                  InputError);
}
