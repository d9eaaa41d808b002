#pragma once
// Whole distributions against closed forms: Pearson's chi-square over cells, as a normal score.

#include <cstdint>
#include <vector>

namespace poach::tests {

/// Chance of each cell, and how often independent observations fell into it.
struct Cells {
  std::vector<double> exact;
  std::vector<std::uint64_t> seen;

  explicit Cells(std::vector<double> chances) : exact(std::move(chances)), seen(exact.size(), 0) {}
  [[nodiscard]] std::uint64_t total() const;
};

/// Chi-square with the given degrees of freedom as a standard normal score (Wilson and Hilferty
/// 1931).
[[nodiscard]] double chi_square_score(double chi_square, double degrees);

[[nodiscard]] double chi_square(const Cells& cells);
/// The score of the cells: |z| < 4 unless the distribution, or the independence, is wrong.
[[nodiscard]] double fit_score(const Cells& cells);

/// The expected score of a number of observations when the chances are really `wrong`: the power of
/// the test.
[[nodiscard]] double expected_score(const std::vector<double>& exact,
                                    const std::vector<double>& wrong, double observations);

/// Largest distance between the two distribution functions, times the root of the number of
/// observations: above 1.36 in less than 5 % of cases, above 2.3 in less than 6 of 100,000
/// (Kolmogorov); a finite list of cells only makes it smaller.
[[nodiscard]] double kolmogorov_distance(const Cells& cells);

}  // namespace poach::tests
