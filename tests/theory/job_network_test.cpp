// The job information network: correlations of employment between members of a group, and
// unemployment by place in it, against the exact chain. Statistics of a replicate pool its copies
// and ticks; errors come from the independent replicates.

#include "theory/job_network.hpp"

#include <cmath>
#include <utility>

#include "support/catch.hpp"
#include "theory/snapshots.hpp"

namespace {

using namespace poach::tests;
using poach::ResearcherId;
using poach::World;
using poach::theory::JobNetwork;
using Ties = std::vector<std::pair<std::size_t, std::size_t>>;

constexpr std::uint64_t replicates = 24;
constexpr poach::theory::JobNetworkChances chances{.arrival = 0.1, .breakup = 0.015};

// Sums over copies and snapshots of one replicate.
struct Moments {
  std::size_t size = 0;
  double kinds = 0.0;
  std::vector<double> employed;
  std::vector<double> both;  // of a and b at a * size + b

  explicit Moments(std::size_t people)
      : size(people), employed(people, 0.0), both(people * people, 0.0) {}

  void add(const World& world) {
    std::vector<double> here(size);
    for (std::uint32_t first = 0; first < world.fixed.population.size(); first += size) {
      for (std::size_t a = 0; a < size; ++a) {
        const ResearcherId r{first + static_cast<std::uint32_t>(a)};
        here[a] = world.state.researchers.employer[r] ? 1.0 : 0.0;
      }
      for (std::size_t a = 0; a < size; ++a) {
        employed[a] += here[a];
        for (std::size_t b = a + 1; b < size; ++b) both[a * size + b] += here[a] * here[b];
      }
      kinds += 1.0;
    }
  }
  [[nodiscard]] double unemployment(std::size_t a) const { return 1.0 - employed[a] / kinds; }
  [[nodiscard]] double correlation(std::size_t a, std::size_t b) const {
    const double of_a = employed[a] / kinds;
    const double of_b = employed[b] / kinds;
    return (both[a * size + b] / kinds - of_a * of_b) /
           std::sqrt(of_a * (1.0 - of_a) * of_b * (1.0 - of_b));
  }
};

std::vector<Moments> simulate(const std::string& scenario, std::size_t size,
                              const std::vector<std::string>& overrides = {}) {
  std::vector<Moments> result;
  for (std::uint64_t k = 0; k < replicates; ++k) {
    Moments& moments = result.emplace_back(size);
    take_snapshots({scenario, overrides, {80, 10, 16, k}},
                   [&](const World& world) { moments.add(world); });
  }
  return result;
}

// Mean over replicates of what `of` says, averaged over the pairs or places given.
template <class Places, class Of>
Found mean_of(const std::vector<Moments>& all, const Places& places, Of of) {
  std::vector<double> values;
  for (const Moments& moments : all) {
    double value = 0.0;
    for (const auto& place : places) {
      value += of(moments, place) / static_cast<double>(std::size(places));
    }
    values.push_back(value);
  }
  return found_in(values);
}

Found correlation(const std::vector<Moments>& all, const Ties& pairs) {
  return mean_of(all, pairs, [](const Moments& m, const auto& pair) {
    return m.correlation(pair.first, pair.second);
  });
}

}  // namespace

// Separation before search would give .06233, more than ten errors away; jobs passed to anyone, or
// to those just hired, leave none of it.
TEST_CASE("a link: the two friends' employment is correlated as the chain says") {
  const JobNetwork exact(2, {{0, 1}}, chances);
  CHECK(exact.correlation(0, 1) == Approx(0.05227333).margin(5e-9));
  check_found(correlation(simulate("calvo_armengol_jackson_link", 2), {{0, 1}}),
              exact.correlation(0, 1), 0.001);
}

// Neighbours and opposites differ by .0015; a path instead of a ring by more.
TEST_CASE("a ring of four: neighbours and opposites") {
  const Ties ring = {{0, 1}, {1, 2}, {2, 3}, {3, 0}};
  const JobNetwork exact(4, ring, chances);
  const auto all = simulate("calvo_armengol_jackson_cycle", 4);
  check_found(correlation(all, {{0, 1}, {1, 2}, {2, 3}, {0, 3}}), exact.correlation(0, 1), 0.001);
  check_found(correlation(all, {{0, 2}, {1, 3}}), exact.correlation(0, 2), 0.0015);
}

TEST_CASE("four who all know each other") {
  const Ties all_pairs = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
  const JobNetwork exact(4, all_pairs, chances);
  check_found(correlation(simulate("calvo_armengol_jackson_complete", 4), all_pairs),
              exact.correlation(0, 1), 0.001);
}

// Places differ: the person in the middle hears of more jobs. Catches jobs that are not passed on
// to all friends with the same chance.
TEST_CASE("a star of five: unemployment by place, and correlations") {
  const JobNetwork exact(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}}, chances);
  const auto all =
      simulate("calvo_armengol_jackson_cycle", 5, {"network.shape=star", "network.copy_size=5"});
  const auto unemployment = [](const Moments& m, std::size_t place) {
    return m.unemployment(place);
  };
  const std::vector<std::size_t> middle = {0};
  CHECK(exact.unemployment(1) - exact.unemployment(0) > 0.02);
  check_found(mean_of(all, middle, unemployment), exact.unemployment(0), 0.001);
  for (std::size_t end = 1; end < 5; ++end) {
    check_found(mean_of(all, std::vector<std::size_t>{end}, unemployment), exact.unemployment(end),
                0.0012);
  }
  check_found(correlation(all, {{0, 1}, {0, 2}, {0, 3}, {0, 4}}), exact.correlation(0, 1), 0.001);
  check_found(correlation(all, {{1, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}}),
              exact.correlation(1, 2), 0.001);
}
