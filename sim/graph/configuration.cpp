#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "base/error.hpp"
#include "base/math.hpp"
#include "graph/builder.hpp"
#include "graph/generators.hpp"
#include "graph/permutation.hpp"

namespace poach::graph {
namespace {

constexpr std::uint64_t pairs_per_piece = 1ULL << 16;
constexpr std::uint64_t pairs_per_batch = 64;
constexpr std::uint32_t vertices_per_piece = 1U << 14;
constexpr std::uint64_t ends_per_mark = 32;

// Matches the ends of ties. Ends are numbered row by row: those of vertex 0, then of vertex 1, ...
// The owner of an end is found from a mark at every 32nd end and the degrees from there on, so that
// finding owners takes little memory beside the graph.
class MatchedEnds {
 public:
  MatchedEnds(std::span<const std::uint32_t> degrees, Seed seed)
      : degrees_(degrees),
        ends_(std::accumulate(degrees.begin(), degrees.end(), std::uint64_t{0})),
        shuffled_(ends_, Stream(seed, "graph/configuration").of(0).key()),
        owners_(ends_ / ends_per_mark + 1),
        before_(ends_ / ends_per_mark + 1) {
    std::uint64_t mark = 0;
    std::uint64_t begin = 0;
    for (std::uint32_t vertex = 0; vertex < degrees.size(); ++vertex) {
      const std::uint64_t end = begin + degrees[vertex];
      for (; mark * ends_per_mark < end; ++mark) {
        owners_[mark] = vertex;
        before_[mark] = static_cast<std::uint32_t>(mark * ends_per_mark - begin);
      }
      begin = end;
    }
  }

  [[nodiscard]] std::size_t pieces() const {
    return (ends_ / 2 + pairs_per_piece - 1) / pairs_per_piece;
  }
  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    const std::uint64_t begin = piece * pairs_per_piece;
    const std::uint64_t end = std::min(begin + pairs_per_piece, ends_ / 2);
    std::array<std::uint32_t, 2 * pairs_per_batch> owners;
    for (std::uint64_t pair = begin; pair < end; pair += pairs_per_batch) {
      const std::size_t count = 2 * std::min<std::uint64_t>(pairs_per_batch, end - pair);
      find_owners(2 * pair, std::span(owners).first(count));
      for (std::size_t k = 0; k < count; k += 2) visit(owners[k], owners[k + 1]);
    }
  }

 private:
  // The owners of the ends at the places from `first` on after the shuffle. In three rounds, so
  // that the memory of all of them is fetched at the same time.
  void find_owners(std::uint64_t first, std::span<std::uint32_t> owners) const {
    std::array<std::uint64_t, 2 * pairs_per_batch> ends;
    for (std::size_t k = 0; k < owners.size(); ++k) {
      ends[k] = shuffled_(first + k);
      __builtin_prefetch(owners_.data() + ends[k] / ends_per_mark);
      __builtin_prefetch(before_.data() + ends[k] / ends_per_mark);
    }
    for (std::size_t k = 0; k < owners.size(); ++k) {
      owners[k] = owners_[ends[k] / ends_per_mark];
      __builtin_prefetch(degrees_.data() + owners[k]);
    }
    for (std::size_t k = 0; k < owners.size(); ++k) {
      std::uint64_t left = before_[ends[k] / ends_per_mark] + ends[k] % ends_per_mark;
      while (left >= degrees_[owners[k]]) left -= degrees_[owners[k]++];
    }
  }

  std::span<const std::uint32_t> degrees_;
  std::uint64_t ends_;
  KeyedPermutation shuffled_;
  // Of each end with a mark: its owner, and how many of the owner's ends come before it.
  WordBuffer owners_;
  WordBuffer before_;
};

void validate(const DegreeConfig& config) {
  if (config.law == DegreeLaw::poisson) {
    if (!(config.mean >= 0.0 && config.mean <= 1e4)) {
      throw InputError("degrees: the mean must lie between 0 and 10,000");
    }
    return;
  }
  if (!(config.exponent > 1.0)) throw InputError("degrees: the exponent must be above 1");
  if (config.law == DegreeLaw::power_law_of_mean) {
    if (!(config.mean >= 0.0 && config.mean <= config.largest)) {
      throw InputError(fmt::format(
          "degrees: the mean must lie between 0 and the largest degree, {}", config.largest));
    }
    return;
  }
  if (config.smallest < 1 || config.largest < config.smallest || config.largest > 10'000'000) {
    throw InputError("degrees: must have 1 <= smallest <= largest <= 10,000,000");
  }
}

// Chance of at most `first` + k for each k, up to where it is 1 in double precision. Weights start
// at 1 for the likeliest degree, so that none of them vanishes.
struct DegreeTable {
  std::uint32_t first = 0;
  std::vector<double> cumulated;
};

DegreeTable tabulate(std::uint32_t first, std::vector<double> weights) {
  double sum = 0.0;
  for (double& weight : weights) weight = sum += weight;
  for (double& weight : weights) weight /= sum;
  return {first, std::move(weights)};
}

DegreeTable poisson_table(double mean) {
  // At least 17 standard deviations: the rest has a chance below 1e-50.
  const auto peak = static_cast<std::uint32_t>(mean);
  const auto reach =
      static_cast<std::uint32_t>(40.0 + 20.0 * (mean < 1.0 ? 1.0 : mean / 50.0 + 5.0));
  const std::uint32_t first = peak > reach ? peak - reach : 0;
  std::vector<double> weights(peak + reach + 1 - first);
  weights[peak - first] = 1.0;
  for (std::uint32_t k = peak; k > first; --k) {
    weights[k - 1 - first] = weights[k - first] * (k / mean);
  }
  for (std::uint32_t k = peak + 1; k <= peak + reach; ++k) {
    weights[k - first] = weights[k - 1 - first] * (mean / k);
  }
  return tabulate(first, std::move(weights));
}

DegreeTable power_table(const DegreeConfig& config) {
  std::vector<double> weights;
  weights.reserve(config.largest - config.smallest + 1);
  for (std::uint32_t k = config.smallest; k <= config.largest; ++k) {
    weights.push_back(pow(static_cast<double>(k) / config.smallest, -config.exponent));
  }
  return tabulate(config.smallest, std::move(weights));
}

// Chances of the degrees 0 to `largest` under the power law from `smallest` up; 0 is certain under
// a smallest of 0. Also computes the mean.
struct PowerLaw {
  std::vector<double> chances;
  double mean = 0.0;
};

PowerLaw power_law_from(std::uint32_t smallest, const std::vector<double>& powers) {
  PowerLaw law{std::vector<double>(powers.size(), 0.0), 0.0};
  if (smallest == 0) {
    law.chances[0] = 1.0;
    return law;
  }
  double sum = 0.0;
  for (std::size_t k = smallest; k < powers.size(); ++k) sum += powers[k];
  for (std::size_t k = smallest; k < powers.size(); ++k) {
    law.chances[k] = powers[k] / sum;
    law.mean += law.chances[k] * static_cast<double>(k);
  }
  return law;
}

// A mixture of the laws of two neighbouring smallest degrees has the given mean.
DegreeTable power_table_of_mean(const DegreeConfig& config) {
  std::vector<double> powers(config.largest + 1, 0.0);
  for (std::uint32_t k = 1; k <= config.largest; ++k) powers[k] = pow(k, -config.exponent);
  std::uint32_t smallest = 0;
  PowerLaw below = power_law_from(0, powers);
  PowerLaw above = power_law_from(1, powers);
  while (above.mean < config.mean && smallest + 1 < config.largest) {
    ++smallest;
    below = std::move(above);
    above = power_law_from(smallest + 1, powers);
  }
  const double part = std::min((config.mean - below.mean) / (above.mean - below.mean), 1.0);
  std::vector<double> weights(powers.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    weights[k] = (1.0 - part) * below.chances[k] + part * above.chances[k];
  }
  return tabulate(0, std::move(weights));
}

DegreeTable degree_table(const DegreeConfig& config) {
  switch (config.law) {
    case DegreeLaw::poisson:
      return poisson_table(config.mean);
    case DegreeLaw::power_law_of_mean:
      return power_table_of_mean(config);
    case DegreeLaw::power_law:
      break;
  }
  return power_table(config);
}

}  // namespace

std::vector<std::uint32_t> draw_degrees(const DegreeConfig& config, std::uint32_t vertex_count,
                                        Seed seed, const Workers& workers) {
  validate(config);
  if (config.law == DegreeLaw::poisson && config.mean == 0.0) {
    return std::vector<std::uint32_t>(vertex_count, 0U);
  }
  const DegreeTable table = degree_table(config);
  const CohortDraws draws = Stream(seed, "graph/degrees").of(0);
  std::vector<std::uint32_t> degrees(vertex_count);
  const std::size_t pieces = (degrees.size() + vertices_per_piece - 1) / vertices_per_piece;
  workers.for_each(pieces, [&](std::size_t piece) {
    const std::size_t begin = piece * vertices_per_piece;
    const std::size_t end = std::min(begin + vertices_per_piece, degrees.size());
    for (std::size_t vertex = begin; vertex < end; ++vertex) {
      const double drawn = draws.uniform({static_cast<std::uint32_t>(vertex), 0, 0, 0});
      const auto found =
          std::lower_bound(table.cumulated.begin(), table.cumulated.end() - 1, drawn);
      degrees[vertex] = table.first + static_cast<std::uint32_t>(found - table.cumulated.begin());
    }
  });
  return degrees;
}

CompressedGraph configuration(std::span<const std::uint32_t> degrees, Seed seed,
                              const Workers& workers) {
  if (degrees.size() >= 0xffffffffULL) {
    throw InputError(fmt::format("configuration: {} vertices are too many", degrees.size()));
  }
  const MatchedEnds ends(degrees, seed);
  return build_graph(static_cast<std::uint32_t>(degrees.size()), ends, workers);
}

}  // namespace poach::graph
