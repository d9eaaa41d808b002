#pragma once
// The job information network of Calvo-Armengol and Jackson (American Economic Review 94 (2004)
// 426-454) as an exact Markov chain over the set of the employed.

#include <cstddef>
#include <utility>
#include <vector>

namespace poach::theory {

/// Chances of a period: everyone hears of a job with `arrival`; the unemployed take it, the
/// employed pass it to one friend unemployed at the start, with equal chances; then everyone
/// employed, new hires too, loses the job with `breakup`.
struct JobNetworkChances {
  double arrival = 0.0;
  double breakup = 0.0;
};

class JobNetwork {
 public:
  /// Undirected `ties` among `people` <= 6 vertices. Throws std::domain_error for more people or
  /// ties to others.
  JobNetwork(std::size_t people, const std::vector<std::pair<std::size_t, std::size_t>>& ties,
             JobNetworkChances chances);

  /// Long-run chance that a person is unemployed at the end of a period.
  [[nodiscard]] double unemployment(std::size_t person) const;
  /// Correlation of two persons' employment at the end of a period.
  [[nodiscard]] double correlation(std::size_t a, std::size_t b) const;

 private:
  using Chances = std::vector<double>;  // by state; bit k is set when k is employed
  [[nodiscard]] Chances hires_from(std::size_t state) const;
  [[nodiscard]] Chances after_breakups(const Chances& before) const;
  void find_stationary();

  std::size_t people_;
  std::vector<std::vector<std::size_t>> friends_;
  JobNetworkChances chances_;
  Chances stationary_;
};

}  // namespace poach::theory
